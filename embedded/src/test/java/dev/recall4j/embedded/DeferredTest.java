package dev.recall4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.Gathering;
import dev.recall4j.Memories;
import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Added;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Reason;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;
import dev.recall4j.tck.HashingEmbedder;
import dev.recall4j.tck.ScriptedChatModel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** Adds that one call of a language model serves, over a restart. */
class DeferredTest {

    private static final Scope ANA = Scope.ofUser("ana");

    private static final String FACTS =
            """
            {"facts":[
            {"text":"Ana keeps bees","about":"Ana","kind":"state","turn":1,"quote":"I keep bees",\
            "from":null,"to":null,"categories":[]},
            {"text":"Ana plays chess","about":"Ana","kind":"state","turn":2,"quote":"I play chess",\
            "from":null,"to":null,"categories":[]}]}
            """;

    private final ScriptedChatModel model = new ScriptedChatModel("acme/1");

    @TempDir private Path directory;

    private Recall4j.Builder engine() {
        return Recall4j.at(directory).embedder(new HashingEmbedder());
    }

    private static Added later(Memories memories, String said) {
        return memories.add(
                AddRequest.builder(ANA).turn(Turn.user(said).by("Ana")).deferred(true).build());
    }

    @Test
    void deferred_adds_survive_a_restart_and_cost_one_call_then() {
        ScriptedChatModel neverAsked = new ScriptedChatModel("acme/1");
        try (Memories memories = engine().chatModel(neverAsked).open()) {
            assertThat(later(memories, "I keep bees.").reasons())
                    .extracting(Reason::code)
                    .containsExactly(ReasonCode.DEFERRED);
            later(memories, "I play chess.");
            assertThat(memories.stats().pendingTurns()).isEqualTo(2);
        }
        assertThat(neverAsked.calls()).isZero();

        model.answers(FACTS);
        try (Memories memories =
                engine().chatModel(model).gathering(Gathering.onlyWhenAsked()).open()) {
            assertThat(memories.extractPending()).isEqualTo(2);

            assertThat(memories.list(ANA).items())
                    .extracting(Memory::text)
                    .containsExactlyInAnyOrder("Ana keeps bees", "Ana plays chess");
            assertThat(memories.stats().pendingTurns()).isZero();
        }
        assertThat(model.calls()).isEqualTo(1);
    }
}
