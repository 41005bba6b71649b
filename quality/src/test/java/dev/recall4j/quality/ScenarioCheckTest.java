package dev.recall4j.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Provenance;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Status;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Set;

class ScenarioCheckTest {

    private static final Instant MAY = Instant.parse("2024-05-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2024-06-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2024-07-01T00:00:00Z");
    private static final Wording LISBON = Wording.of("Ana", "Lisbon");

    private final Memory home = memory(Status.ACTIVE, MAY, null);
    private final Memory formerHome = memory(Status.SUPERSEDED, MAY, JUNE);
    private final Memory endedHome = memory(Status.ACTIVE, MAY, JUNE);
    private final Memory takenBack = memory(Status.RETRACTED, MAY, null);
    private final Memory laterHome = memory(Status.ACTIVE, NOW.plusSeconds(1), null);

    @Test
    void what_stands_now_is_active_and_valid_now() {
        assertThat(misses(now(LISBON), home)).isEmpty();
        for (Memory other : List.of(formerHome, endedHome, takenBack, laterHome)) {
            assertThat(misses(now(LISBON), other)).hasSize(1);
        }
        assertThat(misses(now(LISBON))).containsExactly("now: nothing says Ana + Lisbon");
    }

    @Test
    void what_must_not_stand_now_is_told_with_the_statement_that_says_it() {
        assertThat(misses(notNow(LISBON), home))
                .containsExactly("now: \"Ana lives in Lisbon.\" says Ana + Lisbon");
        assertThat(misses(notNow(LISBON), formerHome, endedHome, takenBack, laterHome)).isEmpty();
    }

    @Test
    void one_statement_must_have_all_the_words() {
        assertThat(misses(now(Wording.of("Ana", "Porto")), home)).hasSize(1);
    }

    @Test
    void what_is_superseded_is_kept_as_past() {
        assertThat(misses(superseded(LISBON), formerHome)).isEmpty();
        assertThat(misses(superseded(LISBON), endedHome)).isEmpty();
        for (Memory other : List.of(home, takenBack, laterHome)) {
            assertThat(misses(superseded(LISBON), other)).hasSize(1);
        }
        assertThat(misses(superseded(LISBON))).hasSize(1);
    }

    @Test
    void what_was_true_then_was_valid_then_and_is_not_taken_back() {
        for (Memory valid : List.of(home, formerHome, endedHome)) {
            assertThat(misses(asOf("2024-05-15", LISBON), valid)).isEmpty();
            assertThat(misses(notAsOf("2024-05-15", LISBON), valid)).hasSize(1);
        }
        assertThat(misses(asOf("2024-05-15", LISBON), takenBack)).hasSize(1);
        assertThat(misses(notAsOf("2024-05-15", LISBON), takenBack)).isEmpty();
    }

    @Test
    void what_was_true_only_before_or_after_was_not_true_then() {
        for (String at : List.of("2024-04-30", "2024-06-02")) {
            assertThat(misses(asOf(at, LISBON), formerHome)).hasSize(1);
            assertThat(misses(notAsOf(at, LISBON), formerHome)).isEmpty();
        }
    }

    private static List<String> misses(Expectation expected, Memory... memories) {
        return ScenarioCheck.misses(
                expected, List.of(memories), NOW, date -> Instant.parse(date + "T12:00:00Z"));
    }

    private static Expectation now(Wording wording) {
        return new Expectation(List.of(wording), List.of(), List.of(), List.of());
    }

    private static Expectation notNow(Wording wording) {
        return new Expectation(List.of(), List.of(wording), List.of(), List.of());
    }

    private static Expectation superseded(Wording wording) {
        return new Expectation(List.of(), List.of(), List.of(wording), List.of());
    }

    private static Expectation asOf(String at, Wording wording) {
        return asOf(new Expectation.AsOf(at, List.of(wording), List.of()));
    }

    private static Expectation notAsOf(String at, Wording wording) {
        return asOf(new Expectation.AsOf(at, List.of(), List.of(wording)));
    }

    private static Expectation asOf(Expectation.AsOf asOf) {
        return new Expectation(List.of(), List.of(), List.of(), List.of(asOf));
    }

    private static Memory memory(Status status, Instant from, @Nullable Instant to) {
        return new Memory(
                MemoryId.of("m-" + status + from + to),
                Scope.ofUser("ana"),
                "Ana lives in Lisbon.",
                status,
                new Provenance("test/1", List.of()),
                1,
                MAY,
                MAY,
                MAY,
                MAY,
                from,
                to,
                null,
                null,
                Set.of(),
                Metadata.EMPTY,
                1);
    }
}
