package dev.recall4j;

import dev.recall4j.spi.Journal;
import dev.recall4j.tck.JournalContract;
import dev.recall4j.tck.JournalFixture;

class InMemoryJournalTest extends JournalContract {

    @Override
    protected JournalFixture fixture() {
        return new JournalFixture() {

            @Override
            public Journal fresh() {
                return new InMemoryJournal();
            }

            @Override
            public void close() {}
        };
    }
}
