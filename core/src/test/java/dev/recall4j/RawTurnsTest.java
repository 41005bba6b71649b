package dev.recall4j;

import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Candidate;
import dev.recall4j.model.Context;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Turn;
import dev.recall4j.tck.HashingEmbedder;
import dev.recall4j.tck.SettableClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What the facade promises about turns that gave no memory. */
class RawTurnsTest {

    private final Memories memories =
            Memories.builder()
                    .journal(new InMemoryJournal())
                    .index(InMemoryIndex::new)
                    .embedder(new HashingEmbedder())
                    .extractor(
                            ExtractionMode.MODEL, new ScriptedExtractor(RawTurnsTest::statements))
                    .defaultMode(ExtractionMode.MODEL)
                    .quotations(false)
                    .clock(new SettableClock(NOON))
                    .zone(ZoneOffset.UTC)
                    .build();

    /** Each turn that says "I". */
    private static Extraction statements(List<HeardTurn> turns) {
        List<Candidate> candidates =
                turns.stream()
                        .filter(turn -> turn.turn().text().startsWith("I "))
                        .map(RawTurnsTest::candidate)
                        .toList();
        return new Extraction(candidates, List.of());
    }

    private static Candidate candidate(HeardTurn turn) {
        String text = turn.turn().text();
        Evidence evidence = new Evidence(turn.id(), 0, text.length());
        return new Candidate("Ana: " + text, evidence, Set.of(), null);
    }

    @AfterEach
    void close() {
        memories.close();
    }

    private List<MemoryId> talk(ExtractionMode mode) {
        return memories.add(
                        AddRequest.builder(ANA)
                                .turn(Turn.assistant("Which tea do you like?").by("Juno"))
                                .turn(Turn.user("I like green tea").by("Ana"))
                                .turn(Turn.assistant("Green it is!").by("Juno"))
                                .mode(mode)
                                .build())
                .added();
    }

    @Test
    void a_context_shows_the_turns_around_its_memories_as_they_were_said() {
        talk(ExtractionMode.MODEL);

        Context context = memories.context(ANA, "green tea", 100);

        assertThat(context.text())
                .isEqualTo(
                        """
                        [memory 4]
                        2024-05-08
                        - Juno: Which tea do you like?
                        - Ana: I like green tea
                        - Juno: Green it is!\
                        """);
        assertThat(context.lines())
                .extracting(Context.Line::turn)
                .filteredOn(Objects::nonNull)
                .extracting(turn -> turn.turn().speaker())
                .containsExactly("Juno", "Juno");
    }

    @Test
    void where_every_turn_is_a_memory_every_line_is_one() {
        talk(ExtractionMode.VERBATIM);

        Context context = memories.context(ANA, "green tea", 100);

        assertThat(context.lines()).hasSize(3).extracting(Context.Line::turn).containsOnlyNulls();
    }

    @Test
    void a_turn_beside_a_deleted_memory_does_not_repeat_it() {
        MemoryId first = talk(ExtractionMode.MODEL).getFirst();
        memories.add(ANA, "I like black tea");
        assertThat(memories.context(ANA, "tea", 100).text()).contains("Green it is!");

        memories.delete(first);

        assertThat(memories.context(ANA, "tea", 100).text())
                .contains("black tea")
                .doesNotContainIgnoringCase("green");
    }

    @Test
    void a_turn_that_is_to_expire_is_not_shown() {
        memories.add(
                AddRequest.builder(ANA)
                        .turn(Turn.user("I like green tea"))
                        .turn(Turn.user("Green it is!"))
                        .expiresAt(NOON.plusSeconds(60))
                        .build());

        assertThat(memories.context(ANA, "green tea", 100).text())
                .contains("I like green tea")
                .doesNotContain("Green it is!");
    }

    @Test
    void after_everything_was_deleted_no_turn_from_before_is_shown() {
        talk(ExtractionMode.MODEL);
        memories.deleteAll(ANA);
        memories.add(ANA, "I like black tea");

        assertThat(memories.context(ANA, "tea", 100).text())
                .isEqualTo("[memory 2]\n2024-05-08\n- Ana: I like black tea");
    }
}
