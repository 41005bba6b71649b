package dev.recall4j.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Among;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Changes;
import dev.recall4j.spi.IndexQuery;
import dev.recall4j.tck.Samples;

import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What is found in the directory decides what the index starts with. */
class LuceneIndexOpeningTest {

    private static final int DIMENSION = 4;

    @TempDir Path home;
    private Path intact;

    @BeforeEach
    void makeIndex() {
        intact = home.resolve("intact");
        try (LuceneIndex index = open(intact)) {
            for (int i = 1; i <= 3; i++) {
                index.apply(changes(i));
                index.flush();
            }
        }
    }

    @Test
    void an_intact_index_is_taken_up_where_it_was() {
        assertOpensAt(intact, 3);
    }

    @Test
    void an_index_with_a_torn_file_is_made_anew() throws IOException {
        for (Path file : files(intact)) {
            Path damaged = copyWithout(file);
            byte[] bytes = Files.readAllBytes(file);
            Files.write(
                    damaged.resolve(file.getFileName()), Arrays.copyOf(bytes, bytes.length / 2));

            assertOpensAt(damaged, 0);
        }
    }

    @Test
    void an_index_with_a_flipped_bit_is_made_anew() throws IOException {
        for (Path file : files(intact)) {
            Path damaged = copyWithout(file);
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 4;
            Files.write(damaged.resolve(file.getFileName()), bytes);

            assertOpensAt(damaged, 0);
        }
    }

    @Test
    void an_index_with_a_missing_file_is_made_anew() throws IOException {
        for (Path file : files(intact)) {
            assertOpensAt(copyWithout(file), 0);
        }
    }

    @Test
    void an_index_of_another_dimension_is_made_anew() {
        try (LuceneIndex index = LuceneIndex.open(intact, 5, LuceneSettings.defaults())) {
            assertThat(index.position()).isZero();
            assertThat(size(index)).isZero();
        }
    }

    @Test
    void an_index_that_something_else_made_is_replaced() throws IOException {
        Path foreign = home.resolve("foreign");
        try (Directory directory = FSDirectory.open(foreign);
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.addDocument(new Document());
        }

        assertOpensAt(foreign, 0);
    }

    @Test
    void files_that_lucene_does_not_make_are_left_alone() throws IOException {
        Path mixed = Files.createDirectory(home.resolve("mixed"));
        Files.writeString(mixed.resolve("segments_1"), "no index");
        Files.writeString(mixed.resolve("notes.txt"), "mine");
        Files.createDirectory(mixed.resolve("photos"));

        assertOpensAt(mixed, 0);

        assertThat(mixed.resolve("notes.txt")).hasContent("mine");
        assertThat(mixed.resolve("photos")).exists();
    }

    @Test
    void an_index_that_is_open_cannot_be_opened_again() {
        try (LuceneIndex index = open(intact)) {
            assertThatThrownBy(() -> open(intact))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.IN_USE));
            assertThat(size(index)).isEqualTo(3);
        }
        assertOpensAt(intact, 3);
    }

    @Test
    void a_lock_file_that_a_killed_process_left_is_no_hindrance() throws IOException {
        assertThat(intact.resolve("write.lock")).exists();

        assertOpensAt(intact, 3);
    }

    @Test
    void a_vector_of_another_dimension_is_refused() {
        try (LuceneIndex index = open(intact)) {
            Changes wrong = new Changes(List.of(upsert(4, new float[5])), 4, Samples.LINEAGE);
            IndexQuery query =
                    new IndexQuery(
                            Samples.ACME,
                            Samples.ANA,
                            null,
                            null,
                            new float[] {1},
                            10,
                            Samples.NOON,
                            Among.CURRENT);

            assertThatThrownBy(() -> index.apply(wrong))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> index.search(query))
                    .isInstanceOf(InvalidRequestException.class);
            assertThat(index.position()).isEqualTo(3);
        }
    }

    @Test
    void vectors_of_large_models_are_taken() {
        Path large = home.resolve("large");
        float[] vector = new float[3_072];
        vector[7] = 1;
        try (LuceneIndex index = LuceneIndex.open(large, 3_072, LuceneSettings.defaults())) {
            index.apply(new Changes(List.of(upsert(1, vector)), 1, Samples.LINEAGE));
            assertThat(size(index)).isEqualTo(1);
        }
        try (LuceneIndex index = LuceneIndex.open(large, 3_072, LuceneSettings.defaults())) {
            assertThat(index.position()).isEqualTo(1);
        }
        assertThatThrownBy(() -> LuceneIndex.open(large, 4_097, LuceneSettings.defaults()))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void settings_out_of_range_are_refused() {
        assertThatThrownBy(() -> new LuceneSettings(0, 1, 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("buffer-megabytes");
        assertThatThrownBy(() -> new LuceneSettings(1, 65, 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("indexing-threads");
    }

    private void assertOpensAt(Path directory, long position) {
        try (LuceneIndex index = open(directory)) {
            assertThat(index.position()).isEqualTo(position);
            assertThat(size(index)).isEqualTo(position);
            index.apply(changes(9));
            assertThat(size(index)).isEqualTo(position + 1);
        }
        try (LuceneIndex index = open(directory)) {
            assertThat(index.position()).isEqualTo(9);
        }
    }

    private Path copyWithout(Path left) throws IOException {
        Path copy = Files.createTempDirectory(home, "damaged");
        for (Path file : files(intact)) {
            if (!file.equals(left)) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.endsWith("write.lock")).toList();
        }
    }

    private static LuceneIndex open(Path directory) {
        return LuceneIndex.open(directory, DIMENSION, LuceneSettings.defaults());
    }

    private static int size(LuceneIndex index) {
        AtomicInteger size = new AtomicInteger();
        index.revisions((id, revision) -> size.incrementAndGet());
        return size.get();
    }

    private static Changes changes(int number) {
        return new Changes(
                List.of(upsert(number, new float[] {1, number, 0, 0})), number, Samples.LINEAGE);
    }

    private static Change upsert(int number, float[] vector) {
        return new Change.Upsert(
                number,
                Samples.ACME,
                Samples.memory("m" + number, Samples.ANA, "tea number " + number),
                vector,
                number);
    }
}
