/** The Memories facade, the write and read paths, and the in-memory parts. */
module dev.recall4j.core {
    requires transitive dev.recall4j.api;
    requires dev.recall4j.dates;
    requires com.github.f4b6a3.uuid;

    exports dev.recall4j;
}
