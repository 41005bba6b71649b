package dev.recall4j.tck;

import dev.recall4j.spi.Journal;

/** Makes journals for one test. */
public interface JournalFixture extends AutoCloseable {

    /** A new, empty journal, which shares nothing with those made before. */
    Journal fresh();

    /** Called once after the test; closes what the fixture has made. */
    @Override
    void close();
}
