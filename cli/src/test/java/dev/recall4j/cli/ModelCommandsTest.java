package dev.recall4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.recall4j.cli.Terminal.Said;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

class ModelCommandsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> BROKEN = Map.of("RECALL4J_CHAT_PROVIDER", "nobody");
    private static final String SAID = "I keep bees, if you must know.";

    @TempDir private Path directory;
    private Path data;
    private Terminal terminal;
    private final FakeModel model = new FakeModel().drawing("I keep bees", "Ana keeps bees");

    @BeforeEach
    void open() {
        data = directory.resolve("data");
        terminal = new Terminal(data).environment(model.chat());
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void with_a_configured_language_model_it_draws_what_is_remembered() {
        assertThat(add(SAID)).contains("remembered  Ana keeps bees");
    }

    @Test
    void rules_work_when_they_are_asked_for_though_a_language_model_is_configured() {
        model.down(true);

        assertThat(add(SAID, "--mode", "verbatim")).contains("remembered");
    }

    @Test
    void a_file_configures_what_the_environment_would() throws IOException {
        Path file = directory.resolve("models.properties");
        Files.writeString(file, properties(model.chat()));
        terminal.environment(Map.of());

        assertThat(add(SAID, "--config", file.toString())).contains("Ana keeps bees\n");
        terminal.environment(Map.of("RECALL4J_CONFIG", file.toString()));
        assertThat(add(SAID, "--dry-run")).contains("known already");
    }

    private static String properties(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(one ->
                        "chat.%s=%s\n"
                                .formatted(
                                        one.getKey()
                                                .substring("RECALL4J_CHAT_".length())
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-'),
                                        one.getValue()))
                .collect(Collectors.joining());
    }

    @Test
    void without_a_language_model_the_mode_is_refused_with_what_to_set() {
        terminal.environment(Map.of());

        Said said = terminal.run("add", "--user", "ana", "--mode", "model", SAID);

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("RECALL4J_CHAT_PROVIDER", "--config", "verbatim or local");
        assertThat(data).doesNotExist();
    }

    @Test
    void how_an_agent_did_a_task_is_one_memory_of_its_own() {
        assertThat(terminal.done("add", "--agent=deployer", "--mode=procedure", "I deployed it."))
                .contains("remembered  1. Did a bit");
        assertThat(terminal.run("add", "--user=ana", "--mode=procedure", SAID).err())
                .contains("names no agent");
        terminal.environment(Map.of());
        assertThat(terminal.run("add", "--agent=deployer", "--mode=procedure", SAID).err())
                .contains("The mode procedure needs a language model", "RECALL4J_CHAT_PROVIDER");
    }

    @Test
    void all_lines_of_a_task_are_imported_as_one_memory() throws IOException {
        Path log = directory.resolve("log.jsonl");
        Files.writeString(
                log, "{\"content\":\"Working on it.\",\"role\":\"assistant\"}\n".repeat(70));

        terminal.done("import", "--agent=deployer", "--mode=procedure", log.toString());

        assertThat(terminal.done("list", "--agent=deployer").replaceAll("\\s+", " "))
                .containsOnlyOnce("1. Did a bit")
                .contains("a bit ".repeat(69) + "a bit");
    }

    private String gif() throws IOException {
        return Files.writeString(directory.resolve("hive.gif"), "GIF89a...").toString();
    }

    @Test
    void an_image_is_put_into_words_by_a_model_that_sees() throws IOException {
        terminal.environment(model.seeingChat());
        model.drawing("a white hive", "Ana has a white hive");

        assertThat(add("Look!", "--image", gif())).contains("remembered  Ana has a white hive");
        assertThat(model.shown()).isEqualTo("data:image/gif;base64,R0lGODlhLi4u");
    }

    @Test
    void an_image_may_be_an_address_and_come_without_a_word() {
        terminal.environment(model.seeingChat());

        String plan =
                terminal.done(
                        "add",
                        "--user=ana",
                        "--image=https://localhost:1/a.png",
                        "--dry-run",
                        "--json");

        assertThat(plan).contains("\"[image: a white hive]\"");
        assertThat(model.shown()).isEqualTo("https://localhost:1/a.png");
    }

    @Test
    void a_model_that_does_not_see_is_shown_nothing_and_the_caption_is_kept() throws IOException {
        String done = add("Look!", "--image", gif(), "--caption", "my hive");

        assertThat(done).contains("no model put the image into words");
        assertThat(terminal.done("export")).contains("Look!\\n[image: my hive]");
        assertThat(model.shown()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--image=http://localhost/a.png",
                "--image=nowhere.png",
                "--image=https://",
                "--caption=hive Look!",
                "--category=pets",
            })
    void an_image_that_is_none_and_an_add_of_nothing_are_refused(String options) {
        Said said = terminal.run(("add --user=ana " + options).split(" "));

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(data).doesNotExist();
    }

    @Test
    void wishes_that_nobody_would_heed_are_refused() {
        Said said = terminal.run("add", "--user=ana", "--mode=local", "--language=pt", SAID);

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("for a language model");
    }

    @Test
    void a_wish_of_a_category_is_told_to_the_model() throws IOException {
        String plan = add(SAID, "--dry-run", "--json", "--category-names", "pets,home");

        assertThat(JSON.readTree(plan).at("/options/settings/categories").properties()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"list --user ana", "stats", "check", "export", "quarantine list --user ana"})
    void what_needs_no_model_does_not_fail_because_of_one(String line) {
        add(SAID);
        terminal.environment(BROKEN);

        assertThat(terminal.run(line.split(" ")).exitCode()).isZero();
        assertThat(terminal.run("add", "--user", "ana", SAID).err()).contains("nobody", "provider");
    }

    @Test
    void what_needs_no_vectors_works_while_the_embedder_that_made_them_is_down() {
        terminal.environment(model.embedding());
        add(SAID, "--mode", "verbatim");
        assertThat(terminal.done("search", "--user", "ana", "bees")).contains("I keep bees");
        model.down(true);

        assertThat(terminal.done("list", "--user", "ana")).contains("I keep bees");
        assertThat(terminal.run("search", "--user", "ana", "bees").exitCode()).isEqualTo(4);
        terminal.environment(Map.of());
        assertThat(terminal.done("stats")).contains("openai-compatible/small, 64 dimensions");
    }

    @Test
    void a_directory_changes_to_the_configured_embedder_by_its_name() {
        terminal.environment(Map.of());
        add(SAID, "--mode", "verbatim");
        terminal.environment(model.embedding());

        Said said = terminal.run("search", "--user", "ana", "bees");

        assertThat(said.err()).contains("reindex --embedder openai-compatible/small");
        terminal.done("reindex", "--embedder", "openai-compatible/small");
        assertThat(terminal.done("search", "--user", "ana", "bees")).contains("I keep bees");
    }

    @Test
    void a_dry_run_shows_decisions_reasons_words_and_cost_and_keeps_nothing() {
        assertThat(add(SAID, "--dry-run"))
                .contains(
                        "would remember  Ana keeps bees",
                        "from \"I keep bees\"",
                        "100 tokens of prompt",
                        "7 of answer");
        assertThat(terminal.done("list", "--user", "ana")).contains("Nothing here.");
    }

    @Test
    void a_plan_is_carried_out_once() {
        String plan = add(SAID, "--dry-run", "--json");
        model.down(true);

        assertThat(terminal.input(plan).done("apply", "-")).contains("remembered  Ana keeps bees");
        assertThat(terminal.done("list", "--user", "ana")).contains("Ana keeps bees");
        assertThat(terminal.input(plan).run("apply", "-").exitCode()).isEqualTo(3);
    }

    @Test
    void what_is_no_plan_is_refused_and_makes_no_directory() {
        Said said = terminal.input("{\"plan\":1}").run("apply", "-");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("no value at the key 'scope'");
        assertThat(data).doesNotExist();
    }

    @Test
    void what_is_held_for_review_is_listed_with_its_words_and_accepted_or_rejected()
            throws IOException {
        model.drawing("I own a boat", "Ana owns a boat");
        assertThat(add(SAID, "--review")).contains("held  Ana keeps bees");
        add("I own a boat.", "--review");

        assertThat(terminal.done("list", "--user", "ana")).contains("Nothing here.");
        assertThat(terminal.done("quarantine", "list", "--user", "ana"))
                .contains("awaits-review  Ana keeps bees", "from \"I keep bees\"", ", since 20");
        JsonNode held =
                JSON.readTree(terminal.done("quarantine", "list", "--user", "ana", "--json"))
                        .path("results");
        assertThat(held.findValuesAsText("quote")).contains("I keep bees", "I own a boat");
        assertThat(terminal.done("quarantine", "reject", held.at("/1/id").asText()))
                .contains("Rejected");
        assertThat(terminal.done("quarantine", "accept", held.at("/0/id").asText()))
                .contains("remembered");
        assertThat(terminal.done("quarantine", "list", "--user", "ana"))
                .contains("Nothing is held.");
        assertThat(terminal.run("quarantine").exitCode()).isEqualTo(2);
        assertThat(terminal.run("quarantine", "reject", held.at("/1/id").asText()).exitCode())
                .isEqualTo(2);
    }

    @Test
    void what_was_said_while_the_model_was_down_is_extracted_when_it_is_back() {
        model.down(true);
        assertThat(add(SAID)).doesNotContain("remembered");

        assertThat(terminal.done("search", "--user", "ana", "bees"))
                .contains("Nothing found", "1 turn waits for extraction");
        Said waiting = terminal.run("extract", "--pending");
        assertThat(waiting.exitCode()).isEqualTo(4);
        assertThat(waiting.out())
                .contains("Completed 0 adds; 1 turn still waits", "openai-compatible/small", "503");
        model.down(false);
        assertThat(terminal.done("extract", "--pending"))
                .contains("Completed 1 add; nothing waits");
        assertThat(terminal.done("list", "--user", "ana")).contains("Ana keeps bees");
    }

    @Test
    void a_dry_run_leaves_alone_what_waits() {
        add(SAID, "--later");

        add("I own a boat.", "--dry-run");

        assertThat(terminal.done("stats")).contains("turns that wait for extraction  1");
        assertThat(terminal.run("add", "--user", "ana", "--later", "--dry-run", SAID).exitCode())
                .isEqualTo(2);
    }

    @Test
    void adds_for_later_ask_no_model_until_what_waits_is_extracted() {
        model.drawing("I own a boat", "Ana owns a boat").down(true);
        assertThat(add(SAID, "--later")).contains("kept, and to be extracted later");
        assertThat(add("I own a boat.", "--later", "--json")).contains("\"deferred\"");
        assertThat(terminal.done("list", "--user", "ana")).contains("Nothing here.");
        assertThat(terminal.done("stats")).contains("turns that wait for extraction  2");
        model.down(false);

        assertThat(terminal.done("extract", "--pending"))
                .contains("Completed 2 adds; nothing waits");

        assertThat(terminal.done("list", "--user", "ana"))
                .contains("Ana keeps bees", "Ana owns a boat");
    }

    @Test
    void what_waits_for_a_model_that_is_not_configured_any_more_says_so() {
        model.down(true);
        add(SAID);
        terminal.environment(Map.of());

        assertThat(terminal.run("extract", "--pending").out())
                .contains("no language model is configured");
    }

    private String add(String text, String... options) {
        String[] all = new String[options.length + 4];
        System.arraycopy(options, 0, all, 3, options.length);
        all[0] = "add";
        all[1] = "--user";
        all[2] = "ana";
        all[all.length - 1] = text;
        return terminal.done(all);
    }
}
