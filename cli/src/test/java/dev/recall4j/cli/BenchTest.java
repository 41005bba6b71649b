package dev.recall4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.recall4j.InMemoryIndex;
import dev.recall4j.InMemoryJournal;
import dev.recall4j.Memories;
import dev.recall4j.cli.Terminal.Said;
import dev.recall4j.model.Scope;
import dev.recall4j.tck.HashingEmbedder;
import dev.recall4j.tck.LeakyIndex;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

class BenchTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String EXAMPLE = Path.of("..", "docs", "quality-example.jsonl").toString();

    @TempDir private Path directory;

    private final Terminal terminal = new Terminal(Path.of("unused"));

    @Test
    void the_example_is_measured_and_shown_in_100_columns() {
        Said said = bench("--tuned", "allotment");

        assertThat(said.exitCode()).isZero();
        assertThat(said.out())
                .contains("quality-example.jsonl", "hashing-256", "allotment (tuned on)")
                .contains("Evidence among the first results", "checked", "Evidence in a packed");
        assertThat(said.out().lines()).allMatch(line -> line.length() <= Recall4jCommand.WIDTH);
        assertThat(said.err()).contains("adding: 100%", "asking: 100%");
    }

    @Test
    void json_is_one_line_and_the_same_in_every_run_but_for_the_timings() throws IOException {
        JsonNode first = figures(bench("--json"));
        JsonNode second = figures(bench("--json"));

        assertThat(first).isEqualTo(second);
        assertThat(first.path("foreignItems").isIntegralNumber()).isTrue();
    }

    @Test
    void the_report_is_written_where_it_is_wanted() throws IOException {
        Path report = directory.resolve("new").resolve("report");

        Said said = bench("--json", "--report", report.toString());

        assertThat(report.resolve("report.json")).hasContent(said.out());
        assertThat(report.resolve("report.html")).content().startsWith("<!DOCTYPE html>");
    }

    @Test
    void local_mode_is_measured_too() throws IOException {
        assertThat(figures(bench("--json", "--mode", "local")).at("/settings/mode").textValue())
                .isEqualTo("local");
    }

    @Test
    void a_signal_that_is_switched_off_is_missed_and_the_report_says_which() throws IOException {
        Said all = bench("--json");
        Said fewer = bench("--json", "--without", "keyword", "--without", "keyword-around");

        assertThat(figures(fewer).path("rows")).isNotEqualTo(figures(all).path("rows"));
        assertThat(figures(all).at("/settings/changes")).isEmpty();
        assertThat(figures(fewer).at("/settings/changes"))
                .extracting(JsonNode::textValue)
                .containsExactly("without keyword", "without keyword-around");
    }

    @Test
    void memories_fade_if_that_is_asked_for_and_the_report_says_how() throws IOException {
        String[] options = {"--half-life", "1d", "--half-life", "plan=2y", "--now", "2026-03-01"};

        assertThat(bench(options).out().replaceAll("\\s+", " "))
                .contains("changed: half-life 1d, plan=2y, at 2026-03-01T00:00:00Z");
    }

    @Test
    void a_signal_without_a_weight_cannot_be_switched_off() {
        Said said = bench("--without", "rerank");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("'rerank' is none of dense, keyword, dense-around");
    }

    @Test
    void the_store_is_removed_afterwards() {
        AtomicReference<Path> store = new AtomicReference<>();
        terminal.opening((data, settings) -> {
            store.set(data);
            return Terminal.QUICK.open(data, settings);
        });

        bench();

        assertThat(store.get()).isNotNull().doesNotExist();
    }

    @Test
    void a_result_of_another_conversation_ends_with_5() {
        Scope leaking = Scope.ofUser("night-train");
        terminal.opening((data, settings) ->
                Memories.builder()
                        .journal(new InMemoryJournal())
                        .index(() -> new LeakyIndex(new InMemoryIndex(), leaking))
                        .embedder(new HashingEmbedder())
                        .build());

        Said said = bench();

        assertThat(said.exitCode()).isEqualTo(5);
        assertThat(said.out()).contains("of another conversation", "scopes leak");
    }

    @Test
    void a_locomo_file_is_measured() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("locomo.json"),
                        """
                        [{"sample_id":"conv-1",
                          "qa":[{"question":"What does Ana keep?","answer":"bees","category":4,
                                 "evidence":["D1:1"]}],
                          "conversation":{
                          "session_1_date_time":"1:56 pm on 8 May, 2023",
                          "session_1":[
                            {"speaker":"Ana","dia_id":"D1:1","text":"I keep bees."}]}}]
                        """);

        Said said = terminal.runBare("bench", "locomo", "--data", file.toString());

        assertThat(said.exitCode()).isZero();
        assertThat(said.out()).contains("locomo.json", "4 single-hop");
    }

    @Test
    void a_data_set_that_is_none_is_refused() throws IOException {
        Path file = Files.writeString(directory.resolve("none.jsonl"), "{}\n");

        Said said = terminal.runBare("bench", "conversations", "--data", file.toString());

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("Line 1");
        assertThat(terminal.runBare("bench", "locomo").exitCode()).isEqualTo(2);
        assertThat(terminal.runBare("bench", "locomo", "--data", "nowhere").exitCode())
                .isEqualTo(2);
        assertThat(terminal.runBare("bench", "locomo", "--data", "/").exitCode()).isEqualTo(2);
    }

    @Test
    void a_report_that_cannot_be_written_is_refused_before_anything_is_measured()
            throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        Said said = bench("--report", file.resolve("report").toString());

        assertThat(said.exitCode()).isEqualTo(4);
        assertThat(said.err()).contains("--report").doesNotContain("adding");
    }

    @Test
    void scenarios_are_played_and_their_rates_shown_by_class_and_language() {
        Said said = scenarios();

        assertThat(said.exitCode()).isZero();
        assertThat(said.out())
                .contains("mode local", "embedder hashing-256", "by class", "by language")
                .containsPattern("address +\\d+/\\d+ +\\d+\\.\\d")
                .contains("third-party", "held-out");
        assertThat(said.out().lines()).allMatch(line -> line.length() <= Recall4jCommand.WIDTH);
        assertThat(said.err()).contains("playing: 100%");
    }

    @Test
    void one_split_of_the_scenarios_can_be_played_alone() throws IOException {
        JsonNode rows =
                JSON.readTree(scenarios("--json", "--split", "held-out").out()).path("rows");

        assertThat(rows).isNotEmpty();
        assertThat(rows).allMatch(row -> row.path("split").textValue().equals("held-out"));
    }

    @Test
    void failed_scenarios_are_told_if_that_is_asked_for_and_those_held_out_never() {
        String[] verbatim = {"--mode", "verbatim"};

        assertThat(scenarios(verbatim).out()).doesNotContain("step 2");
        assertThat(scenarios("--mode", "verbatim", "--failures").out())
                .contains("address-01", "step 2  superseded: nothing says Ana + Lisbon")
                .doesNotContain("address-h01");
    }

    @Test
    void in_mode_model_the_facts_that_come_with_scenarios_stand_in_for_a_model() {
        assertThat(scenarios("--mode", "model", "--split", "dev").out())
                .contains("mode model", "with given facts and rules alone, %, by class");
    }

    @Test
    void an_oracle_rules_if_that_is_asked_for_and_the_figures_say_so() {
        assertThat(scenarios("--mode", "model", "--rulings", "oracle", "--split", "dev").out())
                .contains("with given facts and an oracle's rulings, %, by class", "% at best");
    }

    @Test
    void rulings_without_a_model_are_refused() {
        Said said = scenarios("--rulings", "oracle");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("--mode model");
    }

    @Test
    void scenarios_give_the_same_in_every_run() {
        assertThat(scenarios("--json").out()).isEqualTo(scenarios("--json").out());
    }

    @Test
    void without_a_data_set_there_is_nothing_to_measure() {
        assertThat(terminal.runBare("bench").err()).contains("--data");
        assertThat(terminal.runBare("bench").exitCode()).isEqualTo(2);
    }

    private Said scenarios(String... more) {
        List<String> all = new ArrayList<>(List.of("bench", "scenarios"));
        all.addAll(List.of(more));
        return terminal.runBare(all.toArray(String[]::new));
    }

    private Said bench(String... more) {
        List<String> all = new ArrayList<>(List.of("bench", "conversations", "--data", EXAMPLE));
        all.addAll(List.of(more));
        return terminal.runBare(all.toArray(String[]::new));
    }

    private static JsonNode figures(Said said) throws IOException {
        assertThat(said.out().lines()).hasSize(1);
        return ((ObjectNode) JSON.readTree(said.out())).without("timings");
    }
}
