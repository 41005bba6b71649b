package dev.recall4j.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Signal;
import dev.recall4j.spi.Among;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Changes;
import dev.recall4j.spi.Hit;
import dev.recall4j.spi.IndexQuery;
import dev.recall4j.tck.Samples;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A hundred thousand memories in one scope: asserts what is found, prints how long it takes. */
@Tag("full")
class LuceneIndexScaleTest {

    private static final int MEMORIES = 100_000;
    private static final int DIMENSION = 384;
    private static final int CANDIDATES = 100;
    private static final int BATCH = 1_000;

    private final Random random = new Random(42);
    private final Meanings meanings = new Meanings(random);
    private final List<float[]> vectors = new ArrayList<>();

    @TempDir Path directory;

    @Test
    void a_hundred_thousand_memories_are_searched_well() {
        try (LuceneIndex index = open()) {
            time("apply all", () -> fill(index));
            time("flush", index::flush);
            time("first search", () -> index.search(query("w1 w7", meanings.any())));
            percentiles("search, cold code", 300, i -> index.search(anyQuery()));
            percentiles("search", 2_000, i -> index.search(anyQuery()));
            percentiles("search, words only", 500, i -> index.search(query(sentence(8), null)));
            percentiles("search, vector only", 500, i -> index.search(query(null, meanings.any())));
            assertThat(recallAt10(index)).isGreaterThanOrEqualTo(0.99);
            percentiles("add, then search", 500, i -> addThenSearch(index));
            time("census", () -> index.census(anyQuery()));
            time("remove one and purge", () -> removeOne(index));
            percentiles("search, one file", 1_000, i -> index.search(anyQuery()));
        }
        time(
                "open again",
                () -> {
                    try (LuceneIndex again = open()) {
                        assertThat(again.position()).isEqualTo(vectors.size() + 1L);
                    }
                });
    }

    private LuceneIndex open() {
        return LuceneIndex.open(directory, DIMENSION, LuceneSettings.defaults());
    }

    private void fill(LuceneIndex index) {
        while (vectors.size() < MEMORIES) {
            List<Change> changes = IntStream.range(0, BATCH).mapToObj(i -> next()).toList();
            index.apply(new Changes(changes, vectors.size(), Samples.LINEAGE));
        }
        assertThat(index.position()).isEqualTo(MEMORIES);
    }

    private Change next() {
        vectors.add(meanings.any());
        int number = vectors.size();
        return new Change.Upsert(
                number,
                Samples.ACME,
                Samples.memory("m" + (number - 1), Samples.ANA, sentence(14)),
                vectors.getLast(),
                number);
    }

    private void addThenSearch(LuceneIndex index) {
        Change added = next();
        index.apply(new Changes(List.of(added), vectors.size(), Samples.LINEAGE));
        assertThat(found(index, vectors.getLast(), 1)).containsExactly(added.id().value());
    }

    private void removeOne(LuceneIndex index) {
        Change remove = new Change.Remove(vectors.size() + 1L, MemoryId.of("m17"), true);
        index.apply(new Changes(List.of(remove), vectors.size() + 1L, Samples.LINEAGE));
        index.purge();
        assertThat(deletedDocuments()).isZero();
    }

    private int deletedDocuments() {
        try (Directory files = FSDirectory.open(directory);
                DirectoryReader reader = DirectoryReader.open(files)) {
            return reader.numDeletedDocs();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double recallAt10(LuceneIndex index) {
        int right = 0;
        int rounds = 200;
        for (int i = 0; i < rounds; i++) {
            float[] query = meanings.any();
            Set<String> found = found(index, query, 10);
            right += (int) nearest(query, 10).stream().filter(n -> found.contains("m" + n)).count();
        }
        double recall = right / (10.0 * rounds);
        System.out.printf(Locale.ROOT, "recall@10 %.4f%n", recall);
        return recall;
    }

    private List<Integer> nearest(float[] query, int count) {
        double[] cosines = vectors.stream().mapToDouble(vector -> -dot(query, vector)).toArray();
        double[] sorted = cosines.clone();
        Arrays.sort(sorted);
        return IntStream.range(0, cosines.length)
                .filter(i -> cosines[i] <= sorted[count - 1])
                .boxed()
                .toList();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static Set<String> found(LuceneIndex index, float[] vector, int best) {
        return index.search(query(null, vector)).hits().stream()
                .filter(hit -> hit.signal() == Signal.DENSE)
                .filter(hit -> hit.rank() >= 1 && hit.rank() <= best)
                .map(Hit::memory)
                .map(MemoryId::value)
                .collect(Collectors.toSet());
    }

    private IndexQuery anyQuery() {
        return query(sentence(8), meanings.any());
    }

    @SuppressWarnings("NullAway") // does not see in class files that the vector may be null
    private static IndexQuery query(@Nullable String text, float @Nullable [] vector) {
        return new IndexQuery(
                Samples.ACME,
                Samples.ANA,
                null,
                text,
                vector,
                CANDIDATES,
                Samples.NOON,
                Among.CURRENT);
    }

    /** Few words are frequent and many are rare, as in any language. */
    private String sentence(int words) {
        return IntStream.range(0, words)
                .mapToObj(i -> "w" + (int) Math.pow(20_000, random.nextDouble()))
                .collect(Collectors.joining(" "));
    }

    private static void time(String what, Runnable task) {
        long start = System.nanoTime();
        task.run();
        System.out.printf(Locale.ROOT, "%-22s %,.0f ms%n", what, (System.nanoTime() - start) / 1e6);
    }

    private static void percentiles(String what, int rounds, IntConsumer task) {
        double[] times = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            task.accept(i);
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%-22s p50 %.2f, p95 %.2f, p99 %.2f ms%n",
                what,
                times[rounds / 2],
                times[rounds * 95 / 100],
                times[rounds * 99 / 100]);
    }

    /** Vectors as embedders make them: around topics, and of far fewer degrees of freedom. */
    private static final class Meanings {

        private static final int TOPICS = 500;
        private static final int FREEDOM = 48;

        private final Random random;
        private final float[][] topics;
        private final float[][] basis;

        Meanings(Random random) {
            this.random = random;
            this.topics = gaussian(TOPICS, FREEDOM);
            this.basis = gaussian(FREEDOM, DIMENSION);
        }

        float[] any() {
            float[] topic = topics[random.nextInt(TOPICS)];
            float[] vector = new float[DIMENSION];
            for (int i = 0; i < FREEDOM; i++) {
                float weight = topic[i] + (float) random.nextGaussian();
                for (int j = 0; j < DIMENSION; j++) {
                    vector[j] += weight * basis[i][j];
                }
            }
            for (int j = 0; j < DIMENSION; j++) {
                vector[j] += (float) random.nextGaussian();
            }
            return MemoryDocument.unit(vector);
        }

        private float[][] gaussian(int rows, int columns) {
            float[][] matrix = new float[rows][columns];
            for (float[] row : matrix) {
                for (int j = 0; j < columns; j++) {
                    row[j] = (float) random.nextGaussian();
                }
            }
            return matrix;
        }
    }
}
