package dev.recall4j.sqlite;

import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.NOON;
import static dev.recall4j.tck.Samples.OPTIONS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.Erasure;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.Gist;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Scope;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Act;
import dev.recall4j.spi.Amendment;
import dev.recall4j.spi.DecisionSet;
import dev.recall4j.spi.Hearing;
import dev.recall4j.tck.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Nothing of an erased memory is left in any file, however the pages were split and merged. */
class EraseBytesTest {

    private static final Act ACT = new Act("tester", NOON, "asked to");

    /** Long enough not to turn up by chance, short enough to be left by the half of a cell. */
    private static final String SENTINEL = "s3ntinel";

    /** A pattern in the vectors of what will be erased. */
    private static final float SENTINEL_FLOAT = 0x1.2b4d68p-3f;

    @TempDir Path directory;

    private final Random random = new Random(seed());
    private final List<MemoryId> secrets = new ArrayList<>();
    private int count;
    private int revisions;

    private static long seed() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        return seed;
    }

    @Test
    void no_byte_of_an_erased_scope_is_left_after_many_changes() throws IOException {
        Scope secret = Scope.ofUser(SENTINEL);
        try (SqliteJournal journal = open()) {
            for (int i = 0; i < 1_500; i++) {
                boolean hidden = random.nextInt(4) == 0;
                add(journal, hidden ? secret : Scope.ofUser("user" + random.nextInt(20)), hidden);
                change(journal, secret);
            }
            assertThat(traces()).as("before the erase").isNotEmpty();

            journal.eraseAll(ACME, secret, ACT);

            assertThat(traces()).isEmpty();
            assertThat(journal.operator().verify()).isEmpty();
        }
        assertThat(traces()).isEmpty();
    }

    @Test
    void no_byte_is_left_after_memories_are_erased_one_by_one() throws IOException {
        try (SqliteJournal journal = open()) {
            for (int i = 0; i < 200; i++) {
                add(journal, Scope.ofUser("ana"), i % 10 == 0);
            }
            for (MemoryId id : secrets) {
                journal.erase(ACME, id, ACT);
            }
            assertThat(traces()).isEmpty();
        }
    }

    @Test
    void the_ids_of_a_scope_are_forgotten_with_the_last_that_it_holds() throws IOException {
        Scope secret = new Scope(SENTINEL + " user", null, SENTINEL + " app", SENTINEL + " run");
        try (SqliteJournal journal = open()) {
            add(journal, secret, true);
            add(journal, secret, true);
            add(journal, Scope.ofUser("ana"), false);

            journal.erase(ACME, secrets.getFirst(), ACT);
            assertThat(traces()).isNotEmpty();
            assertThat(journal.tally(ACME, NOON).scopes()).isEqualTo(2);

            journal.erase(ACME, secrets.getLast(), ACT);
            assertThat(traces()).isEmpty();
            assertThat(journal.tally(ACME, NOON).scopes()).isEqualTo(1);
            assertThat(journal.operator().verify()).isEmpty();

            add(journal, secret, true);
            journal.eraseAll(ACME, secret, ACT);
            assertThat(traces()).isEmpty();
        }
    }

    @Test
    void a_retry_finishes_an_erase_that_a_long_read_has_stopped() throws IOException {
        try (SqliteJournal journal = openImpatient()) {
            MemoryId id = anEraseThatFailed(journal);

            assertThat(journal.erase(ACME, id, ACT)).isEqualTo(new Erasure(0, 0));
            assertThat(traces()).isEmpty();
        }
    }

    @Test
    void upkeep_finishes_an_erase_that_a_long_read_has_stopped() throws IOException {
        try (SqliteJournal journal = openImpatient()) {
            anEraseThatFailed(journal);

            journal.operator().finishErasures();

            assertThat(traces()).isEmpty();
        }
    }

    @Test
    @Timeout(120)
    void an_erase_that_waits_for_a_long_read_lets_others_write() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (SqliteJournal journal = open();
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            add(journal, Scope.ofUser("ana"), true);
            MemoryId id = secrets.getFirst();
            Future<?> export =
                    threads.submit(() ->
                            journal.export(
                                    ACME,
                                    record -> {
                                        reading.countDown();
                                        await(done);
                                    }));
            await(reading);
            Future<Erasure> erase = threads.submit(() -> journal.erase(ACME, id, ACT));
            while (journal.memory(ACME, id).isPresent()) {
                Thread.onSpinWait();
            }

            assertTimeout(
                    Duration.ofSeconds(5),
                    () -> {
                        for (int i = 0; i < 20; i++) {
                            add(journal, Scope.ofUser("bob"), false);
                        }
                    });

            assertThat(erase).isNotDone();
            done.countDown();
            export.get();
            assertThat(erase.get()).isEqualTo(new Erasure(1, 1));
            assertThat(traces()).isEmpty();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private MemoryId anEraseThatFailed(SqliteJournal journal) throws IOException {
        add(journal, Scope.ofUser("ana"), true);
        MemoryId id = secrets.getFirst();
        journal.export(
                ACME,
                record ->
                        assertThatThrownBy(() -> journal.erase(ACME, id, ACT))
                                .isInstanceOf(UnavailableException.class));
        assertThat(traces()).isNotEmpty();
        return id;
    }

    @Test
    void no_byte_is_left_of_what_a_restored_export_knows_as_erased() throws IOException {
        List<ExportRecord> before = new ArrayList<>();
        List<ExportRecord> erased = new ArrayList<>();
        try (SqliteJournal journal = open()) {
            add(journal, Scope.ofUser(SENTINEL), true);
            journal.export(
                    ACME,
                    record -> {
                        before.add(record);
                        if (record instanceof ExportRecord.OfTurn of) {
                            erased.add(new ExportRecord.OfErasedTurn(of.turn().id()));
                        }
                    });
            erased.add(new ExportRecord.OfTombstone(secrets.getFirst(), NOON));
            assertThat(traces()).isNotEmpty();

            journal.restore(ACME, erased, Map.of());
            assertThat(traces()).isEmpty();

            journal.restore(ACME, before, Map.of());
            assertThat(traces()).as("after an older export").isEmpty();
        }
    }

    private SqliteJournal open() {
        return SqliteJournal.open(directory, SqliteSettings.defaults());
    }

    private SqliteJournal openImpatient() {
        return SqliteJournal.open(
                directory, SqliteSettings.defaults().withBusyTimeout(Duration.ofMillis(10)));
    }

    private void add(SqliteJournal journal, Scope scope, boolean hidden) {
        int n = count++;
        HeardTurn plain = Samples.turn("t" + random.nextInt() + "-" + n, scope, text(hidden));
        HeardTurn turn =
                new HeardTurn(
                        plain.id(),
                        scope,
                        plain.turn()
                                .by(hidden ? SENTINEL : null)
                                .withMetadata(Metadata.of("note", text(hidden))),
                        NOON);
        HearingId hearing = new HearingId("h" + n);
        journal.hear(ACME, scope, new Hearing(hearing, List.of(turn), OPTIONS));
        MemoryId id = MemoryId.of("m" + random.nextInt() + "-" + n);
        Draft draft =
                new Draft(
                        id,
                        text(hidden),
                        "print " + n + (hidden ? SENTINEL : ""),
                        "test/1",
                        List.of(new Evidence(turn.id(), 0, 1)),
                        NOON,
                        null,
                        null,
                        hidden ? Set.of(SENTINEL) : Set.of(),
                        Metadata.of("note", text(hidden)));
        Decision add = new Decision.Add(draft, "news");
        journal.decide(
                ACME,
                scope,
                view -> new DecisionSet(hearing, List.of(add), Map.of(id, vector(hidden)), ACT));
        if (hidden) {
            secrets.add(id);
        }
    }

    private String text(boolean hidden) {
        String filler = "x".repeat(random.nextInt(random.nextInt(20) == 0 ? 9_000 : 300));
        return filler + (hidden ? " " + SENTINEL + " " : " plain ") + filler;
    }

    private float[] vector(boolean hidden) {
        float[] vector = new float[random.nextBoolean() ? 384 : 16];
        Arrays.fill(vector, hidden ? SENTINEL_FLOAT : random.nextFloat());
        return vector;
    }

    /** Rewrites and erases some of the secrets, so that their bytes wander. */
    private void change(SqliteJournal journal, Scope secret) {
        if (secrets.isEmpty()) {
            return;
        }
        MemoryId id = secrets.get(random.nextInt(secrets.size()));
        if (random.nextInt(4) == 0) {
            MemoryUpdate update = MemoryUpdate.text(text(true));
            journal.amend(
                    ACME,
                    id,
                    new Amendment(
                            update,
                            Gist.of("amended " + revisions++ + SENTINEL),
                            vector(true),
                            ACT));
        }
        if (random.nextInt(300) == 0) {
            journal.erase(ACME, id, ACT);
            secrets.remove(id);
        }
    }

    /** Which files hold the sentinel, as text or as a float. */
    private List<String> traces() throws IOException {
        List<String> traces = new ArrayList<>();
        byte[] text = SENTINEL.getBytes(StandardCharsets.UTF_8);
        byte[] number = Vectors.bytes(new float[] {SENTINEL_FLOAT, SENTINEL_FLOAT});
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                traces.addAll(traces(file, bytes, text, "text"));
                traces.addAll(traces(file, bytes, number, "vector"));
            }
        }
        return traces;
    }

    private static List<String> traces(Path file, byte[] bytes, byte[] wanted, String what) {
        List<String> traces = new ArrayList<>();
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                traces.add(what + " in " + file.getFileName() + " at " + i);
            }
        }
        return traces;
    }
}
