package dev.recall4j.tck;

import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.BOB;
import static dev.recall4j.tck.Samples.GLOBEX;
import static dev.recall4j.tck.Samples.wholeOf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.Status;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Change;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** What a journal tells of what was known at a time. */
interface JournalHindsightTests {

    JournalScene scene();

    private Memory known(MemoryId id, Instant time) {
        Map<MemoryId, Memory> known = scene().journal().memoriesKnownAt(ACME, List.of(id), time);
        assertThat(known).containsOnlyKeys(id);
        return known.values().iterator().next();
    }

    private Instant later() {
        Instant before = scene().now();
        scene().pass(Duration.ofDays(1));
        return before;
    }

    private HeardTurn hearNow() {
        HeardTurn now =
                new HeardTurn(
                        new TurnId("turn-now"),
                        ANA,
                        Turn.user("Tea").at(scene().now().atZone(ZoneOffset.UTC)),
                        scene().now());
        scene().hear(ACME, ANA, "hearing-now", List.of(now));
        return now;
    }

    @Test
    default void a_memory_is_not_known_before_it_was_kept() {
        Instant before = later();
        MemoryId id = scene().add(ANA, "1", "Tea");

        assertThat(scene().journal().memoriesKnownAt(ACME, List.of(id), before)).isEmpty();
        assertThat(known(id, scene().now())).isEqualTo(scene().memory(id));
    }

    @Test
    default void what_was_superseded_later_was_active_and_true_without_end() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        Memory was = scene().memory(id);
        Instant before = later();
        scene().supersede(ANA, id, "2", "Coffee");

        Memory known = known(id, before);

        assertThat(known.status()).isEqualTo(Status.ACTIVE);
        assertThat(JournalScene.withoutRevision(known))
                .isEqualTo(JournalScene.withoutRevision(was));
        assertThat(known(id, scene().now())).isEqualTo(scene().memory(id));
    }

    @Test
    default void what_was_retracted_later_is_known_as_it_was() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        Instant whileActive = later();
        scene().supersede(ANA, id, "2", "Coffee");
        Instant whileSuperseded = later();
        scene().journal().retract(ACME, id, scene().act());

        assertThat(known(id, whileActive).status()).isEqualTo(Status.ACTIVE);
        assertThat(known(id, whileSuperseded).status()).isEqualTo(Status.SUPERSEDED);
        assertThat(known(id, whileSuperseded).supersededBy()).isEqualTo(MemoryId.of("2"));
        assertThat(known(id, scene().now()).status()).isEqualTo(Status.RETRACTED);
    }

    @Test
    default void what_was_amended_later_had_its_older_text() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        Instant first = later();
        scene().journal().amend(ACME, id, scene().amendment(MemoryUpdate.text("Green tea")));
        Instant second = later();
        scene().journal().amend(ACME, id, scene().amendment(MemoryUpdate.text("Black tea")));

        assertThat(known(id, first).text()).isEqualTo("Tea");
        assertThat(known(id, first).provenance().editor()).isNull();
        assertThat(known(id, second).text()).isEqualTo("Green tea");
        assertThat(known(id, scene().now()).text()).isEqualTo("Black tea");
    }

    @Test
    default void what_was_said_again_later_had_been_said_once() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        Memory was = scene().memory(id);
        Instant before = later();
        scene().reinforce(ANA, id, wholeOf(hearNow()));

        Memory known = known(id, before);

        assertThat(JournalScene.withoutRevision(known))
                .isEqualTo(JournalScene.withoutRevision(was));
        assertThat(known(id, scene().now())).isEqualTo(scene().memory(id));
    }

    @Test
    default void of_what_was_erased_nothing_was_ever_known() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        Instant before = later();
        assertThat(known(id, before).text()).isEqualTo("Tea");
        scene().journal().erase(ACME, id, scene().act());

        assertThat(scene().journal().memoriesKnownAt(ACME, List.of(id), before)).isEmpty();
        assertThat(scene().journal().retractedSince(ACME, ANA, before, 10)).isEmpty();
    }

    @Test
    default void what_was_retracted_since_is_handed_over_as_it_was_the_latest_first() {
        MemoryId first = scene().add(ANA, "1", "Tea");
        MemoryId second = scene().add(ANA, "2", "Coffee");
        scene().add(ANA, "3", "Water");
        MemoryId gone = scene().add(ANA, "4", "Milk");
        scene().journal().retract(ACME, gone, scene().act());
        Instant before = later();
        scene().journal().retract(ACME, first, scene().act());
        later();
        scene().journal().retract(ACME, second, scene().act());
        scene().journal().retract(ACME, scene().add(ANA, "5", "Juice"), scene().act());

        List<Change.Upsert> since = scene().journal().retractedSince(ACME, ANA, before, 10);

        assertThat(since).extracting(Change.Upsert::id).containsExactly(second, first);
        assertThat(since).allMatch(one -> one.memory().status() == Status.ACTIVE);
        assertThat(since.getFirst().vector()).isEqualTo(JournalScene.vector("Coffee"));
        assertThat(scene().journal().retractedSince(ACME, ANA, before, 1)).hasSize(1);
        assertThat(scene().journal().retractedSince(ACME, BOB, before, 10)).isEmpty();
    }

    @Test
    default void what_another_tenant_knew_is_not_told() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        Instant before = later();
        scene().journal().retract(ACME, id, scene().act());

        assertThat(scene().journal().memoriesKnownAt(GLOBEX, List.of(id), before))
                .isEqualTo(Map.of());
        assertThat(scene().journal().memoriesKnownAt(ACME, List.of(id), before)).hasSize(1);
        assertThat(scene().journal().retractedSince(GLOBEX, ANA, before, 10)).isEmpty();
        assertThat(scene().journal().retractedSince(ACME, ANA, before, 10)).hasSize(1);
    }
}
