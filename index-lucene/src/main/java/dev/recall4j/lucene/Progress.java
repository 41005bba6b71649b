package dev.recall4j.lucene;

/** How far the index has followed a journal, and which; see {@link dev.recall4j.spi.Changes}. */
record Progress(long position, String lineage) {

    static final Progress NONE = new Progress(0, "");
}
