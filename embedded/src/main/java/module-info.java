/** One dependency for a library user. */
module dev.recall4j.embedded {
    requires transitive dev.recall4j.core;
    requires dev.recall4j.sqlite;
    requires dev.recall4j.lucene;
    requires dev.recall4j.local;
    requires dev.recall4j.chat;

    exports dev.recall4j.embedded;
}
