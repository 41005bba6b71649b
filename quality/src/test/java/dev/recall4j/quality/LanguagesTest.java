package dev.recall4j.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.Memories;
import dev.recall4j.Weights;
import dev.recall4j.embedded.Recall4j;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Recall;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Source;
import dev.recall4j.tck.HashingEmbedder;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Conversations in twelve languages, all in one store of the real engine. Meaning weighs nothing,
 * so that words alone have to find what answers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LanguagesTest {

    private static final Path FILE = Path.of("..", "docs", "quality-languages.jsonl");

    /** What a memory has in front of words that it quotes. */
    private static final Pattern QUOTING = Pattern.compile("^[^:,]+(, asked \".*\")?: ");

    private static final Weights WITHOUT_MEANING = new Weights(0, 0, 1, 1, 0.5, 0.5, 0.1);

    private final Map<String, Conversation> conversations = new LinkedHashMap<>();
    private Memories memories;

    @BeforeAll
    void remember(@TempDir Path directory) throws IOException {
        memories =
                Recall4j.at(directory)
                        .embedder(new HashingEmbedder())
                        .weights(WITHOUT_MEANING)
                        .zone(ZoneOffset.UTC)
                        .open();
        try (InputStream in = Files.newInputStream(FILE)) {
            for (Conversation one : ConversationLines.read("languages", in).conversations()) {
                conversations.put(one.id(), one);
                memories.add(scope(one), one.utterances().stream().map(Utterance::turn).toList());
            }
        }
    }

    @AfterAll
    void close() {
        memories.close();
    }

    Stream<Conversation> conversations() {
        return conversations.values().stream();
    }

    Stream<Conversation> foreign() {
        return conversations().filter(one -> !one.id().equals("english"));
    }

    /** The shares are those that were measured, so that no language gets worse unseen. */
    @ParameterizedTest
    @CsvSource({
        "arabic, 0.85", "chinese, 1", "english, 1", "french, 1", "german, 1", "hindi, 1",
        "japanese, 1", "korean, 1", "portuguese, 1", "russian, 0.85", "spanish, 0.85", "thai, 1"
    })
    void words_alone_bring_the_evidence_among_the_first_three(String language, double share) {
        Conversation conversation = Objects.requireNonNull(conversations.get(language));
        List<Ranking> rankings =
                conversation.questions().stream().map(q -> ranking(conversation, q)).toList();
        System.out.printf(
                "| %s | %d | %.2f | %.2f | %.2f |%n",
                language,
                rankings.size(),
                recall(rankings, 1),
                recall(rankings, 3),
                recall(rankings, 5));

        assertThat(recall(rankings, 3)).isGreaterThanOrEqualTo(share);
    }

    @Test
    void every_language_is_asked_for() {
        assertThat(conversations).hasSize(12).containsKeys("arabic", "thai");
        assertThat(conversations.values())
                .allSatisfy(one -> {
                    assertThat(one.utterances()).hasSizeBetween(8, 12);
                    assertThat(one.questions()).hasSizeGreaterThanOrEqualTo(5);
                });
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void names_come_back_unchanged(Conversation conversation) {
        List<Memory> remembered = memories.list(scope(conversation)).items();

        for (Question question : conversation.questions()) {
            assertThat(remembered)
                    .filteredOn(memory -> saidIn(conversation, memory).equals(question.evidence()))
                    .extracting(Memory::text)
                    .anyMatch(text -> text.contains(question.answer()));
        }
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void what_is_not_english_comes_back_in_its_own_words(Conversation conversation) {
        for (Memory memory : memories.list(scope(conversation)).items()) {
            String words = QUOTING.matcher(memory.text()).replaceFirst("");

            assertThat(memory.provenance().sources())
                    .extracting(Source::text)
                    .anyMatch(text -> text.contains(words));
        }
    }

    private static double recall(List<Ranking> rankings, int cut) {
        return rankings.stream().mapToDouble(r -> r.recall(cut)).average().orElseThrow();
    }

    private Ranking ranking(Conversation conversation, Question question) {
        Recall recall = memories.search(scope(conversation), question.text());
        return new Ranking(
                recall.results().stream()
                        .map(found -> saidIn(conversation, found.memory()))
                        .toList(),
                question.evidence());
    }

    /** The turns that a memory came from. */
    private static Set<String> saidIn(Conversation conversation, Memory memory) {
        List<String> texts = memory.provenance().sources().stream().map(Source::text).toList();
        return conversation.utterances().stream()
                .filter(utterance -> texts.contains(utterance.turn().text()))
                .map(Utterance::id)
                .collect(Collectors.toSet());
    }

    private static Scope scope(Conversation conversation) {
        return Scope.ofUser(conversation.id());
    }
}
