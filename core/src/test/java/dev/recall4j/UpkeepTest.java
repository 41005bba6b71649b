package dev.recall4j;

import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.NOON;
import static dev.recall4j.tck.Samples.OPTIONS;
import static dev.recall4j.tck.Samples.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Status;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Act;
import dev.recall4j.spi.DecisionSet;
import dev.recall4j.spi.Embedder;
import dev.recall4j.spi.Hearing;
import dev.recall4j.tck.HashingEmbedder;
import dev.recall4j.tck.SettableClock;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class UpkeepTest {

    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    private final InMemoryJournal journal = new InMemoryJournal();

    @Test
    void the_thread_goes_on_after_an_error() throws InterruptedException {
        hear("poison");
        hear("tea");
        CountDownLatch thrown = new CountDownLatch(1);
        CountDownLatch settled = new CountDownLatch(1);
        ScriptedExtractor extractor =
                new ScriptedExtractor(turns -> {
                    if (turns.getFirst().turn().text().equals("poison")) {
                        thrown.countDown();
                        throw new NoClassDefFoundError("a jar is missing");
                    }
                    return new VerbatimExtractor().extract(turns, ExtractionSettings.NONE);
                });

        try (Upkeep upkeep = upkeep(extractor, null, settled)) {
            upkeep.start();

            assertThat(thrown.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(settled.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(journal.tally(Tenant.DEFAULT, NOON).memories())
                    .containsEntry(Status.ACTIVE, 1L);
        }
    }

    @Test
    void what_expired_long_enough_ago_is_erased_by_the_thread_if_it_was_told_to()
            throws InterruptedException {
        remember("long-ago", NOON.minus(Duration.ofDays(30)));
        remember("lately", NOON.minus(Duration.ofDays(29)));
        hear("tea");
        CountDownLatch passed = new CountDownLatch(2);

        try (Upkeep upkeep = upkeep(Duration.ofDays(30), passed)) {
            upkeep.start();

            assertThat(passed.await(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(journal.memory(Tenant.DEFAULT, MemoryId.of("lately"))).isPresent();
        assertThat(journal.memory(Tenant.DEFAULT, MemoryId.of("long-ago"))).isEmpty();
        assertThat(journal.history(Tenant.DEFAULT, MemoryId.of("long-ago")).getLast())
                .isEqualTo(
                        new HistoryEntry(
                                MemoryId.of("long-ago"),
                                HistoryEntry.Event.ERASED,
                                null,
                                null,
                                "upkeep",
                                "expired",
                                NOON));
    }

    @Test
    void what_expired_is_only_hidden_if_the_thread_was_told_nothing() throws InterruptedException {
        remember("long-ago", NOON.minus(Duration.ofDays(3_000)));
        hear("tea");
        CountDownLatch passed = new CountDownLatch(1);

        try (Upkeep upkeep = upkeep(null, passed)) {
            upkeep.start();

            assertThat(passed.await(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(journal.memory(Tenant.DEFAULT, MemoryId.of("long-ago"))).isPresent();
    }

    @Test
    void erasing_what_expired_is_not_repeated_within_an_hour() {
        SettableClock clock = new SettableClock(NOON);
        Retention retention = new Retention(journal, clock, Duration.ZERO);
        remember("first", NOON);
        remember("second", NOON.plus(Duration.ofMinutes(1)));

        retention.pass();
        clock.advance(Duration.ofMinutes(59));
        retention.pass();
        assertThat(journal.memory(Tenant.DEFAULT, MemoryId.of("first"))).isEmpty();
        assertThat(journal.memory(Tenant.DEFAULT, MemoryId.of("second"))).isPresent();

        clock.advance(Duration.ofMinutes(1));
        retention.pass();
        assertThat(journal.memory(Tenant.DEFAULT, MemoryId.of("second"))).isEmpty();
    }

    @Test
    void a_clock_that_was_far_ahead_once_does_not_keep_what_expires_later() {
        Duration ahead = Duration.ofDays(1_000);
        SettableClock clock = new SettableClock(NOON.plus(ahead));
        Retention retention = new Retention(journal, clock, Duration.ZERO);
        retention.pass();

        clock.advance(ahead.negated());
        remember("expired", NOON);
        retention.pass();

        assertThat(journal.memory(Tenant.DEFAULT, MemoryId.of("expired"))).isEmpty();
    }

    @Test
    void a_period_out_of_range_is_refused() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> retention(Duration.ofDays(-1)))
                .withMessageContaining("0 to 100 years");
    }

    private Upkeep upkeep(@Nullable Duration eraseExpiredAfter, CountDownLatch passed) {
        return upkeep(
                new ScriptedExtractor(
                        turns -> new VerbatimExtractor().extract(turns, ExtractionSettings.NONE)),
                eraseExpiredAfter,
                passed);
    }

    private Upkeep upkeep(
            ScriptedExtractor extractor,
            @Nullable Duration eraseExpiredAfter,
            CountDownLatch passed) {
        Gathering gathering = Gathering.defaults();
        return new Upkeep(
                journal.operator(),
                catchUp(extractor, gathering, passed::countDown),
                gathering.patience(),
                retention(eraseExpiredAfter),
                passed::countDown);
    }

    private Retention retention(@Nullable Duration eraseExpiredAfter) {
        return new Retention(journal, CLOCK, eraseExpiredAfter);
    }

    private void remember(String id, Instant expiresAt) {
        Draft draft =
                new Draft(
                        MemoryId.of(id),
                        id,
                        id,
                        "test/1",
                        List.of(),
                        NOON,
                        null,
                        expiresAt,
                        Set.of(),
                        Metadata.EMPTY);
        journal.decide(
                Tenant.DEFAULT,
                ANA,
                view ->
                        new DecisionSet(
                                null,
                                List.of(new Decision.Add(draft, "news")),
                                Map.of(draft.id(), new float[] {1}),
                                new Act("test", NOON, "because")));
    }

    private Consultation consultation() {
        InMemoryIndex index = new InMemoryIndex();
        Projection projection = new Projection(journal.operator(), index);
        Embedder.Band band = new HashingEmbedder().band();
        return new Consultation(new Neighbours(journal, index, projection, band, CLOCK), null);
    }

    private CatchUp catchUp(ScriptedExtractor extractor, Gathering gathering, Runnable settled) {
        Thinking thinking =
                new Thinking(
                        Map.of(OPTIONS.mode(), extractor),
                        consultation(),
                        new Recollections(),
                        new HashingEmbedder(),
                        false);
        Wishes none = new Wishes(ExtractionSettings.NONE, Map.of());
        Deferrals deferrals = new Deferrals(CLOCK, gathering.patience());
        WritePath path =
                new WritePath(
                        journal,
                        thinking,
                        deferrals,
                        ExtractionMode.VERBATIM,
                        none,
                        new Sight(journal, null, none),
                        new ClaimJudge(),
                        CLOCK,
                        ZoneOffset.UTC);
        return new CatchUp(
                journal.operator(),
                thinking,
                path,
                gathering,
                deferrals,
                new Retries(CLOCK),
                settled);
    }

    private void hear(String text) {
        journal.hear(
                Tenant.DEFAULT,
                ANA,
                new Hearing(
                        new HearingId("h-" + text),
                        List.of(turn("t-" + text, ANA, text)),
                        OPTIONS));
    }
}
