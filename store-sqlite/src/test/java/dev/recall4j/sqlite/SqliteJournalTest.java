package dev.recall4j.sqlite;

import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.NOON;
import static dev.recall4j.tck.Samples.OPTIONS;
import static dev.recall4j.tck.Samples.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.RecallEntry;
import dev.recall4j.model.RecallException;
import dev.recall4j.model.RecallUse;
import dev.recall4j.model.Recalls;
import dev.recall4j.spi.Act;
import dev.recall4j.spi.DecisionSet;
import dev.recall4j.spi.Hearing;
import dev.recall4j.spi.RecallNote;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** What only a journal in files can get wrong. */
class SqliteJournalTest {

    @TempDir Path directory;

    private SqliteJournal open() {
        return SqliteJournal.open(directory, SqliteSettings.defaults());
    }

    private Path file() {
        return directory.resolve("journal.db");
    }

    private static void hear(SqliteJournal journal, int from, int count) {
        List<HeardTurn> turns = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            turns.add(turn("t" + i, ANA, "Turn " + i + " " + "x".repeat(200)));
        }
        journal.hear(ACME, ANA, new Hearing(new HearingId("h" + from), turns, OPTIONS));
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static void assertFails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RecallException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void a_journal_is_read_again_after_it_was_closed() {
        try (SqliteJournal journal = open()) {
            hear(journal, 0, 3);
        }
        try (SqliteJournal journal = open()) {
            assertThat(journal.tally(ACME, NOON).turns()).isEqualTo(3);
            assertThat(journal.operator().position()).isEqualTo(1);
        }
    }

    @Test
    void a_directory_is_open_once_in_a_process() {
        try (SqliteJournal journal = open()) {
            assertFails(ErrorCode.IN_USE, this::open);
            assertFails(ErrorCode.IN_USE, this::open);
            hear(journal, 0, 1);
        }
        open().close();
    }

    @Test
    void a_directory_is_open_once_in_a_process_also_by_another_path() throws IOException {
        Path first = directory.resolve("first");
        Path moved = directory.resolve("moved");
        try (SqliteJournal journal = SqliteJournal.open(first, SqliteSettings.defaults())) {
            Files.move(first, moved);
            assertFails(
                    ErrorCode.IN_USE, () -> SqliteJournal.open(moved, SqliteSettings.defaults()));
            Files.move(moved, first);
            hear(journal, 0, 1);
        }
        SqliteJournal.open(first, SqliteSettings.defaults()).close();
    }

    @Test
    void a_directory_that_something_else_in_this_process_locks_is_in_use() throws IOException {
        open().close();
        try (FileChannel other =
                FileChannel.open(directory.resolve("journal.lock"), StandardOpenOption.WRITE)) {
            other.lock();
            assertFails(ErrorCode.IN_USE, this::open);
        }
        open().close();
    }

    @Test
    void a_directory_that_another_process_holds_is_refused() throws Exception {
        open().close();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path holder = directory.resolve("Holder.java");
        Files.writeString(
                holder,
                """
                void main() throws Exception {
                    var channel = java.nio.channels.FileChannel.open(
                            java.nio.file.Path.of("%s"), java.nio.file.StandardOpenOption.WRITE);
                    channel.lock();
                    System.out.println("held");
                    System.in.read();
                }
                """
                        .formatted(
                                directory.resolve("journal.lock").toString().replace("\\", "/")));
        Process process =
                new ProcessBuilder(java, holder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            assertThat(process.inputReader().readLine()).isEqualTo("held");
            assertFails(ErrorCode.IN_USE, this::open);
        } finally {
            process.destroyForcibly().waitFor();
        }
        open().close();
    }

    @Test
    void a_newer_format_is_refused_and_left_alone() throws Exception {
        open().close();
        sql("PRAGMA user_version = 1000");
        byte[] before = Files.readAllBytes(file());

        assertFails(ErrorCode.NEWER_FORMAT, this::open);
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void a_backup_that_is_written_on_has_another_lineage_from_there() throws Exception {
        try (SqliteJournal journal = open()) {
            hear(journal, 0, 1);
        }
        Path backup = Files.createDirectory(directory.resolve("backup"));
        Files.copy(file(), backup.resolve("journal.db"));
        try (SqliteJournal journal = open();
                SqliteJournal restored = SqliteJournal.open(backup, SqliteSettings.defaults())) {
            String common = journal.operator().lineage(1);
            hear(journal, 1, 1);
            hear(restored, 1, 1);

            assertThat(journal.operator().lineage(1)).isEqualTo(common);
            assertThat(restored.operator().lineage(1)).isEqualTo(common);
            assertThat(restored.operator().lineage(2))
                    .isNotIn(common, journal.operator().lineage(2));
        }
    }

    @Test
    void a_lineage_lasts_and_an_opening_that_writes_nothing_begins_none() throws Exception {
        open().close();
        String lineage;
        try (SqliteJournal journal = open()) {
            hear(journal, 0, 1);
            lineage = journal.operator().lineage(1);
            assertThat(lineage).isNotBlank();
        }
        for (int i = 0; i < 2; i++) {
            try (SqliteJournal journal = open()) {
                assertThat(journal.operator().lineage(1)).isEqualTo(lineage);
                assertThat(journal.operator().lineage(2)).isEqualTo(lineage);
            }
        }
    }

    @Test
    void a_journal_from_before_lineages_gets_one() throws Exception {
        try (SqliteJournal journal = open()) {
            hear(journal, 0, 1);
        }
        turnBackToFormat1();
        String lineage;
        try (SqliteJournal journal = open()) {
            lineage = journal.operator().lineage(1);
            assertThat(lineage).isNotBlank();
            hear(journal, 1, 1);
            assertThat(journal.operator().lineage(2)).isNotEqualTo(lineage);
        }
        try (SqliteJournal journal = open()) {
            assertThat(journal.operator().lineage(1)).isEqualTo(lineage);
        }
    }

    private void turnBackToFormat1() throws Exception {
        turnBackToFormat6();
        sql("DROP TABLE held");
        sql("ALTER TABLE pending DROP COLUMN review");
        sql("DROP TABLE topics");
        sql("ALTER TABLE pending DROP COLUMN settings");
        sql("DROP INDEX raw_turns");
        sql("ALTER TABLE turns DROP COLUMN raw");
        sql("DROP INDEX turns_by_place");
        sql("ALTER TABLE turns DROP COLUMN place");
        sql("CREATE INDEX turns_by_scope ON turns (scope)");
        sql("DROP TABLE lineages");
        sql("PRAGMA user_version = 1");
    }

    @Test
    void a_journal_from_before_recalls_were_noted_notes_them_from_now_on() throws Exception {
        MemoryId id = MemoryId.of("m1");
        try (SqliteJournal journal = open()) {
            state(journal, id);
        }
        turnBackToFormat6();
        RecallEntry entry = new RecallEntry(NOON, ANA, RecallUse.SEARCH, 1, 0.5);
        try (SqliteJournal journal = open()) {
            assertThat(journal.recalls(ACME, id)).isEqualTo(Recalls.NONE);
            journal.operator().noteRecalls(List.of(new RecallNote(ACME, id, entry)));
        }
        try (SqliteJournal journal = open()) {
            assertThat(journal.recalls(ACME, id).latest()).containsExactly(entry);
            assertThat(journal.operator().verify()).isEmpty();
        }
    }

    @Test
    void of_an_erased_memory_no_recall_is_left_in_the_file() throws Exception {
        MemoryId id = MemoryId.of("m1");
        RecallEntry entry = new RecallEntry(NOON, ANA, RecallUse.SEARCH, 1, 0.5);
        try (SqliteJournal journal = open()) {
            state(journal, id);
            journal.operator().noteRecalls(List.of(new RecallNote(ACME, id, entry)));
            assertThat(journal.recalls(ACME, id).times()).isEqualTo(1);

            journal.erase(ACME, id, new Act("tester", NOON, "asked to"));
        }
        assertThat(rows("recalls")).isZero();
        assertThat(rows("recall_counts")).isZero();
    }

    private long rows(String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return row.getLong(1);
        }
    }

    private static void state(SqliteJournal journal, MemoryId id) {
        Draft draft =
                new Draft(
                        id,
                        "Tea",
                        "tea",
                        "test/1",
                        List.of(),
                        NOON,
                        null,
                        null,
                        Set.of(),
                        Metadata.EMPTY);
        journal.decide(
                ACME,
                ANA,
                view ->
                        new DecisionSet(
                                null,
                                List.of(new Decision.Add(draft, "stated")),
                                Map.of(id, new float[] {1}),
                                new Act("tester", NOON, "none")));
    }

    private void turnBackToFormat6() throws Exception {
        sql("DROP TABLE recalls");
        sql("DROP TABLE recall_counts");
        sql("PRAGMA user_version = 6");
    }

    @Test
    void the_file_of_another_program_is_refused_and_left_alone() throws Exception {
        sql("CREATE TABLE theirs (x)");
        byte[] before = Files.readAllBytes(file());

        assertFails(ErrorCode.DAMAGED, this::open);
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"header", "middle", "cut", "empty", "text"})
    void a_damaged_file_is_refused_and_left_alone(String damage) throws Exception {
        try (SqliteJournal journal = open()) {
            hear(journal, 0, 2_000);
        }
        damage(damage);
        byte[] before = Files.readAllBytes(file());

        assertFails(ErrorCode.DAMAGED, this::open);
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    private void damage(String damage) throws IOException {
        long size = Files.size(file());
        switch (damage) {
            case "header" -> scribble(0, 4_096);
            case "middle" -> scribble(size / 2 / 4_096 * 4_096, 8 * 4_096);
            case "cut" -> cut(size / 2 / 4_096 * 4_096);
            case "empty" -> cut(0);
            default -> Files.writeString(file(), "This is not a database.");
        }
    }

    private void scribble(long at, int length) throws IOException {
        byte[] noise = new byte[length];
        new Random(7).nextBytes(noise);
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(noise), at);
        }
    }

    private void cut(long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    @Test
    void nothing_is_acknowledged_once_the_directory_was_removed() throws Exception {
        try (SqliteJournal journal = open()) {
            hear(journal, 0, 1);
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);

            assertFails(ErrorCode.DAMAGED, () -> hear(journal, 1, 1));
            assertFails(ErrorCode.DAMAGED, () -> hear(journal, 2, 1));
        }
    }

    @Test
    void nothing_is_acknowledged_once_the_file_was_replaced() throws Exception {
        try (SqliteJournal journal = open()) {
            hear(journal, 0, 1);
            Files.move(file(), directory.resolve("moved"));
            Files.copy(directory.resolve("moved"), file());

            assertFails(ErrorCode.DAMAGED, () -> hear(journal, 1, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal.db-wal", "journal.db-shm"})
    void nothing_is_acknowledged_once_the_log_was_removed_and_what_was_is_kept(String name)
            throws Exception {
        try (SqliteJournal journal = open()) {
            hear(journal, 0, 3);
            Files.delete(directory.resolve(name));

            assertFails(ErrorCode.DAMAGED, () -> hear(journal, 3, 1));
            assertFails(ErrorCode.DAMAGED, () -> hear(journal, 4, 1));
        }
        try (SqliteJournal journal = open()) {
            assertThat(journal.tally(ACME, NOON).turns()).isGreaterThanOrEqualTo(3);
            assertThat(journal.operator().verify()).isEmpty();
            hear(journal, 5, 1);
        }
    }

    @Test
    void a_missing_file_beside_its_log_is_refused() throws Exception {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("journal.db-wal"), "a log");

        assertFails(ErrorCode.DAMAGED, this::open);
        assertThat(file()).doesNotExist();
    }

    @Test
    void an_unfinished_creation_is_begun_again() throws Exception {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("journal.db.new"), "half");

        try (SqliteJournal journal = open()) {
            hear(journal, 0, 1);
        }
    }

    @Test
    void a_directory_that_cannot_be_made_is_unavailable() throws Exception {
        Path blocked = Files.writeString(directory.resolve("file"), "not a directory");

        assertFails(
                ErrorCode.STORE_UNAVAILABLE,
                () -> SqliteJournal.open(blocked.resolve("inside"), SqliteSettings.defaults()));
    }

    @Test
    void a_full_disk_fails_the_write_and_keeps_what_was_there() throws Exception {
        try (SqliteJournal journal = open()) {
            hear(journal, 0, 10);
        }
        JournalFile opened = new JournalFile(directory, SqliteSettings.defaults());
        try (Session session = opened.openWriter();
                Writer writer =
                        new Writer(
                                session,
                                opened::requireStillThere,
                                () -> {},
                                SqliteSettings.defaults())) {
            writer.start();
            long pages = writer.write(tables -> tables.session().number("PRAGMA page_count"));
            writer.write(
                    tables -> tables.session().number("PRAGMA max_page_count = " + (pages + 2)));

            assertFails(
                    ErrorCode.STORE_UNAVAILABLE,
                    () ->
                            writer.write(
                                    tables -> new Hearings(tables).hear(ACME, ANA, big("full"))));

            writer.write(tables -> tables.session().number("PRAGMA max_page_count = 1000000"));
            writer.write(tables -> new Hearings(tables).hear(ACME, ANA, big("again")));
        }
        try (SqliteJournal journal = open()) {
            assertThat(journal.tally(ACME, NOON).turns()).isEqualTo(510);
            assertThat(journal.operator().verify()).isEmpty();
        }
    }

    private static Hearing big(String id) {
        List<HeardTurn> turns = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            turns.add(turn(id + i, ANA, "x".repeat(1_000)));
        }
        return new Hearing(new HearingId(id), turns, OPTIONS);
    }

    @Test
    void one_failing_write_does_not_hurt_those_that_share_its_commit() throws Exception {
        try (SqliteJournal journal = open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch queued = new CountDownLatch(1);
            Future<?> first =
                    threads.submit(() ->
                            journal.decide(
                                    ACME,
                                    ANA,
                                    view -> {
                                        await(queued);
                                        return nothing();
                                    }));
            List<Future<?>> good = new ArrayList<>();
            List<Future<?>> bad = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int n = i;
                good.add(threads.submit(() -> hear(journal, n * 10, 1)));
                bad.add(
                        threads.submit(() ->
                                journal.decide(
                                        ACME,
                                        ANA,
                                        view -> {
                                            throw new IllegalStateException("no");
                                        })));
            }
            queued.countDown();
            first.get();
            for (Future<?> write : good) {
                write.get();
            }
            for (Future<?> write : bad) {
                assertThatThrownBy(write::get).hasCauseInstanceOf(IllegalStateException.class);
            }
            assertThat(journal.tally(ACME, NOON).turns()).isEqualTo(20);
        }
    }

    private static DecisionSet nothing() {
        return new DecisionSet(null, List.of(), Map.of(), new Act("tester", NOON, "none"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Timeout(30)
    void a_sink_may_write_and_read_and_must_not_close() {
        try (SqliteJournal journal = open()) {
            hear(journal, 0, 3);
            List<Long> counts = new ArrayList<>();

            journal.export(
                    ACME,
                    record -> {
                        hear(journal, 100 + counts.size(), 1);
                        counts.add(journal.tally(ACME, NOON).turns());
                        assertFails(ErrorCode.INVALID_REQUEST, journal::close);
                    });

            assertThat(counts).containsExactly(4L, 5L, 6L);
        }
    }

    @Test
    void a_verdict_that_writes_is_refused() {
        try (SqliteJournal journal = open()) {
            assertThatThrownBy(() ->
                            journal.decide(
                                    ACME,
                                    ANA,
                                    view -> {
                                        hear(journal, 0, 1);
                                        return nothing();
                                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(journal.tally(ACME, NOON).turns()).isZero();
        }
    }

    @Test
    void what_an_interrupted_erase_left_is_scrubbed_at_the_next_open() throws Exception {
        open().close();
        sql("UPDATE journal SET scrub = 1");
        sql("CREATE TABLE waste (x)");
        sql("INSERT INTO waste VALUES (zeroblob(1000000))");
        sql("DROP TABLE waste");
        long before = Files.size(file());

        open().close();

        assertThat(Files.size(file())).isLessThan(before - 900_000);
    }
}
