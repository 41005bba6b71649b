package dev.recall4j.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.recall4j.InMemoryIndex;
import dev.recall4j.Memories;
import dev.recall4j.model.Candidate;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Provenance;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;
import dev.recall4j.spi.Extractor;
import dev.recall4j.tck.LeakyIndex;

import org.junit.jupiter.api.Test;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

class QualityRunTest {

    private static final QualityReport.Timings NO_TIMINGS =
            new QualityReport.Timings(
                    0, 0, new QualityReport.Latency(0, 0, 0), new QualityReport.Latency(0, 0, 0));

    @Test
    void the_example_is_measured() {
        QualityReport report = Example.measured();
        QualityReport.Row mean = report.rows().getFirst();

        assertThat(mean.questions()).isEqualTo(9);
        assertThat(mean.figure(Measure.EVIDENCE, 20).orElseThrow()).isBetween(0.8, 1.0);
        assertThat(mean.figure(Measure.CONTEXT_EVIDENCE, 4_000))
                .isEqualTo(mean.figure(Measure.EVIDENCE, 50));
        assertThat(mean.figure(Measure.EVIDENCE, 5).orElseThrow()).isBetween(0.5, 1.0);
        assertThat(mean.figure(Measure.CONTEXT_TOKENS, 500).orElseThrow()).isBetween(50.0, 500.0);
        assertThat(mean.figure(Measure.ANSWER_WORDS, 1_000).orElseThrow()).isBetween(0.8, 1.0);
        assertThat(report.foreignItems()).isZero();
        assertThat(report.conversations())
                .extracting(QualityReport.Conversation::memories)
                .containsExactly(15, 3);
    }

    @Test
    void categories_have_rows_and_those_apart_are_last_and_no_part_of_the_mean() {
        List<QualityReport.Row> rows = Example.measured().rows();

        assertThat(rows)
                .extracting(QualityReport.Row::category)
                .containsExactly(null, "one turn", "several turns", "time", "no answer");
        assertThat(rows).extracting(QualityReport.Row::questions).containsExactly(9, 6, 2, 1, 1);
        assertThat(rows.getLast().apart()).isTrue();
        assertThat(rows.getLast().figure(Measure.ANSWER_WORDS, 1_000)).isEmpty();
    }

    @Test
    void the_mean_is_over_questions() {
        List<QualityReport.Row> rows = Example.measured().rows();
        double weighted =
                rows.subList(1, 4).stream()
                                .mapToDouble(row ->
                                        row.questions()
                                                * row.figure(Measure.NDCG, 10).orElseThrow())
                                .sum()
                        / 9;

        assertThat(rows.getFirst().figure(Measure.NDCG, 10).orElseThrow())
                .isCloseTo(weighted, within(1e-5));
    }

    @Test
    void tuned_conversations_and_the_others_have_rows_of_their_own() {
        QualityReport report = Example.measured("allotment");

        assertThat(report.rows())
                .filteredOn(row -> row.category() == null)
                .extracting(QualityReport.Row::part, QualityReport.Row::questions)
                .containsExactly(tuple("all", 9), tuple("tuned", 8), tuple("checked", 1));
        assertThat(report.conversations())
                .extracting(QualityReport.Conversation::tuned)
                .containsExactly(true, false);
    }

    @Test
    void a_tuned_conversation_that_is_not_there_is_refused() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Example.measured("alotment"))
                .withMessageContaining("it has: allotment, night-train");
    }

    @Test
    void two_runs_measure_the_same() {
        assertThat(withoutTimings(Example.measured("allotment")).json())
                .isEqualTo(withoutTimings(Example.measured("allotment")).json());
    }

    @Test
    void a_store_that_is_not_empty_is_refused() {
        try (Memories memories = Example.memories(new InMemoryIndex())) {
            Example.run(memories).add(turns -> {});
            QualityRun second = Example.run(memories);

            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(() -> second.add(turns -> {}))
                    .withMessageContaining("empty");
        }
    }

    @Test
    void a_result_of_another_conversation_is_told_and_no_evidence() {
        QualityReport sound = Example.measured();
        QualityReport leaky =
                Example.measured(new LeakyIndex(new InMemoryIndex(), Scope.ofUser("night-train")));

        assertThat(sound.foreignItems()).isZero();
        assertThat(leaky.foreignItems()).isPositive();
        assertThat(leaky.rows().getFirst().figure(Measure.EVIDENCE, 50))
                .isEqualTo(sound.rows().getFirst().figure(Measure.EVIDENCE, 50));
    }

    @Test
    void progress_is_told_turn_by_turn_and_question_by_question() {
        List<Integer> added = new ArrayList<>();
        List<Integer> asked = new ArrayList<>();
        try (Memories memories = Example.memories(new InMemoryIndex())) {
            QualityRun run = Example.run(memories);
            run.add(added::add);
            run.ask(asked::add);
        }

        assertThat(added).containsExactly(5, 10, 15, 18);
        assertThat(asked).containsExactlyElementsOf(IntStream.rangeClosed(1, 10).boxed().toList());
    }

    @Test
    void a_memory_counts_for_every_turn_it_came_from_also_those_it_does_not_show() {
        int middle = Provenance.SOURCES_SHOWN;
        List<Utterance> repeated =
                IntStream.rangeClosed(1, 2 * middle)
                        .mapToObj(i -> utterance("t" + i, "1", "I keep bees."))
                        .toList();

        QualityReport.Row row = Example.measured(repeated, question("Bees?", "t" + middle));

        assertThat(row.figure(Measure.EVIDENCE, 5)).hasValue(1);
    }

    @Test
    void a_session_is_found_through_any_of_its_turns() {
        List<Utterance> utterances =
                List.of(
                        utterance("a1", "a", "I keep bees."),
                        utterance("a2", "a", "40"),
                        utterance("a3", "a", "41"),
                        utterance("a4", "a", "42"),
                        utterance("b1", "b", "17"));

        QualityReport.Row row = Example.measured(utterances, question("Bees?", "a4", "b1"));

        assertThat(row.figure(Measure.EVIDENCE, 50)).hasValue(0);
        assertThat(row.figure(Measure.SESSIONS, 10)).hasValue(0.5);
    }

    @Test
    void a_list_of_items_within_a_budget_is_counted_with_date_and_speaker() {
        int wordsOfAnItem = "Ana (2024-05-08): bees".split(" ").length;
        int items = 500 / wordsOfAnItem;
        List<Utterance> utterances =
                IntStream.rangeClosed(1, items + 10)
                        .mapToObj(i -> utterance("t" + i, "1", "bees" + i))
                        .toList();
        String[] all = utterances.stream().map(Utterance::id).toArray(String[]::new);

        QualityReport.Row row = Example.measured(utterances, question("bees", all));

        assertThat(row.figure(Measure.EVIDENCE_BY_TOKENS, 500).orElseThrow())
                .isCloseTo((double) items / all.length, within(1e-5));
    }

    @Test
    void the_evidence_of_a_context_is_that_of_turns_shown_as_they_were_said_too() {
        List<Utterance> utterances =
                List.of(
                        utterance("t1", "1", "Which bees?"),
                        utterance("t2", "1", "I keep black bees."),
                        utterance("t3", "1", "They came from Wales."));

        QualityReport.Row row =
                Example.measured(utterances, question("Whose bees?", "t2", "t3"), new OwnWords());

        assertThat(row.figure(Measure.EVIDENCE, 50)).hasValue(0.5);
        assertThat(row.figure(Measure.CONTEXT_EVIDENCE, 500)).hasValue(1);
    }

    @Test
    void deferred_adds_of_single_turns_are_measured_as_the_same_turns_in_one_add() {
        assertThat(withoutTimings(measured(new QualityRun.Pieces(1, true))))
                .isEqualTo(withoutTimings(measured(QualityRun.Pieces.SESSIONS)));
    }

    private static QualityReport measured(QualityRun.Pieces pieces) {
        QualityRun.Settings settings = Example.settings(ExtractionMode.VERBATIM, Set.of(), pieces);
        try (Memories memories = Example.memories(new InMemoryIndex())) {
            QualityRun run =
                    new QualityRun(Example.dataSet(), settings, memories, Example.NO_MODEL);
            run.add(turns -> {});
            run.ask(questions -> {});
            return run.report();
        }
    }

    /** Draws a statement from what begins with "I". */
    private static final class OwnWords implements Extractor {

        @Override
        public String name() {
            return "first/1";
        }

        @Override
        public Extraction extract(List<HeardTurn> turns, ExtractionSettings settings) {
            List<Candidate> candidates =
                    turns.stream()
                            .filter(turn -> turn.turn().text().startsWith("I "))
                            .map(OwnWords::candidate)
                            .toList();
            return new Extraction(candidates, List.of());
        }

        private static Candidate candidate(HeardTurn turn) {
            String text = turn.turn().text();
            Evidence evidence = new Evidence(turn.id(), 0, text.length());
            return new Candidate(text, evidence, Set.of(), null);
        }
    }

    private static Utterance utterance(String id, String session, String text) {
        ZonedDateTime saidAt = ZonedDateTime.parse("2024-05-08T12:30:00Z");
        return new Utterance(id, session, Turn.user(text).by("Ana").at(saidAt).withExternalId(id));
    }

    private static Question question(String text, String... evidence) {
        return new Question(text, "all", false, Set.of(evidence), null);
    }

    private static QualityReport withoutTimings(QualityReport report) {
        return new QualityReport(
                report.dataSet(),
                report.settings(),
                report.conversations(),
                report.rows(),
                report.foreignItems(),
                report.use(),
                NO_TIMINGS);
    }
}
