package dev.recall4j.sqlite;

import dev.recall4j.model.DamagedException;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The SQLite file in a data directory. A new one is made under another name and then renamed, so
 * that an empty or missing file beside a write-ahead log can only be a damaged one.
 */
final class JournalFile {

    private static final String NAME = "journal.db";

    /** "r4j1": tells our files from any other program's. */
    private static final int APPLICATION_ID = 0x72346a31;

    /** Where SQLite's file format keeps it, in the header of the file. */
    private static final int APPLICATION_ID_OFFSET = 68;

    private static final int HEADER_LENGTH = 100;

    /**
     * Of each session that reads: as SQLite counts it, KiB below zero. Enough that the pages of
     * what is recalled again and again are not fetched again and again.
     */
    private static final int READER_CACHE = -16 * 1024;

    private final Path directory;
    private final Path path;
    private final SqliteSettings settings;

    /** Tell the files that were opened from others of their names, where the system can. */
    private final Map<Path, @Nullable Object> keys = new LinkedHashMap<>();

    JournalFile(Path directory, SqliteSettings settings) {
        this.directory = directory;
        this.path = directory.resolve(NAME);
        this.settings = settings;
    }

    /**
     * Opens the session that writes; makes the file if there is none. A file that is there is
     * looked at with a session that cannot write first.
     */
    Session openWriter() throws IOException {
        if (Files.exists(path)) {
            requireOurs();
            try (Session reader = openReader()) {
                Migrations.requireKnown(reader);
                requireSound(reader);
            }
        } else {
            requireNoLog();
            create();
        }
        Session session = migrated(writing(path));
        for (Path file : List.of(path, beside("-wal"), beside("-shm"))) {
            keys.put(file, keyOf(file));
        }
        return session;
    }

    private Path beside(String suffix) {
        return path.resolveSibling(NAME + suffix);
    }

    /**
     * SQLite goes on writing to a file that was removed, and what it writes is gone at the end.
     *
     * @throws DamagedException if a file was removed or replaced since it was opened
     */
    void requireStillThere() {
        for (Map.Entry<Path, @Nullable Object> opened : keys.entrySet()) {
            try {
                if (!Objects.equals(keyOf(opened.getKey()), opened.getValue())) {
                    throw lost(opened.getKey());
                }
            } catch (NoSuchFileException e) {
                throw lost(opened.getKey());
            } catch (IOException e) {
                throw unreachable(directory, e);
            }
        }
    }

    /**
     * As it is closed, SQLite writes into the journal what only the log has; if not killed first.
     */
    private DamagedException lost(Path file) {
        return new DamagedException(
                "The file %s was removed or replaced while it was open. Nothing more is kept; close the journal%s."
                        .formatted(
                                file,
                                file.equals(path)
                                        ? ", and restore a backup"
                                        : " now, which saves what was kept before, and open it again"));
    }

    private static @Nullable Object keyOf(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private static Session migrated(Session session) {
        try {
            Migrations.run(session);
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    Session openReader() {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        config.setCacheSize(READER_CACHE);
        return open(path, config);
    }

    private void create() throws IOException {
        Path unfinished = path.resolveSibling(NAME + ".new");
        deleteAll(unfinished);
        try (Session session = writing(unfinished)) {
            session.execute("PRAGMA application_id = " + APPLICATION_ID);
            Migrations.run(session);
            session.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        move(unfinished);
    }

    private static void deleteAll(Path unfinished) throws IOException {
        for (String suffix : new String[] {"", "-wal", "-shm"}) {
            Files.deleteIfExists(unfinished.resolveSibling(unfinished.getFileName() + suffix));
        }
    }

    private void move(Path unfinished) throws IOException {
        try {
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, path);
        }
    }

    private void requireNoLog() throws IOException {
        Path log = beside("-wal");
        if (Files.exists(log) && Files.size(log) > 0) {
            throw damaged("is missing, but its write-ahead log is there");
        }
    }

    private void requireOurs() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_LENGTH);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.read(header, 0);
        }
        if (header.hasRemaining() || header.getInt(APPLICATION_ID_OFFSET) != APPLICATION_ID) {
            throw damaged("is not a journal of Recall4j, or its beginning is lost");
        }
    }

    /** Looks at every page once, without comparing the indexes. */
    private void requireSound(Session session) {
        String result = session.first("PRAGMA quick_check(1)", row -> row.getString(1)).orElse("");
        if (!result.equals("ok")) {
            throw damaged("has pages that make no sense");
        }
    }

    private DamagedException damaged(String how) {
        return new DamagedException(
                "The journal file %s %s. Nothing was changed; restore it from a backup."
                        .formatted(path, how));
    }

    private Session writing(Path file) {
        SQLiteConfig config = config();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(
                switch (settings.durability()) {
                    case FULL -> SQLiteConfig.SynchronousMode.FULL;
                    case NORMAL -> SQLiteConfig.SynchronousMode.NORMAL;
                });
        config.enforceForeignKeys(true);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        return open(file, config);
    }

    private SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        // The driver would ask for the last row id after each insert, and leave that query open.
        config.setGetGeneratedKeys(false);
        config.setBusyTimeout(Math.toIntExact(settings.busyTimeout().toMillis()));
        // Sorting must not spill remembered text into the temp directory.
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        return config;
    }

    private static Session open(Path file, SQLiteConfig config) {
        try {
            return new Session(config.createConnection("jdbc:sqlite:" + file));
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
    }

    static UnavailableException unreachable(Path directory, IOException e) {
        return new UnavailableException(
                ErrorCode.STORE_UNAVAILABLE,
                "The data directory %s cannot be made or written (%s); check its permissions."
                        .formatted(directory, e.getClass().getSimpleName()),
                e);
    }
}
