package dev.recall4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.Memories;
import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Added;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.Memory;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;
import dev.recall4j.tck.HashingEmbedder;
import dev.recall4j.tck.ScriptedChatModel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** What an agent says of itself is a fact in its own memory, in every mode. */
class AgentFactsTest {

    private static final Scope SCOUT = Scope.ofAgent("scout");

    private static final List<Turn> TALK =
            List.of(
                    Turn.user("I like window seats.").by("Ana"),
                    Turn.assistant("I can book flights with Amadeus if you name the days."),
                    Turn.assistant("I decided to compare three airlines for every trip."),
                    Turn.assistant("You must love the north!"));

    private final ScriptedChatModel model = new ScriptedChatModel("acme/1");

    @TempDir private Path directory;

    private List<String> remembered(ExtractionMode mode) {
        try (Memories memories =
                Recall4j.at(directory).embedder(new HashingEmbedder()).chatModel(model).open()) {
            Added added = memories.add(AddRequest.builder(SCOUT).turns(TALK).mode(mode).build());
            if (mode == ExtractionMode.MODEL) {
                assertThat(added.reasons())
                        .extracting(reason -> reason.code())
                        .containsExactly(ReasonCode.GUESS);
            }
            return memories.list(SCOUT).items().stream().map(Memory::text).toList();
        }
    }

    @Test
    void a_language_model_draws_what_it_can_do_and_decided_and_no_guess_about_the_user() {
        model.answers(
                "{\"facts\":[%s,%s,%s,%s]}"
                        .formatted(
                                fact(1, "Ana likes window seats", "I like window seats"),
                                fact(
                                        2,
                                        "Scout can book flights with Amadeus",
                                        "I can book flights with Amadeus"),
                                fact(
                                        3,
                                        "The assistant decided to compare three airlines for every trip",
                                        "I decided to compare three airlines for every trip"),
                                fact(4, "Ana loves the north", "You must love the north")));

        assertThat(remembered(ExtractionMode.MODEL))
                .containsExactlyInAnyOrder(
                        "Ana likes window seats",
                        "Scout can book flights with Amadeus",
                        "The assistant decided to compare three airlines for every trip");
        assertThat(model.requests().getFirst().user()).contains("\"memory of\":\"the assistant\"");
    }

    private static String fact(int turn, String text, String quote) {
        return "{\"text\":\"%s\",\"about\":\"it\",\"kind\":\"state\",\"turn\":%d,\"quote\":\"%s\",\"from\":null,\"to\":null,\"categories\":[]}"
                .formatted(text, turn, quote);
    }

    @Test
    void rules_write_it_down_as_said_by_the_assistant() {
        assertThat(remembered(ExtractionMode.LOCAL))
                .containsExactlyInAnyOrder(
                        "Ana likes window seats.",
                        "The assistant: I can book flights with Amadeus if you name the days.",
                        "The assistant decided to compare three airlines for every trip.",
                        "The assistant: You must love the north!");
    }

    @Test
    void verbatim_turns_of_an_assistant_are_kept_as_they_stand() {
        assertThat(remembered(ExtractionMode.VERBATIM))
                .containsExactlyInAnyOrderElementsOf(TALK.stream().map(Turn::text).toList());
    }
}
