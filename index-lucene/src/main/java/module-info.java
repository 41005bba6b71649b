/** The index on Apache Lucene. */
module dev.recall4j.lucene {
    requires transitive dev.recall4j.api;
    requires org.apache.lucene.core;
    requires org.apache.lucene.analysis.common;

    exports dev.recall4j.lucene;
}
