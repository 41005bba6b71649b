package dev.recall4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.Added;
import dev.recall4j.model.Candidate;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Held;
import dev.recall4j.model.Memory;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Scope;
import dev.recall4j.tck.HashingEmbedder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** What fails a check is neither believed nor lost. */
class QuarantineTest {

    private static final Scope ANA = Scope.ofUser("ana");

    private final ScriptedExtractor extractor = new ScriptedExtractor(QuarantineTest::invented);

    private final Memories memories =
            Memories.builder()
                    .journal(new InMemoryJournal())
                    .index(InMemoryIndex::new)
                    .embedder(new HashingEmbedder())
                    .extractor(ExtractionMode.MODEL, extractor)
                    .zone(ZoneOffset.UTC)
                    .build();

    @AfterEach
    void close() {
        memories.close();
    }

    private static Extraction invented(List<HeardTurn> turns) {
        HeardTurn turn = turns.getFirst();
        int length = turn.turn().text().length();
        Candidate number =
                new Candidate("Ana has 3 dogs", new Evidence(turn.id(), 0, length), Set.of(), null);
        Candidate quote =
                new Candidate("Ana has a cat", new Evidence(turn.id(), 0, 0), Set.of(), null);
        return new Extraction(List.of(number, quote), List.of());
    }

    @Test
    void what_fails_a_check_is_held_with_the_reason() {
        Added added = memories.add(ANA, "I have dogs");

        assertThat(added.added()).isEmpty();
        assertThat(memories.held(ANA, null).items())
                .extracting(Held::code)
                .containsExactlyInAnyOrder(ReasonCode.UNGROUNDED, ReasonCode.NUMBER_UNSUPPORTED);
        assertThat(memories.list(ANA).items()).isEmpty();
    }

    @Test
    void an_end_behind_all_years_is_no_end_and_costs_no_statement() {
        Instant last = Instant.parse("+10000-01-01T00:00:00Z");
        extractor.script(turns -> {
            Evidence all = new Evidence(turns.getFirst().id(), 0, 11);
            return new Extraction(
                    List.of(new Candidate("Ana has dogs", all, Set.of(), null, last)), List.of());
        });

        memories.add(ANA, "I have dogs");

        assertThat(memories.list(ANA).items().getFirst().validTo()).isNull();
    }

    @Test
    void a_context_tells_of_what_ended_when_it_did() {
        Instant end = Instant.parse("2020-12-31T00:00:00Z");
        extractor.script(turns -> {
            Evidence all = new Evidence(turns.getFirst().id(), 0, 11);
            return new Extraction(
                    List.of(new Candidate("Ana has dogs", all, Set.of(), null, end)), List.of());
        });

        memories.add(ANA, "I have dogs");

        assertThat(memories.context(ANA, "dogs", 100).text())
                .contains("- Ana has dogs (until 2020-12-31)");
    }

    @Test
    void a_person_may_know_better() {
        memories.add(ANA, "I have dogs");
        Held held = memories.held(ANA, null).items().getLast();

        memories.accept(held.id());

        assertThat(memories.list(ANA).items())
                .extracting(Memory::text)
                .containsExactly(held.draft().text());
        assertThat(memories.held(ANA, null).items()).hasSize(1);
    }

    @Test
    void nothing_that_is_held_survives_the_erasure_of_its_scope() {
        memories.add(ANA, "I have dogs");

        memories.erase(ANA);

        assertThat(memories.held(ANA, null).items()).isEmpty();
    }
}
