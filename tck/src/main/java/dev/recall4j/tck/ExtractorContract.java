package dev.recall4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.Candidate;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Extractor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What every {@link Extractor} promises. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public abstract class ExtractorContract {

    /** Long enough for a slow machine, far too short for work that grows with the square. */
    private static final Duration HOSTILE_TEXT_LIMIT = Duration.ofSeconds(10);

    private static final int THREADS = 8;

    protected ExtractorContract() {}

    /** A new extractor that needs no service. */
    protected abstract Extractor extractor();

    @Test
    void the_name_carries_a_version() {
        assertThat(extractor().name()).matches("[a-z0-9-]+/.+");
    }

    @Test
    void a_plain_fact_becomes_a_candidate_that_cites_its_turn() {
        HeardTurn turn = ExtractorSamples.turn("t1", "Ana", "I live in Lisbon.");

        Extraction extraction = extractor().extract(List.of(turn), ExtractionSettings.NONE);

        assertThat(extraction.candidates()).hasSize(1);
        Candidate candidate = extraction.candidates().getFirst();
        assertThat(candidate.text()).contains("Lisbon");
        assertThat(candidate.evidence().turn()).isEqualTo(turn.id());
        assertThat(cited(candidate.evidence(), turn)).contains("Lisbon");
    }

    @Test
    void every_turn_given_shows_up() {
        List<HeardTurn> turns = ExtractorSamples.conversation();

        Extraction extraction = extractor().extract(turns, ExtractionSettings.NONE);

        assertThat(turnsOf(extraction))
                .containsExactlyInAnyOrderElementsOf(turns.stream().map(HeardTurn::id).toList());
    }

    @Test
    void spans_lie_within_the_text_on_code_point_boundaries() {
        List<HeardTurn> turns = ExtractorSamples.conversation();

        Extraction extraction = extractor().extract(turns, ExtractionSettings.NONE);

        assertThat(evidenceOf(extraction)).isNotEmpty();
        requireSpansFit(extraction, turns);
    }

    @Test
    void candidates_come_in_the_order_of_the_conversation() {
        List<HeardTurn> turns = ExtractorSamples.conversation();
        List<TurnId> order = turns.stream().map(HeardTurn::id).toList();

        List<Integer> positions =
                extractor().extract(turns, ExtractionSettings.NONE).candidates().stream()
                        .map(candidate -> order.indexOf(candidate.evidence().turn()))
                        .toList();

        assertThat(positions).isNotEmpty().isSorted();
    }

    @Test
    void a_candidate_is_valid_from_no_later_than_its_turn() {
        List<HeardTurn> turns = ExtractorSamples.conversation();
        Map<TurnId, HeardTurn> byId = byId(turns);

        List<Candidate> candidates =
                extractor().extract(turns, ExtractionSettings.NONE).candidates();

        assertThat(candidates)
                .isNotEmpty()
                .allSatisfy(candidate -> {
                    if (candidate.validFrom() != null) {
                        assertThat(candidate.validFrom())
                                .isBeforeOrEqualTo(
                                        turnOf(candidate.evidence(), byId).saidAt().toInstant());
                    }
                });
    }

    @Test
    void the_same_turns_give_the_same_extraction() {
        List<HeardTurn> turns = ExtractorSamples.conversation();

        Extraction first = extractor().extract(turns, ExtractionSettings.NONE);

        assertThat(first.candidates()).isNotEmpty();
        assertThat(extractor().extract(turns, ExtractionSettings.NONE)).isEqualTo(first);
    }

    @Test
    void an_extraction_is_the_same_from_many_threads_at_once() throws Exception {
        Extractor shared = extractor();
        List<HeardTurn> turns = ExtractorSamples.conversation();
        CountDownLatch start = new CountDownLatch(1);
        Callable<Extraction> task =
                () -> {
                    start.await();
                    return shared.extract(turns, ExtractionSettings.NONE);
                };

        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Extraction>> running =
                    IntStream.range(0, THREADS).mapToObj(i -> threads.submit(task)).toList();
            start.countDown();
            Set<Extraction> distinct = new HashSet<>();
            for (Future<Extraction> extraction : running) {
                distinct.add(extraction.get());
            }

            assertThat(distinct).hasSize(1);
            assertThat(distinct.iterator().next().candidates()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(HostileText.class)
    void hostile_text_is_worked_through_in_time(HostileText text) {
        List<HeardTurn> turns =
                List.of(
                        ExtractorSamples.turn("t1", "Ana", text.text()),
                        ExtractorSamples.turn("t2", "Ben", "I keep two goats."));
        Extractor extractor = extractor();
        long begun = System.nanoTime();

        Extraction extraction = extractor.extract(turns, ExtractionSettings.NONE);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(HOSTILE_TEXT_LIMIT);
        assertThat(turnsOf(extraction)).contains(turns.get(0).id(), turns.get(1).id());
        requireSpansFit(extraction, turns);
        requireTextsFit(extraction);
    }

    @Test
    void a_speaker_name_of_any_kind_does_no_harm() {
        List<HeardTurn> turns = new ArrayList<>();
        for (String name :
                List.of("$1\\", "Ana\nMaria", "\uD83D\uDC69\u200D\uD83D\uDE80", "x".repeat(256))) {
            turns.add(
                    ExtractorSamples.turn(
                            "t" + turns.size(), name, "I sold my blue bicycle to Kofi."));
        }

        Extraction extraction = extractor().extract(turns, ExtractionSettings.NONE);

        assertThat(extraction.candidates())
                .hasSize(turns.size())
                .allSatisfy(candidate -> assertThat(candidate.text()).contains("bicycle to Kofi"));
    }

    @Test
    void as_many_turns_as_one_add_may_bring_are_worked_through_in_time() {
        List<HeardTurn> turns = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            turns.add(ExtractorSamples.turn("t" + i, "Ana", "I planted " + i + " trees in Porto."));
        }
        Extractor extractor = extractor();
        long begun = System.nanoTime();

        Extraction extraction = extractor.extract(turns, ExtractionSettings.NONE);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
        assertThat(turnsOf(extraction)).hasSize(turns.size());
        assertThat(extraction.candidates()).hasSize(turns.size());
    }

    @Test
    void a_turn_of_the_longest_text_allowed_is_kept_within_limits() {
        String text = "I keep bees on the roof. ".repeat(Turn.TEXT_LENGTH_MAX / 25);
        List<HeardTurn> turns = List.of(ExtractorSamples.turn("t1", "Ana", text));

        Extraction extraction = extractor().extract(turns, ExtractionSettings.NONE);

        assertThat(extraction.candidates()).isNotEmpty();
        requireSpansFit(extraction, turns);
        requireTextsFit(extraction);
    }

    private static void requireTextsFit(Extraction extraction) {
        assertThat(extraction.candidates())
                .allSatisfy(candidate ->
                        assertThat(candidate.text())
                                .isNotBlank()
                                .hasSizeLessThanOrEqualTo(Memory.TEXT_LENGTH_MAX));
    }

    private static void requireSpansFit(Extraction extraction, List<HeardTurn> turns) {
        Map<TurnId, HeardTurn> byId = byId(turns);
        assertThat(evidenceOf(extraction))
                .allSatisfy(evidence -> requireSpanFits(evidence, turnOf(evidence, byId)));
    }

    private static void requireSpanFits(Evidence evidence, HeardTurn turn) {
        String text = turn.turn().text();
        assertThat(evidence.end()).isBetween(evidence.start() + 1, text.length());
        assertThat(splitsCodePoint(text, evidence.start())).isFalse();
        assertThat(splitsCodePoint(text, evidence.end())).isFalse();
    }

    private static boolean splitsCodePoint(String text, int index) {
        return index > 0
                && index < text.length()
                && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
    }

    private static String cited(Evidence evidence, HeardTurn turn) {
        return turn.turn().text().substring(evidence.start(), evidence.end());
    }

    private static Set<TurnId> turnsOf(Extraction extraction) {
        Set<TurnId> ids = new HashSet<>();
        evidenceOf(extraction).forEach(evidence -> ids.add(evidence.turn()));
        return ids;
    }

    private static List<Evidence> evidenceOf(Extraction extraction) {
        List<Evidence> all = new ArrayList<>();
        extraction.candidates().forEach(candidate -> all.add(candidate.evidence()));
        extraction.skipped().forEach(skipped -> all.add(skipped.evidence()));
        return Collections.unmodifiableList(all);
    }

    private static Map<TurnId, HeardTurn> byId(List<HeardTurn> turns) {
        Map<TurnId, HeardTurn> byId = new HashMap<>();
        turns.forEach(turn -> byId.put(turn.id(), turn));
        return byId;
    }

    private static HeardTurn turnOf(Evidence evidence, Map<TurnId, HeardTurn> byId) {
        HeardTurn turn = byId.get(evidence.turn());
        assertThat(turn).as("the cited turn was given").isNotNull();
        return Objects.requireNonNull(turn);
    }
}
