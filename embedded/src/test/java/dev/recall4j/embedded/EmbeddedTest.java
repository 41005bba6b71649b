package dev.recall4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recall4j.Memories;
import dev.recall4j.model.Added;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.RecallEntry;
import dev.recall4j.model.RecallException;
import dev.recall4j.model.RecallUse;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.tck.HashingEmbedder;
import dev.recall4j.tck.ScriptedReranker;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The assembled engine: real journal, real index; the real models where they matter. */
class EmbeddedTest {

    private static final Scope ANA = Scope.ofUser("ana");

    @TempDir Path directory;

    @Nested
    class With_the_real_models {

        @Test
        void it_remembers_and_recalls_with_no_key_no_server_no_network() {
            ZonedDateTime monday = ZonedDateTime.of(2024, 5, 6, 9, 0, 0, 0, ZoneOffset.UTC);
            try (Memories memories = Recall4j.open(directory)) {
                memories.add(
                        ANA,
                        List.of(
                                Turn.user("Hi there! I moved to Lisbon last week.")
                                        .by("Ana")
                                        .at(monday),
                                Turn.user("My sister Clara is allergic to peanuts.")
                                        .by("Ana")
                                        .at(monday),
                                Turn.assistant("Thanks for telling me!").at(monday)));

                Recalled place = memories.search(ANA, "Where does Ana live?").results().getFirst();
                Recalled allergy =
                        memories.search(ANA, "What must Clara not eat?").results().getFirst();

                assertThat(place.memory().text()).contains("Ana", "Lisbon");
                assertThat(allergy.memory().text()).contains("Clara", "peanuts");
                assertThat(memories.list(ANA).items()).hasSize(2);
            }
        }
    }

    @Test
    void what_was_added_is_there_after_a_restart() {
        MemoryId id;
        try (Memories memories = open()) {
            id = memories.add(ANA, "I moved to Lisbon").added().getFirst();
        }
        try (Memories memories = open()) {
            assertThat(memories.get(id)).map(Memory::text).contains("I moved to Lisbon");
            assertThat(memories.search(ANA, "Lisbon").results()).hasSize(1);
        }
    }

    @Test
    void where_a_memory_was_recalled_is_told_after_a_restart_and_when_it_is_noted_no_more() {
        MemoryId id;
        try (Memories memories = open()) {
            id = memories.add(ANA, "I moved to Lisbon").added().getFirst();
            memories.search(ANA, "Lisbon");
            memories.context(ANA, "Lisbon", 100);
        }
        try (Memories memories = builder().recallLog(false).open()) {
            memories.search(ANA, "Lisbon");

            assertThat(memories.explain(id).recalls().latest())
                    .extracting(RecallEntry::use)
                    .containsExactly(RecallUse.CONTEXT, RecallUse.SEARCH);
        }
    }

    @Test
    void what_was_asked_is_in_no_file() throws IOException {
        try (Memories memories = open()) {
            MemoryId id = memories.add(ANA, "I moved to Lisbon").added().getFirst();
            memories.search(ANA, "Lisbon xyzzyplugh");
            memories.context(ANA, "Lisbon xyzzyplugh", 100);

            assertThat(memories.explain(id).recalls().times()).isEqualTo(2);
            assertThat(filesWith("xyzzyplugh")).isEmpty();
        }
        assertThat(filesWith("xyzzyplugh")).isEmpty();
    }

    @Test
    void a_deleted_index_is_made_anew_when_it_is_opened() throws IOException {
        try (Memories memories = open()) {
            memories.add(ANA, "I moved to Lisbon");
        }
        deleteTree(directory.resolve("index"));
        try (Memories memories = open()) {
            assertThat(memories.search(ANA, "Lisbon").results()).hasSize(1);
            assertThat(memories.check().indexSound()).isTrue();
        }
    }

    @Test
    void a_torn_index_is_made_anew_when_it_is_opened() throws IOException {
        try (Memories memories = open()) {
            memories.add(ANA, "I moved to Lisbon");
        }
        for (Path file : filesBelow(directory.resolve("index"))) {
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        }
        try (Memories memories = open()) {
            assertThat(memories.search(ANA, "Lisbon").results()).hasSize(1);
            assertThat(memories.check().indexSound()).isTrue();
        }
    }

    @Test
    void a_damaged_journal_is_refused_and_nothing_is_overwritten() throws IOException {
        try (Memories memories = open()) {
            IntStream.range(0, 100).forEach(i -> memories.add(ANA, "I moved to Lisbon " + i));
        }
        List<Path> files = filesBelow(directory.resolve("journal"));
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            Arrays.fill(bytes, 0, Math.min(4096, bytes.length), (byte) 0x5a);
            Files.write(file, bytes);
        }
        List<byte[]> before = files.stream().map(EmbeddedTest::bytes).toList();

        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(this::open)
                .matches(e -> e.code() == ErrorCode.DAMAGED);

        assertThat(files.stream().map(EmbeddedTest::bytes).toList())
                .usingElementComparator((a, b) -> Arrays.compare(a, b))
                .isEqualTo(before);
    }

    @Test
    void a_journal_that_was_lost_is_not_taken_for_an_empty_one() throws IOException {
        try (Memories memories = open()) {
            memories.add(ANA, "I moved to Lisbon");
            memories.search(ANA, "Lisbon");
        }
        deleteTree(directory.resolve("journal"));

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatExceptionOfType(RecallException.class)
                    .isThrownBy(this::open)
                    .matches(e -> e.code() == ErrorCode.DAMAGED);
        }
    }

    @Test
    void a_directory_that_is_open_cannot_be_opened_again() {
        try (Memories memories = open()) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(this::open)
                    .matches(e -> e.code() == ErrorCode.IN_USE);
            assertThat(memories.stats().turns()).isZero();
        }
    }

    @Test
    void another_embedder_is_refused_unless_everything_is_embedded_anew() {
        try (Memories memories = open()) {
            memories.add(ANA, "I moved to Lisbon");
        }
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Recall4j.at(directory).embedder(new HashingEmbedder(64)).open())
                .matches(e -> e.code() == ErrorCode.EMBEDDER_MISMATCH);
        try (Memories memories =
                Recall4j.at(directory).embedder(new HashingEmbedder(64)).reembed(true).open()) {
            assertThat(memories.search(ANA, "Lisbon").results()).hasSize(1);
            assertThat(memories.check().indexSound()).isTrue();
        }
    }

    @Test
    void erasing_a_user_leaves_no_byte_of_what_was_said_and_by_whom() throws IOException {
        String sentinel = "xyzzyplugh";
        Scope user = new Scope("user " + sentinel, null, "app " + sentinel, null);
        try (Memories memories = open()) {
            for (int i = 0; i < 200; i++) {
                memories.add(
                        user.withRun("r" + i % 3), "The word number " + i + " is " + sentinel + i);
                memories.add(Scope.ofUser("bob"), "Bob said number " + i);
            }
            Added edited = memories.add(user, "Also " + sentinel);
            memories.update(
                    edited.added().getFirst(), MemoryUpdate.text("It was " + sentinel + " before"));
            memories.search(user, sentinel);

            memories.erase(user);

            assertThat(filesWith(sentinel)).isEmpty();
            assertThat(memories.search(Scope.ofUser("bob"), "number 7").results()).isNotEmpty();
        }
        assertThat(filesWith(sentinel)).isEmpty();
        try (Memories memories = open()) {
            assertThat(memories.search(user, sentinel).results()).isEmpty();
        }
        assertThat(filesWith(sentinel)).isEmpty();
    }

    @Test
    void a_reranker_is_closed_with_the_engine_and_when_opening_fails() {
        ScriptedReranker used = new ScriptedReranker();
        try (Memories memories = Recall4j.at(directory).reranker(used).open()) {
            memories.add(ANA, "I moved to Lisbon");
            memories.search(ANA, "Lisbon");
        }
        ScriptedReranker unused = new ScriptedReranker();
        Recall4j.Builder mismatched =
                Recall4j.at(directory).embedder(new HashingEmbedder()).reranker(unused);

        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(mismatched::open);

        assertThat(used.asked()).hasSize(1);
        assertThat(used.isClosed()).isTrue();
        assertThat(unused.isClosed()).isTrue();
    }

    @Test
    void a_caller_that_is_interrupted_harms_nobody_else() throws InterruptedException {
        try (Memories memories = open()) {
            for (int i = 0; i < 20; i++) {
                memories.add(ANA, "I moved to Lisbon " + i);
                Thread interrupted =
                        Thread.ofPlatform()
                                .start(() -> {
                                    Thread.currentThread().interrupt();
                                    memories.search(ANA, "Lisbon");
                                });
                interrupted.join();
            }
            assertThat(memories.search(ANA, "Lisbon").results()).hasSize(10);
            Thread closing =
                    Thread.ofPlatform()
                            .start(() -> {
                                Thread.currentThread().interrupt();
                                memories.close();
                            });
            closing.join();
        }
        try (Memories memories = open()) {
            assertThat(memories.list(ANA).items()).hasSize(20);
        }
    }

    @Test
    void ten_thousand_turns_at_once_are_all_remembered() {
        List<Turn> turns =
                IntStream.range(0, 10_000).mapToObj(i -> Turn.user("Fact number " + i)).toList();
        try (Memories memories = open()) {
            assertThat(memories.add(ANA, turns).added()).hasSize(10_000);
            assertThat(memories.search(ANA, "Fact 7777").results().getFirst().memory().text())
                    .isEqualTo("Fact number 7777");
        }
    }

    @Test
    void a_text_of_the_greatest_length_is_remembered_and_a_longer_one_refused() {
        String longest = "word ".repeat(Turn.TEXT_LENGTH_MAX / 5 - 2) + "xyzzy";
        try (Memories memories = open()) {
            memories.add(ANA, longest);
            assertThat(memories.search(ANA, "xyzzy").results()).hasSize(1);
            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(() -> memories.add(ANA, "x".repeat(10_000_000)))
                    .withMessageContaining("100,000");
        }
    }

    private Memories open() {
        return builder().open();
    }

    private Recall4j.Builder builder() {
        return Recall4j.at(directory)
                .embedder(new HashingEmbedder())
                .defaultMode(ExtractionMode.VERBATIM);
    }

    private List<Path> filesWith(String sentinel) throws IOException {
        byte[] lower = sentinel.getBytes(StandardCharsets.UTF_8);
        return filesBelow(directory).stream().filter(file -> contains(bytes(file), lower)).toList();
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.toLowerCase(Locale.ROOT)
                .contains(new String(wanted, StandardCharsets.ISO_8859_1));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> filesBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void deleteTree(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
