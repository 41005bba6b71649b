/** The times that English sentences name. */
module dev.recall4j.dates {
    requires static transitive org.jspecify;

    exports dev.recall4j.dates;
}
