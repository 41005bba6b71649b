package dev.recall4j.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recall4j.InMemoryIndex;
import dev.recall4j.InMemoryJournal;
import dev.recall4j.Memories;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Extractor;
import dev.recall4j.tck.HashingEmbedder;
import dev.recall4j.wire.Json;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs on memories that are the turns as they stand, so that it is plain what passes. */
class ScenarioRunTest {

    private static final Scenario KEPT =
            scenario(
                    "kept",
                    """
                    {"at":"2024-05-08T12:30","turns":[{"speaker":"Ana","text":"I live in Porto"}],
                     "expect":{"now":[["live","Porto"]],
                               "asOf":[{"at":"2024-05-09","true":[["Porto"]]},
                                       {"at":"2024-05-08T12:29","false":[["Porto"]]}]}}
                    """);

    private static final Scenario BROKEN =
            scenario(
                    "broken",
                    """
                    {"at":"2023-05-08T12:30","turns":[{"text":"I live in Porto"}],
                     "expect":{"now":[["Porto"]]}},
                    {"at":"2023-06-08T12:30","turns":[{"text":"I moved to Faro"}],
                     "expect":{"now":[["Faro"]],"notNow":[["Porto"]],"superseded":[["Porto"]]}}
                    """);

    private final StepClock clock = new StepClock();
    private final StepModel model = new StepModel(StepRulings.NONE);

    @Test
    void a_scenario_passes_if_every_step_does() {
        assertThat(run(suite(ScenarioSplit.DEV, KEPT, BROKEN)).rows())
                .contains(
                        new ScenarioReport.Row("all", "all", "dev", 1, 2),
                        new ScenarioReport.Row("class", "address", "dev", 1, 2),
                        new ScenarioReport.Row("language", "en", "dev", 1, 2));
    }

    @Test
    void what_failed_is_told_with_the_step_what_was_expected_and_what_was_found() {
        List<ScenarioReport.Failed> failed = run(suite(ScenarioSplit.DEV, KEPT, BROKEN)).failed();

        assertThat(failed).hasSize(1);
        assertThat(failed.getFirst().id()).isEqualTo("broken");
        assertThat(failed.getFirst().failures())
                .containsExactly(
                        new ScenarioReport.Failure(
                                2,
                                List.of(
                                        "now: \"I live in Porto\" says Porto",
                                        "superseded: nothing says Porto"),
                                List.of(
                                        "active: I moved to Faro (since 2023-06-08T10:30:00Z)",
                                        "active: I live in Porto (since 2023-05-08T10:30:00Z)")));
    }

    @Test
    void of_what_is_held_out_only_the_rates_are_told() {
        ScenarioReport report = run(suite(ScenarioSplit.HELD_OUT, BROKEN));

        assertThat(report.failed()).isEmpty();
        assertThat(report.rows().getFirst())
                .isEqualTo(new ScenarioReport.Row("all", "all", "held-out", 0, 1));
        assertThat(report.json()).doesNotContain("Porto");
    }

    @Test
    void both_splits_have_a_column_and_so_have_all() {
        ScenarioSuite both =
                new ScenarioSuite(
                        Map.of(
                                ScenarioSplit.DEV, List.of(KEPT),
                                ScenarioSplit.HELD_OUT, List.of(BROKEN)));

        ReportTable classes = run(both).tables().getFirst();

        assertThat(classes.columns()).containsExactly("dev", "%", "held-out", "%", "all", "%");
        assertThat(classes.rows())
                .containsExactly(
                        row("all", "1/1", "100.0", "0/1", "0.0", "1/2", "50.0"),
                        row("address", "1/1", "100.0", "0/1", "0.0", "1/2", "50.0"));
    }

    @Test
    void a_turn_that_was_said_earlier_is_an_import() {
        Scenario imported =
                scenario(
                        "imported",
                        """
                        {"at":"2024-05-08T12:30",
                         "turns":[{"text":"I live in Porto","saidAt":"2021-02-03T10:00"}],
                         "expect":{"asOf":[{"at":"2021-02-04","true":[["Porto"]]},
                                           {"at":"2021-02-02","false":[["Porto"]]}]}}
                        """);

        assertThat(run(suite(ScenarioSplit.DEV, imported)).failed()).isEmpty();
    }

    @Test
    void progress_is_told_scenario_by_scenario() {
        List<Integer> played = new ArrayList<>();

        try (Memories memories = builder().build()) {
            run(suite(ScenarioSplit.DEV, KEPT, BROKEN), ExtractionMode.VERBATIM, memories)
                    .run(played::add);
        }

        assertThat(played).containsExactly(1, 2);
    }

    @Test
    void two_scenarios_of_one_id_are_refused() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> suite(ScenarioSplit.DEV, KEPT, KEPT))
                .withMessageContaining("'kept'");
    }

    @Test
    void a_time_that_is_none_is_refused_with_the_scenario() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> KEPT.time("noon"))
                .withMessageContaining("kept");
    }

    @Test
    void a_model_that_does_not_answer_ends_the_run() {
        Extractor down =
                new Extractor() {
                    @Override
                    public String name() {
                        return "down/1";
                    }

                    @Override
                    public Extraction extract(List<HeardTurn> turns, ExtractionSettings settings) {
                        throw new UnavailableException(ErrorCode.MODEL_UNAVAILABLE, "down");
                    }
                };
        try (Memories memories = builder().extractor(ExtractionMode.MODEL, down).build()) {
            ScenarioRun run = run(suite(ScenarioSplit.DEV, KEPT), ExtractionMode.MODEL, memories);

            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> run.run(played -> {}))
                    .withMessageContaining("kept");
        }
    }

    private ScenarioReport run(ScenarioSuite suite) {
        try (Memories memories = builder().build()) {
            return run(suite, ExtractionMode.VERBATIM, memories).run(played -> {});
        }
    }

    private ScenarioRun run(ScenarioSuite suite, ExtractionMode mode, Memories memories) {
        return new ScenarioRun(
                suite, new ScenarioRun.Settings("1.0", mode), clock, model, memories);
    }

    private Memories.Builder builder() {
        return Memories.builder()
                .journal(new InMemoryJournal())
                .index(InMemoryIndex::new)
                .embedder(new HashingEmbedder())
                .clock(clock);
    }

    private static ScenarioSuite suite(ScenarioSplit split, Scenario... scenarios) {
        return new ScenarioSuite(Map.of(split, List.of(scenarios)));
    }

    private static ReportTable.Row row(String head, String... cells) {
        return new ReportTable.Row(head, List.of(cells));
    }

    private static Scenario scenario(String id, String steps) {
        String json =
                """
                {"id":"%s","class":"address","language":"en","zone":"Europe/Madrid",
                 "shows":"a move","steps":[%s]}
                """
                        .formatted(id, steps);
        return Json.read("the scenario", json, Scenario.class);
    }
}
