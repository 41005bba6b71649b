package dev.recall4j.bench;

import dev.recall4j.Memories;
import dev.recall4j.lucene.LuceneIndex;
import dev.recall4j.lucene.LuceneSettings;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Signal;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Among;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Changes;
import dev.recall4j.spi.Hit;
import dev.recall4j.spi.IndexQuery;
import dev.recall4j.sqlite.SqliteJournal;
import dev.recall4j.sqlite.SqliteSettings;
import dev.recall4j.tck.HashingEmbedder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints the figures that are not single operations: how soon an added memory is found, how exact
 * the approximate search is, what 100,000 memories take in heap and on disk, and how long a rebuild
 * takes.
 */
public final class Figures {

    private static final int MEMORIES = 100_000;
    private static final int TIMES = 500;

    private Figures() {}

    public static void main(String[] arguments) throws IOException {
        System.out.printf("%,d memories in one scope, %d dimensions%n", MEMORIES, Store.DIMENSION);
        try (Store store = Store.with(MEMORIES, 1)) {
            recall(store);
            rebuild(store);
            try (Memories memories = store.open()) {
                heap(memories);
                visibility(memories);
            }
            try (Memories memories = store.openWithRealQueries()) {
                embeddedQueries(memories);
            }
            System.out.printf("disk: %,d MB%n", bytesBelow(store.directory()) >> 20);
        }
    }

    private static void heap(Memories memories) {
        memories.search(Store.scope(0), "What did Ana do?");
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf("heap in use when open: %,d MB%n", used >> 20);
    }

    private static void visibility(Memories memories) {
        print(
                "add, then found by search",
                n -> {
                    String name = "zebra" + n;
                    MemoryId id =
                            memories.add(Store.scope(0), "Ana saw the " + name).added().getFirst();
                    long start = System.nanoTime();
                    boolean found =
                            memories.search(Store.scope(0), name).results().stream()
                                    .anyMatch(recalled -> recalled.memory().id().equals(id));
                    if (!found) {
                        throw new IllegalStateException("not found: " + id);
                    }
                    return System.nanoTime() - start;
                });
    }

    private static void embeddedQueries(Memories memories) {
        Sentences sentences = new Sentences(3);
        print(
                "search with the real embedder",
                n -> {
                    String question = sentences.question();
                    long start = System.nanoTime();
                    memories.search(Store.scope(0), question);
                    return System.nanoTime() - start;
                });
    }

    private static void rebuild(Store store) throws IOException {
        try (Stream<Path> files = Files.walk(store.directory().resolve("index"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        long start = System.nanoTime();
        try (Memories memories = store.open()) {
            memories.search(Store.scope(0), "What did Ana do?");
            System.out.printf(
                    "rebuild of a lost index: %.1f s%n", (System.nanoTime() - start) / 1e9);
        }
    }

    /** Share of the true ten nearest that are among the ten nearest found. */
    private static void recall(Store store) {
        Map<MemoryId, float[]> vectors = new HashMap<>();
        Path journalDirectory = store.directory().resolve("journal");
        try (SqliteJournal journal =
                SqliteJournal.open(journalDirectory, SqliteSettings.defaults())) {
            for (long at = 0; at < journal.operator().position(); ) {
                Changes changes = journal.operator().changes(at, 1_000);
                for (Change change : changes.changes()) {
                    if (change instanceof Change.Upsert upsert) {
                        vectors.put(upsert.id(), upsert.vector());
                    }
                }
                at = changes.upTo();
            }
        }
        Sentences sentences = new Sentences(11);
        HashingEmbedder embedder = new HashingEmbedder(Store.DIMENSION);
        try (LuceneIndex index =
                LuceneIndex.open(
                        store.directory().resolve("index"),
                        Store.DIMENSION,
                        LuceneSettings.defaults())) {
            double sum = 0;
            int questions = 200;
            for (int i = 0; i < questions; i++) {
                float[] query = embedder.embedQuery(sentences.question());
                sum += recallAt10(vectors, index, query);
            }
            System.out.printf("recall@10 of the approximate search: %.4f%n", sum / questions);
        }
    }

    private static double recallAt10(
            Map<MemoryId, float[]> vectors, LuceneIndex index, float[] query) {
        double tenth =
                vectors.values().stream()
                        .map(vector -> dot(vector, query))
                        .sorted(Comparator.reverseOrder())
                        .skip(9)
                        .findFirst()
                        .orElseThrow();
        Set<MemoryId> found =
                index
                        .search(
                                new IndexQuery(
                                        Tenant.DEFAULT,
                                        Store.scope(0),
                                        null,
                                        null,
                                        query,
                                        100,
                                        Instant.now(),
                                        Among.CURRENT))
                        .hits()
                        .stream()
                        .filter(hit ->
                                hit.signal() == Signal.DENSE && hit.rank() >= 1 && hit.rank() <= 10)
                        .map(Hit::memory)
                        .collect(Collectors.toSet());
        // Equally near ones are equally right.
        long right =
                found.stream()
                        .filter(id ->
                                dot(Objects.requireNonNull(vectors.get(id)), query) >= tenth - 1e-6)
                        .count();
        return right / 10.0;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The first of them run while the JVM still compiles. */
    private static void print(String what, IntFunction<Long> nanos) {
        print(what + ", the first " + TIMES, times(0, nanos));
        times(TIMES, nanos);
        print(what + ", after " + 2 * TIMES, times(2 * TIMES, nanos));
    }

    private static long[] times(int from, IntFunction<Long> nanos) {
        List<Long> times = new ArrayList<>();
        for (int n = from; n < from + TIMES; n++) {
            times.add(nanos.apply(n));
        }
        return times.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static void print(String what, long[] sorted) {
        System.out.printf(
                "%s: p50 %.1f, p95 %.1f, p99 %.1f ms%n",
                what,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 95 / 100] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6);
    }

    private static long bytesBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
