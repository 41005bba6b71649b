package dev.recall4j.sqlite;

import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.NOON;
import static dev.recall4j.tck.Samples.OPTIONS;

import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Metadata;
import dev.recall4j.spi.Act;
import dev.recall4j.spi.DecisionSet;
import dev.recall4j.spi.Hearing;
import dev.recall4j.tck.Samples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures durable pairs of one hearing (one turn) and one decision (one memory with 384 floats),
 * all in one scope. Arguments: directory, number of callers, number of pairs.
 */
final class WriteSpeed {

    private static final Act ACT = new Act("bench", NOON, "bench");
    private final SqliteJournal journal;

    private WriteSpeed(SqliteJournal journal) {
        this.journal = journal;
    }

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        Files.createDirectories(directory);
        int callers = Integer.parseInt(args[1]);
        int pairs = Integer.parseInt(args[2]) / callers;
        try (SqliteJournal journal = SqliteJournal.open(directory, SqliteSettings.defaults())) {
            WriteSpeed speed = new WriteSpeed(journal);
            speed.run(callers, Math.max(1, pairs / 4));
            speed.run(callers, pairs);
        }
    }

    private void run(int callers, int pairs) throws Exception {
        long start = System.nanoTime();
        List<Future<long[]>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                answers.add(threads.submit(() -> call(pairs)));
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long[] micros =
                answers.stream()
                        .flatMapToLong(answer -> Arrays.stream(answer.resultNow()))
                        .sorted()
                        .toArray();
        System.out.printf(
                "%d callers: %,.0f pairs/s, p50 %.2f ms, p99 %.2f ms%n",
                callers,
                micros.length / seconds,
                micros[micros.length / 2] / 1e3,
                micros[micros.length * 99 / 100] / 1e3);
    }

    private long[] call(int pairs) {
        long[] micros = new long[pairs];
        for (int i = 0; i < pairs; i++) {
            long start = System.nanoTime();
            pair();
            micros[i] = (System.nanoTime() - start) / 1_000;
        }
        return micros;
    }

    private void pair() {
        String id =
                "%016x-%s"
                        .formatted(
                                System.nanoTime(), UUID.randomUUID().toString().substring(0, 12));
        HeardTurn turn =
                Samples.turn(id, ANA, "Yesterday I went to the market and bought apples " + id);
        HearingId hearing = new HearingId(id);
        journal.hear(ACME, ANA, new Hearing(hearing, List.of(turn), OPTIONS));
        Draft draft =
                new Draft(
                        MemoryId.of(id),
                        "Ana bought apples at the market on 7 May 2024 " + id,
                        "ana bought apples at the market " + id,
                        "bench/1",
                        List.of(Samples.wholeOf(turn)),
                        NOON,
                        null,
                        null,
                        Set.of("event"),
                        Metadata.EMPTY);
        journal.decide(
                ACME,
                ANA,
                view -> {
                    Decision add = new Decision.Add(draft, "news");
                    view.withFingerprint(draft.fingerprint());
                    return new DecisionSet(
                            hearing, List.of(add), Map.of(draft.id(), vector()), ACT);
                });
    }

    private static float[] vector() {
        float[] vector = new float[384];
        Arrays.fill(vector, 0.05f);
        return vector;
    }
}
