package dev.recall4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recall4j.Memories;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Scope;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.tck.HashingEmbedder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The index is only a projection: whatever is done to its files, open or closed, it comes back. */
@Timeout(120)
class IndexHealingTest {

    private static final Scope ANA = Scope.ofUser("ana");

    @TempDir Path home;

    @Test
    void an_index_that_is_deleted_while_it_is_open_is_made_anew() throws IOException {
        try (Memories memories = open("a")) {
            for (int i = 0; i < 5; i++) {
                memories.add(ANA, "I moved to Lisbon " + i);
                assertThat(texts(memories, "Lisbon")).hasSize(i + 1);
                deleteTree(index("a"));
            }
            memories.add(ANA, "I left Lisbon");

            assertThat(texts(memories, "Lisbon")).hasSize(6).contains("I left Lisbon");
            assertThat(memories.check().indexSound()).isTrue();
        }
        try (Memories memories = open("a")) {
            assertThat(texts(memories, "Lisbon")).hasSize(6);
        }
    }

    @Test
    void a_deleted_index_can_be_reindexed() throws IOException {
        try (Memories memories = open("a")) {
            memories.add(ANA, "I moved to Lisbon");
            memories.search(ANA, "Lisbon");
            deleteTree(index("a"));

            memories.reindex();

            assertThat(index("a")).isNotEmptyDirectory();
            assertThat(texts(memories, "Lisbon")).hasSize(1);
        }
    }

    @Test
    void searches_are_told_while_the_index_has_no_directory_and_then_find_everything()
            throws IOException {
        try (Memories memories = open("a")) {
            memories.add(ANA, "I moved to Lisbon");
            memories.search(ANA, "Lisbon");
            deleteTree(index("a"));
            Path obstacle = Files.writeString(index("a"), "not a directory");
            memories.add(ANA, "I left Lisbon");
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> memories.search(ANA, "Lisbon"))
                    .matches(e -> e.code() == ErrorCode.STORE_UNAVAILABLE);
            assertThat(memories.list(ANA).items()).hasSize(2);

            Files.delete(obstacle);
            memories.reindex();

            assertThat(texts(memories, "Lisbon")).hasSize(2);
        }
    }

    @Test
    void interrupts_of_our_own_threads_cost_nothing() {
        try (Memories memories = open("a")) {
            for (int i = 0; i < 15; i++) {
                memories.add(ANA, "I moved to Lisbon %d, it is warm".formatted(i));
                interruptThreads("recall4j-index");
                interruptThreads("recall4j-projection");
                assertThat(texts(memories, "Lisbon " + i)).isNotEmpty();
            }
            assertThat(memories.check().memories()).isEqualTo(15);
            assertThat(memories.check().indexSound()).isTrue();
        }
    }

    private static void interruptThreads(String prefix) {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .forEach(Thread::interrupt);
    }

    @Test
    void the_index_of_another_directory_is_not_believed() throws IOException {
        addTo("ours", "I moved to Lisbon", "I like tea");
        addTo("theirs", "I moved to Porto");
        deleteTree(index("ours"));
        copyTree(index("theirs"), index("ours"));

        try (Memories memories = open("ours")) {
            assertThat(memories.check().indexSound()).isTrue();
            assertThat(texts(memories, "moved")).contains("I moved to Lisbon");
        }
    }

    @Test
    void an_older_journal_that_was_brought_back_and_written_on_is_followed_not_the_index()
            throws IOException {
        addTo("ours", "I moved to Lisbon");
        copyTree(journal("ours"), home.resolve("backup"));
        addTo("ours", "I like tea");
        copyTree(index("ours"), home.resolve("newer index"));
        deleteTree(journal("ours"));
        copyTree(home.resolve("backup"), journal("ours"));
        addTo("ours", "I like milk", "I like rum");
        deleteTree(index("ours"));
        copyTree(home.resolve("newer index"), index("ours"));

        try (Memories memories = open("ours")) {
            assertThat(memories.check().indexSound()).isTrue();
            assertThat(texts(memories, "like")).contains("I like milk", "I like rum");
        }
    }

    @Test
    void an_older_index_of_the_same_journal_is_taken_up() throws IOException {
        addTo("ours", "I moved to Lisbon");
        copyTree(index("ours"), home.resolve("older index"));
        addTo("ours", "I like tea");
        deleteTree(index("ours"));
        copyTree(home.resolve("older index"), index("ours"));

        try (Memories memories = open("ours")) {
            assertThat(memories.stats().indexPosition()).isPositive();
            assertThat(texts(memories, "tea")).contains("I like tea");
            assertThat(memories.check().indexSound()).isTrue();
        }
    }

    private void addTo(String name, String... texts) {
        try (Memories memories = open(name)) {
            for (String text : texts) {
                memories.add(ANA, text);
            }
            memories.search(ANA, "anything");
        }
    }

    private Memories open(String name) {
        return Recall4j.at(home.resolve(name))
                .embedder(new HashingEmbedder())
                .defaultMode(ExtractionMode.VERBATIM)
                .open();
    }

    private Path index(String name) {
        return home.resolve(name).resolve("index");
    }

    private Path journal(String name) {
        return home.resolve(name).resolve("journal");
    }

    private static List<String> texts(Memories memories, String query) {
        return memories.search(ANA, query).results().stream()
                .map(Recalled::memory)
                .map(Memory::text)
                .toList();
    }

    private static void deleteTree(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
