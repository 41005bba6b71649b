package dev.recall4j.sqlite;

import dev.recall4j.spi.Journal;
import dev.recall4j.tck.JournalContract;
import dev.recall4j.tck.JournalFixture;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class SqliteJournalContractTest extends JournalContract {

    @TempDir Path directory;

    @Override
    protected JournalFixture fixture() {
        return new InDirectories(directory);
    }

    private static final class InDirectories implements JournalFixture {

        private final Path parent;
        private final List<Journal> journals = new ArrayList<>();

        InDirectories(Path parent) {
            this.parent = parent;
        }

        @Override
        public Journal fresh() {
            Path directory = parent.resolve("journal-" + journals.size());
            Journal journal = SqliteJournal.open(directory, SqliteSettings.defaults());
            journals.add(journal);
            return journal;
        }

        @Override
        public void close() {
            journals.forEach(Journal::close);
        }
    }
}
