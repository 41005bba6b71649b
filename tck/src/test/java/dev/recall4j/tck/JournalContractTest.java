package dev.recall4j.tck;

import dev.recall4j.spi.Journal;

import org.junit.jupiter.api.Test;

class JournalContractTest {

    @Test
    void a_journal_that_does_nothing_fails_every_test() {
        NothingPasses.of(OnNothing.class);
    }

    /** Run by the test above only. */
    static class OnNothing extends JournalContract {

        @Override
        protected JournalFixture fixture() {
            return new JournalFixture() {

                @Override
                public Journal fresh() {
                    return new NothingJournal();
                }

                @Override
                public void close() {}
            };
        }
    }
}
