package dev.recall4j.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Changes;
import dev.recall4j.tck.Samples;

import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What befalls the directory of an open index ends no index for good. */
class LuceneIndexHealingTest {

    @TempDir Path home;
    private Path directory;
    private LuceneIndex index;
    private volatile Mood mood = Mood.GOOD;

    private enum Mood {
        GOOD,
        FULL,
        INTERRUPTING
    }

    @BeforeEach
    void two_are_flushed_and_a_third_is_not() {
        directory = home.resolve("index");
        index = LuceneIndex.open(directory, MoodyDisk::new, 2, LuceneSettings.defaults());
        apply(1, 2);
        index.flush();
        apply(3);
        assertThat(held()).containsExactly("m1", "m2", "m3");
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void a_directory_that_was_deleted_is_made_again() throws IOException {
        deleteDirectory();
        assertUnavailable(() -> apply(4));

        index.recover();

        assertHolds(0);
        apply(1, 2, 3, 4);
        assertSurvivesClosing(4);
    }

    @Test
    void a_search_finds_everything_or_says_that_it_cannot() throws IOException {
        deleteDirectory();
        assertThat(held()).containsExactly("m1", "m2", "m3");

        assertUnavailable(() -> apply(4));

        assertUnavailable(this::held);
        assertUnavailable(this::held);
    }

    @Test
    void a_full_disk_costs_only_what_was_not_flushed() {
        mood = Mood.FULL;
        apply(4);
        assertUnavailable(() -> index.flush());
        index.recover();
        assertHolds(2);
        apply(3);
        assertUnavailable(() -> index.flush());

        mood = Mood.GOOD;
        index.recover();

        assertHolds(2);
        apply(3, 4);
        assertSurvivesClosing(4);
    }

    @Test
    void a_flush_that_fails_can_be_tried_again() {
        mood = Mood.FULL;
        assertUnavailable(() -> index.flush());
        assertThat(held()).containsExactly("m1", "m2", "m3");
        mood = Mood.GOOD;

        index.flush();

        assertSurvivesClosing(3);
    }

    @Test
    void an_interrupted_write_costs_only_what_was_not_flushed() {
        mood = Mood.INTERRUPTING;
        apply(4);
        assertUnavailable(() -> index.flush());

        mood = Mood.GOOD;
        index.recover();

        assertHolds(2);
        apply(3, 4);
        assertSurvivesClosing(4);
    }

    @Test
    void who_is_interrupted_while_reading_does_not_cost_the_index_its_writer() {
        index.revisions((id, revision) -> {
            CompletableFuture.runAsync(
                            () -> {
                                apply(1, 2, 3);
                                held();
                            })
                    .join();
            Thread.currentThread().interrupt();
        });

        assertThat(Thread.interrupted()).isTrue();
        apply(1, 2, 3, 4);
        assertSurvivesClosing(4);
    }

    @Test
    void what_was_read_again_and_again_is_not_kept_when_it_is_purged() throws IOException {
        List<Path> old = files("_0");
        for (long position = 4; position < 8; position++) {
            index.apply(new Changes(List.of(), position, Samples.LINEAGE));
            held();
        }
        index.apply(new Changes(List.of(change(1), change(2), change(3)), 8, Samples.LINEAGE));

        index.purge();

        assertThat(old).isNotEmpty().noneMatch(Files::exists);
    }

    @Test
    void a_commit_that_was_torn_meanwhile_is_not_relied_on() throws IOException {
        for (Path file : files("segments_")) {
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        }

        index.recover();

        assertHolds(0);
        apply(1, 2, 3);
        assertSurvivesClosing(3);
    }

    @Test
    void a_file_that_was_lost_meanwhile_is_missed() throws IOException {
        for (Path file : files("_0")) {
            Files.delete(file);
        }

        index.recover();

        assertHolds(0);
    }

    @Test
    void recovering_fails_and_works_as_the_directory_does() throws IOException {
        deleteDirectory();
        Path obstacle = Files.writeString(directory, "not a directory");
        assertUnavailable(() -> index.recover());
        assertUnavailable(this::held);
        assertUnavailable(() -> index.clear());
        assertUnavailable(() -> apply(4));

        Files.delete(obstacle);
        index.recover();

        assertHolds(0);
        apply(1, 2, 3, 4);
        assertSurvivesClosing(4);
    }

    @Test
    void clearing_works_without_a_directory() throws IOException {
        deleteDirectory();

        index.clear();

        assertHolds(0);
        apply(1);
        assertSurvivesClosing(1);
    }

    @Test
    void clearing_works_with_a_writer_that_lucene_gave_up() throws IOException {
        deleteDirectory();
        assertUnavailable(() -> apply(4));
        assertUnavailable(() -> apply(5));

        index.clear();

        assertHolds(0);
        apply(1);
        assertSurvivesClosing(1);
    }

    @Test
    void an_index_that_failed_can_be_closed() throws IOException {
        deleteDirectory();
        assertUnavailable(() -> apply(4));

        index.close();

        try (LuceneIndex again =
                LuceneIndex.open(directory, MoodyDisk::new, 2, LuceneSettings.defaults())) {
            assertThat(again.position()).isZero();
        }
    }

    /** A directory that fails as disks and threads do. */
    private final class MoodyDisk extends FilterDirectory {

        MoodyDisk(Path path) throws IOException {
            super(FSDirectory.open(path));
        }

        @Override
        public IndexOutput createOutput(String name, IOContext context) throws IOException {
            switch (mood) {
                case GOOD -> {}
                case FULL -> throw new IOException("No space left on device");
                case INTERRUPTING -> Thread.currentThread().interrupt();
            }
            return super.createOutput(name, context);
        }
    }

    private void apply(long... positions) {
        List<Change> changes =
                LongStream.of(positions).mapToObj(LuceneIndexHealingTest::change).toList();
        index.apply(new Changes(changes, positions[positions.length - 1], Samples.LINEAGE));
    }

    private static Change change(long position) {
        return new Change.Upsert(
                position,
                Samples.ACME,
                Samples.memory("m" + position, Samples.ANA, "tea number " + position),
                new float[] {1, position},
                position);
    }

    private Set<String> held() {
        Set<String> held = new TreeSet<>();
        index.revisions((id, revision) -> held.add(id.value()));
        return held;
    }

    private void assertHolds(int position) {
        assertThat(index.position()).isEqualTo(position);
        assertThat(index.lineage()).isEqualTo(position == 0 ? "" : Samples.LINEAGE);
        assertThat(held()).hasSize(position);
    }

    private void assertSurvivesClosing(int position) {
        assertHolds(position);
        index.close();
        index = LuceneIndex.open(directory, MoodyDisk::new, 2, LuceneSettings.defaults());
        assertHolds(position);
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
    }

    private List<Path> files(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
        }
    }

    private void deleteDirectory() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
