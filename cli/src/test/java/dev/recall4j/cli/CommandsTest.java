package dev.recall4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.recall4j.Memories;
import dev.recall4j.cli.Terminal.Said;
import dev.recall4j.model.UnavailableException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class CommandsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String UNKNOWN_ID = "00000000-0000-7000-8000-000000000000";

    @TempDir private Path data;
    private Terminal terminal;

    @BeforeEach
    void open() {
        terminal = new Terminal(data);
    }

    @Test
    void what_is_added_is_found_with_score_date_text_and_id() {
        String id = remember("Ana keeps bees.", "--at", "2024-05-08T12:30+02:00");

        String found = terminal.done("search", "--user", "ana", "who keeps bees");

        assertThat(found).containsPattern("0\\.\\d\\d  2024-05-08  Ana keeps bees\\.").contains(id);
    }

    @Test
    void an_add_that_changes_nothing_says_why() {
        remember("Ana keeps bees.");

        assertThat(add("ana keeps BEES!")).contains("known already");
    }

    @Test
    void a_text_may_come_from_standard_input() {
        terminal.input("Ana keeps bees.\n");

        terminal.done("add", "--user", "ana", "--mode", "verbatim", "-");

        assertThat(terminal.done("list", "--user", "ana")).contains("Ana keeps bees.");
    }

    @Test
    void a_text_from_standard_input_that_is_too_long_is_refused_before_it_is_read_whole() {
        terminal.input("x".repeat(1_000_000));

        Said said = terminal.run("add", "--user", "ana", "-");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("more than the 100,000 characters");
    }

    @Test
    void a_text_that_begins_with_a_hyphen_stands_behind_two() throws IOException {
        String[] before = {"add", "--user", "ana", "--mode", "verbatim", "--data", data.toString()};
        List<String> add = new ArrayList<>(List.of(before));
        add.addAll(List.of("--", "-5 degrees"));

        assertThat(terminal.runBare(add.toArray(String[]::new)).exitCode()).isZero();
        assertThat(results("list", "--user", "ana")).containsExactly("-5 degrees");
    }

    @Test
    void what_was_superseded_is_labelled_and_can_be_left_out() throws IOException {
        hearLocally("2026-04-01T10:00:00Z", "I live in Lisbon.");
        hearLocally("2026-05-01T10:00:00Z", "I moved to Porto.");

        assertThat(terminal.done("search", "--user", "ana", "Lisbon Porto"))
                .contains("Lisbon", ", until 2026-05-01, superseded");
        assertThat(results("search", "--user", "ana", "Lisbon Porto")).hasSize(2);
        assertThat(results("search", "--user", "ana", "--superseded", "leave-out", "Lisbon Porto"))
                .hasSize(1)
                .allMatch(text -> text.contains("Porto"));
        assertThat(terminal.done("context", "--user", "ana", "Lisbon Porto"))
                .doesNotContain("Lisbon");
        assertThat(terminal.done("context", "--user=ana", "--superseded=include", "Lisbon Porto"))
                .contains("(until 2026-05-01, superseded)");
    }

    @Test
    void what_was_not_known_yet_is_neither_found_nor_listed_nor_shown() throws IOException {
        String id = remember("Ana keeps bees.");

        assertThat(results("search", "--user=ana", "--known-at=2024-05-08", "bees")).isEmpty();
        assertThat(results("search", "--user=ana", "--known-at=2999-05-08", "bees")).hasSize(1);
        assertThat(results("list", "--user=ana", "--known-at=2024-05-08")).isEmpty();
        assertThat(results("list", "--user=ana", "--known-at=2999-05-08")).hasSize(1);
        assertThat(terminal.run("get", "--known-at=2024-05-08", id).exitCode()).isEqualTo(2);
        assertThat(terminal.done("get", "--known-at=2999-05-08", id)).contains("Ana keeps bees.");
    }

    @Test
    void a_memory_is_explained_with_its_turn_and_what_took_its_place() throws IOException {
        hearLocally("2026-04-01T10:00:00Z", "I live in Lisbon.");
        hearLocally("2026-05-01T10:00:00Z", "I moved to Porto.");
        JsonNode old = json("list", "--user=ana", "--status=superseded").at("/results/0");

        assertThat(terminal.done("explain", old.path("id").textValue()))
                .contains(
                        "Drawn by local/",
                        "\"I live in Lisbon.\"",
                        "superseded",
                        "Its place was taken by",
                        "Porto");
        JsonNode explained = json("explain", old.path("id").textValue());
        assertThat(explained.at("/turns/0/text").textValue()).isEqualTo("I live in Lisbon.");
        assertThat(explained.at("/newer/0/id")).isEqualTo(old.path("supersededBy"));
        assertThat(terminal.run("explain", UNKNOWN_ID).exitCode()).isEqualTo(2);
    }

    @Test
    void an_explanation_tells_where_the_memory_was_recalled() throws IOException {
        String id = remember("Ana keeps bees.");
        assertThat(terminal.done("explain", id)).contains("Not recalled, as far as is noted");
        assertThat(json("explain", id).at("/recalls/times").intValue()).isZero();

        terminal.done("search", "--user", "ana", "bees");
        terminal.done("context", "--user", "ana", "bees");

        assertThat(terminal.done("explain", id))
                .containsPattern("Recalled 2 times, first \\S+Z, last \\S+Z")
                .containsPattern("Z  context  rank 1, score 0\\.\\d\\d, asked about user ana")
                .containsPattern("Z  search   rank 1, score 0\\.\\d\\d, asked about user ana");
        JsonNode recalls = json("explain", id).path("recalls");
        assertThat(recalls.path("times").intValue()).isEqualTo(2);
        assertThat(recalls.at("/latest/0/use").textValue()).isEqualTo("context");
        assertThat(recalls.at("/latest/1/use").textValue()).isEqualTo("search");
        assertThat(recalls.at("/latest/1/scope/user").textValue()).isEqualTo("ana");
    }

    private void hearLocally(String at, String text) {
        terminal.done("add", "--user=ana", "--name=Ana", "--mode=local", "--at", at, text);
    }

    @Test
    void a_search_without_results_says_why() {
        terminal.done("add", "--user", "bob", "--mode", "verbatim", "Bob keeps hens.");

        assertThat(terminal.done("search", "--user", "ana", "bees"))
                .contains("Nothing found.")
                .containsIgnoringCase("nothing is stored");
    }

    @Test
    void json_of_a_search_is_one_line_of_the_promised_form() throws IOException {
        remember("Ana keeps bees.", "--metadata", "{\"n\":1}", "--category", "hobby");

        String out = terminal.done("search", "--user", "ana", "--json", "--explain", "bees");

        JsonNode result = JSON.readTree(out).path("results").path(0);
        assertThat(out.lines()).hasSize(1);
        assertThat(result.path("memory").textValue()).isEqualTo("Ana keeps bees.");
        assertThat(result.path("metadata").path("n").intValue()).isEqualTo(1);
        assertThat(result.path("categories").path(0).textValue()).isEqualTo("hobby");
        assertThat(result.path("sources").path(0).path("text").textValue())
                .isEqualTo("Ana keeps bees.");
        assertThat(result.path("explain").path("keyword").path("rank").intValue()).isEqualTo(1);
        assertThat(JSON.readTree(out).at("/explanation/found/keyword").intValue()).isEqualTo(1);
    }

    @Test
    void an_explained_search_says_what_was_found_judged_and_kept_out() throws IOException {
        remember("Ana keeps bees.");
        remember("Ana keeps brown bees.", "--expires", "2001-01-01");
        remember("Ana keeps hens.", "--category", "farm");

        String[] search = {
            "search",
            "--user",
            "ana",
            "--explain",
            "--threshold",
            "0.01",
            "--filter",
            "{\"not\":{\"categories\":\"farm\"}}",
            "bees"
        };

        assertThat(terminal.done(search))
                .contains("Found by dense: 1, by keyword: 1\n")
                .contains(
                        "Judged, with what was said around them: 1;"
                                + " of these 0 scored less than 0.01, or nothing\n")
                .contains("1 memory that could be found, 1 expired, 1 kept out by the filter\n");
    }

    @Test
    void memories_fade_in_a_search_if_that_is_asked_for() {
        remember("Ana keeps bees.", "--at", "2001-05-08");
        remember("Bees: Ana keeps them.", "--at", "2002-05-08", "--category", "pinned");

        assertThat(terminal.done("search", "--user", "ana", "--explain", "bees"))
                .doesNotContain("freshness");
        assertThat(
                        terminal.done(
                                "search",
                                "--user",
                                "ana",
                                "--explain",
                                "--half-life",
                                "30d",
                                "bees"))
                .contains("freshness gave 0.00 (raw 0.00, rank -)", "(raw 1.00, rank -)");
        assertThat(terminal.done("context", "--user", "ana", "--half-life", "1y", "bees"))
                .contains("Ana keeps bees.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "30", "d", "-1d", "hobby=", "0h", "101y", "hobby=1y"})
    void a_half_life_that_is_none_is_refused(String halfLife) {
        remember("Ana keeps bees.");

        Said said = terminal.run("search", "--user", "ana", "--half-life", halfLife, "bees");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).containsIgnoringCase("half-life");
    }

    @Test
    void what_expired_is_erased_when_told_to() throws IOException {
        remember("Ana keeps bees.", "--expires", "2001-01-01");
        remember("Ana keeps hens.");

        assertThat(terminal.run("erase-expired", "--after", "0d").exitCode()).isEqualTo(2);
        assertThat(terminal.done("erase-expired", "--after", "0d", "--yes", "--tenant", "a"))
                .isEqualTo("Erased 0 memories and 0 turns\n");
        assertThat(terminal.done("erase-expired", "--after", "99y", "--yes"))
                .isEqualTo("Erased 0 memories and 0 turns\n");
        assertThat(terminal.done("erase-expired", "--after", "0d", "--yes"))
                .isEqualTo("Erased 1 memory and 1 turn\n");
        assertThat(results("search", "--user", "ana", "Ana keeps"))
                .containsExactly("Ana keeps hens.");
    }

    @Test
    void limit_threshold_and_filter_narrow_a_search() throws IOException {
        remember("Ana keeps bees.", "--metadata", "{\"team\":\"red\"}");
        remember("Ana keeps brown bees.", "--metadata", "{\"team\":\"blue\"}");

        assertThat(results("search", "--user", "ana", "--limit", "1", "bees")).hasSize(1);
        assertThat(results("search", "--user", "ana", "--threshold", "1", "honey bees")).isEmpty();
        assertThat(results("search", "--user", "ana", "--filter", "{\"team\":\"red\"}", "bees"))
                .containsExactly("Ana keeps bees.");
    }

    @Test
    void a_search_as_of_a_time_before_anything_was_said_finds_nothing() throws IOException {
        remember("Ana keeps bees.", "--at", "2024-05-08");

        assertThat(results("search", "--user", "ana", "--as-of", "2024-05-07", "bees")).isEmpty();
        assertThat(results("search", "--user", "ana", "--as-of", "2024-05-09", "bees")).hasSize(1);
    }

    @Test
    void tenants_do_not_see_each_other() throws IOException {
        remember("Ana keeps bees.");

        assertThat(results("list", "--user", "ana", "--tenant", "other")).isEmpty();
    }

    @Test
    void a_list_is_walked_page_by_page() throws IOException {
        remember("Ana keeps bees.");
        remember("Ana keeps hens.");
        remember("Ana keeps goats.");
        List<String> walked = new ArrayList<>();
        String[] page = {"list", "--user", "ana", "--order", "oldest-first", "--limit", "2"};

        JsonNode first = json(page);
        texts(first).forEach(walked::add);
        JsonNode second =
                json(
                        "list",
                        "--user",
                        "ana",
                        "--order",
                        "oldest-first",
                        "--limit",
                        "2",
                        "--cursor",
                        first.path("next").textValue());
        texts(second).forEach(walked::add);

        assertThat(walked)
                .containsExactly("Ana keeps bees.", "Ana keeps hens.", "Ana keeps goats.");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void a_context_is_its_text_alone_on_standard_output() {
        remember("Ana keeps bees.");

        Said said = terminal.run("context", "--user", "ana", "--tokens", "100", "bees");

        assertThat(said.out()).contains("Ana keeps bees.").doesNotContain("tokens");
        assertThat(said.err()).contains("tokens, 1 memory\n");
    }

    @Test
    void a_context_says_how_many_turns_stand_beside_its_memories() throws IOException {
        terminal.done("add", "--user", "ana", "--name", "Ben", "Who keeps bees?");
        terminal.done("add", "--user", "ana", "--name", "Ana", "I keep bees.");

        Said said = terminal.run("context", "--user", "ana", "--tokens", "100", "bees");
        String json = terminal.done("context", "--user", "ana", "--json", "bees");

        assertThat(said.out()).contains("- Ben: Who keeps bees?\n- Ana keeps bees.");
        assertThat(said.err()).contains("tokens, 1 memory, 1 turn beside them\n");
        JsonNode lines = JSON.readTree(json).path("lines");
        assertThat(lines.path(0).path("turn").textValue()).isNotEmpty();
        assertThat(lines.path(1).has("turn")).isFalse();
        assertThat(lines.path(0).path("id")).isEqualTo(lines.path(1).path("id"));
    }

    @Test
    void a_context_of_nothing_says_what_there_is_instead() {
        remember("Ana keeps bees.", "--metadata", "{\"team\":\"red\"}");

        Said said = terminal.run("context", "--user", "ana", "--tokens", "1", "bees");

        assertThat(said.out()).isEmpty();
        assertThat(said.err())
                .isEqualTo(
                        "Nothing to put into a prompt.\n1 memory found, but the token budget is used up\n");
    }

    @Test
    void a_signal_that_did_not_find_a_memory_has_no_rank() {
        remember("Ana keeps bees.");

        assertThat(terminal.done("search", "--user", "ana", "--explain", "keepsake"))
                .contains("dense gave", "rank 1)", "keyword gave 0.00 (raw 0.00, rank -)");
    }

    @Test
    void categories_are_given_with_commas_or_one_by_one() throws IOException {
        String id = remember("Ana keeps bees.", "--category", "hobby,home", "--category", "bees");
        assertThat(categories(id)).containsExactly("bees", "hobby", "home");

        terminal.done("update", id, "--category", "work", "--category", "farm,bees");
        assertThat(categories(id)).containsExactly("bees", "farm", "work");
    }

    @Test
    void an_update_changes_only_what_is_given_and_history_tells() {
        String id = remember("Ana keeps bees.", "--expires", "2999-01-01");

        assertThat(terminal.done("update", id, "--text", "Ana keeps hens."))
                .contains("Ana keeps hens.", "expires 2999-01-01");
        assertThat(terminal.done("update", id, "--no-expiry")).doesNotContain("expires");
        assertThat(terminal.done("history", id))
                .containsSubsequence(
                        "added", "updated", "was  Ana keeps bees.", "now  Ana keeps hens.");
    }

    @Test
    void a_deleted_memory_is_shown_by_its_id_and_in_a_list_of_its_status_only() throws IOException {
        String id = remember("Ana keeps bees.");

        terminal.done("delete", id);

        assertThat(terminal.done("get", id)).contains("Ana keeps bees.", "retracted", "user ana");
        assertThat(results("list", "--user", "ana")).isEmpty();
        assertThat(results("list", "--user", "ana", "--status", "retracted,expired")).hasSize(1);
    }

    @Test
    void what_cannot_be_taken_back_is_refused_where_nobody_can_be_asked() throws IOException {
        remember("Ana keeps bees.");

        for (String command : List.of("erase", "delete-all")) {
            Said said = terminal.run(command, "--user", "ana");
            assertThat(said.exitCode()).isEqualTo(2);
            assertThat(said.err()).contains("--yes");
        }
        assertThat(results("list", "--user", "ana")).hasSize(1);
    }

    @Test
    void what_cannot_be_taken_back_is_asked_first() throws IOException {
        remember("Ana keeps bees.");

        Said no = terminal.interactive("\n").run("delete-all", "--user", "ana");
        assertThat(no.exitCode()).isEqualTo(2);
        assertThat(no.err()).contains("every memory of user ana in tenant default", "[y/N]");
        assertThat(results("list", "--user", "ana")).hasSize(1);

        assertThat(terminal.interactive("y\n").done("delete-all", "--user", "ana"))
                .contains("Retracted 1 memory\n");
        assertThat(results("list", "--user", "ana")).isEmpty();
    }

    @Test
    void an_erased_scope_is_gone_from_get_too() {
        String id = remember("Ana keeps bees.");

        assertThat(terminal.done("erase", "--user", "ana", "--yes"))
                .contains("Erased 1 memory and 1 turn\n");
        assertThat(terminal.run("get", id).exitCode()).isEqualTo(2);
    }

    @Test
    void one_memory_is_erased_by_its_id_and_not_together_with_a_scope() throws IOException {
        String id = remember("Ana keeps bees.");
        remember("Ana keeps hens.");

        assertThat(terminal.run("erase", id, "--user", "ana", "--yes").exitCode()).isEqualTo(2);
        terminal.done("erase", id, "--yes");

        assertThat(results("list", "--user", "ana")).containsExactly("Ana keeps hens.");
    }

    @Test
    void stats_check_and_reindex_say_what_there_is() throws IOException {
        remember("Ana keeps bees.");

        assertThat(json("stats").path("memories").path("active").intValue()).isEqualTo(1);
        assertThat(terminal.done("stats")).containsPattern("memories, active +1\n");
        assertThat(terminal.done("check")).contains("journal: sound", "index: sound, 1 memory, ");
        assertThat(terminal.done("reindex")).contains("The index is new");
        assertThat(results("search", "--user", "ana", "bees")).hasSize(1);
    }

    @Test
    void ids_of_any_script_and_punctuation_are_taken_literally() throws IOException {
        String odd = "%&=:/{}'\"\u05D0\uD83D\uDE00";

        terminal.done("add", "--user", odd, "--mode", "verbatim", "Ana keeps bees.");

        assertThat(results("list", "--user", odd)).hasSize(1);
        assertThat(results("list", "--user", "%")).isEmpty();
    }

    @Test
    void text_that_could_command_a_terminal_is_shown_without_its_commands() {
        remember("red \u001B[31m alert \u009B2J and\nnew line");

        assertThat(terminal.done("list", "--user", "ana"))
                .contains("alert \uFFFD2J and new line")
                .doesNotContain("\u001B", "\u009B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search bees",
                "search --user * bees",
                "search --user ana --limit 0 bees",
                "search --user ana --limit many bees",
                "search --user ana --threshold 2 bees",
                "search --user ana --filter {\"a\":{\"like\":1}} bees",
                "search --user ana",
                "list --user ana --status lost",
                "list --user ana --order random",
                "list --user ana --cursor nonsense",
                "add --user ana --mode guess text",
                "add --user ana --mode model text",
                "add --user ana --at yesterday text",
                "add --user ana --metadata [] text",
                "context --user ana --tokens 0 bees",
                "get " + UNKNOWN_ID,
                "history " + UNKNOWN_ID,
                "delete " + UNKNOWN_ID,
                "update " + UNKNOWN_ID + " --text new",
                "update " + UNKNOWN_ID,
                "import --user ana /nowhere/at/all.jsonl",
                "import --user ana --conversation conv-26 -",
                "restore /nowhere/at/all.jsonl",
                "stats --user ana",
                "stats --tenant *",
                "remember --user ana text",
            })
    void an_invalid_request_ends_with_2_and_nothing_on_standard_output(String line) {
        remember("Ana keeps bees.");

        Said said = terminal.run(line.split(" "));

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).startsWith("recall4j: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"search --json bees", "search --json --user ana --limit x bees"})
    void errors_are_json_on_standard_error_if_asked(String line) throws IOException {
        remember("Ana keeps bees.");

        Said said = terminal.run(line.split(" "));

        JsonNode error = JSON.readTree(said.err()).path("error");
        assertThat(said.out()).isEmpty();
        assertThat(error.path("code").textValue()).isEqualTo("invalid-request");
        assertThat(error.path("message").textValue()).isNotBlank();
    }

    @Test
    void a_directory_that_is_given_back_in_time_is_waited_for() throws InterruptedException {
        remember("Ana keeps bees.");
        Memories holder = Terminal.QUICK.open(data, Opening.Settings.USUAL);
        CountDownLatch refused = new CountDownLatch(1);
        Thread giving =
                Thread.ofVirtual()
                        .start(() -> {
                            await(refused);
                            holder.close();
                        });

        Said said = terminal.opening(telling(refused).patient(Duration.ofMinutes(1))).run("stats");
        refused.countDown();
        giving.join();

        assertThat(said.exitCode()).isZero();
        assertThat(said.err()).isEmpty();
    }

    @Test
    void a_directory_that_is_not_given_back_is_in_use_when_patience_ends() {
        try (var holder = Terminal.QUICK.open(data, Opening.Settings.USUAL)) {
            assertThat(holder.stats().turns()).isZero();

            Said said = terminal.opening(Terminal.QUICK.patient(Duration.ofMillis(1))).run("stats");

            assertThat(said.exitCode()).isEqualTo(4);
            assertThat(said.err())
                    .contains("close it there, or use another directory. Or try again");
        }
    }

    @Test
    void a_directory_in_use_ends_with_4() {
        try (var holder = Terminal.QUICK.open(data, Opening.Settings.USUAL)) {
            assertThat(holder.stats().turns()).isZero();

            assertThat(terminal.run("stats").exitCode()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"add --user ana bees", "search --user ana bees", "stats", "add --help"})
    void a_result_that_cannot_be_written_ends_with_4(String line) throws IOException {
        remember("Ana keeps bees.");

        Said said = terminal.output(full("No space left on device")).run(line.split(" "));
        Said json =
                terminal.output(full("No space left on device")).run((line + " --json").split(" "));

        assertThat(said.exitCode()).isEqualTo(4);
        assertThat(said.err())
                .startsWith("recall4j: ")
                .contains("could not be written", "No space left on device");
        assertThat(json.exitCode()).isEqualTo(4);
        assertThat(JSON.readTree(json.err()).at("/error/code").textValue())
                .isEqualTo("store-unavailable");
    }

    @Test
    void a_reader_that_wants_no_more_of_a_result_is_no_failure() {
        remember("Ana keeps bees.");

        Said said = terminal.output(full("Broken pipe")).run("list", "--user", "ana");

        assertThat(said.exitCode()).isZero();
        assertThat(said.err()).isEmpty();
    }

    @Test
    void an_export_that_nobody_reads_to_its_end_ends_with_4() {
        remember("Ana keeps bees.");

        Said said = terminal.output(full("Broken pipe")).run("export");

        assertThat(said.exitCode()).isEqualTo(4);
        assertThat(said.err()).contains("could not be written to its end");
    }

    @Test
    void an_add_under_the_id_of_another_text_ends_with_2_and_says_why() {
        remember("Ana keeps bees.", "--id", "own");

        Said said = terminal.run("add", "--user", "ana", "--id", "own", "Ana keeps hens.");
        Said again = terminal.run("add", "--user", "ana", "--id", "own", "Ana keeps bees.");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out()).contains("another text");
        assertThat(again.exitCode()).isZero();
    }

    @Test
    void a_bug_ends_with_5_and_does_not_print_remembered_text() {
        remember("Ana keeps bees.");
        Opening broken =
                (directory, embedder) -> {
                    throw new IllegalStateException("sentinel");
                };

        Said said = terminal.opening(broken).run("stats");

        assertThat(said.exitCode()).isEqualTo(5);
        assertThat(said.err())
                .contains("a bug in Recall4j", "IllegalStateException", "CommandsTest")
                .doesNotContain("sentinel");
    }

    @Test
    void the_demo_answers_eight_questions_within_100_columns() throws IOException {
        Said said = terminal.runBare("demo");

        assertThat(said.exitCode()).isZero();
        assertThat(said.out().lines().filter(line -> line.endsWith("?"))).hasSize(8);
        assertThat(said.out().lines()).allMatch(line -> line.length() <= 100);
        assertThat(said.out()).contains("from Priya: ", "tokens", "less.");
        assertThat(JSON.readTree(terminal.runBare("demo", "--json").out()).path("questions"))
                .hasSize(8);
    }

    private static Opening telling(CountDownLatch refused) {
        return (data, settings) -> {
            try {
                return Terminal.QUICK.open(data, settings);
            } catch (UnavailableException e) {
                refused.countDown();
                throw e;
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Takes nothing. */
    private static OutputStream full(String problem) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(problem);
            }
        };
    }

    private String remember(String text, String... options) {
        List<String> arguments = new ArrayList<>(List.of("add", "--json", "--user", "ana"));
        arguments.addAll(List.of("--mode", "verbatim"));
        arguments.addAll(List.of(options));
        arguments.add(text);
        String added = terminal.done(arguments.toArray(String[]::new));
        try {
            return JSON.readTree(added).path("decisions").path(0).path("id").textValue();
        } catch (IOException e) {
            throw new AssertionError(added, e);
        }
    }

    private String add(String text) {
        return terminal.done("add", "--user", "ana", "--mode", "verbatim", text);
    }

    private JsonNode json(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        return JSON.readTree(terminal.done(all.toArray(String[]::new)));
    }

    private List<String> categories(String id) throws IOException {
        List<String> categories = new ArrayList<>();
        json("get", id).path("categories").forEach(name -> categories.add(name.textValue()));
        return categories;
    }

    private List<String> results(String... arguments) throws IOException {
        return texts(json(arguments));
    }

    private static List<String> texts(JsonNode results) {
        return results.path("results").findValuesAsText("memory");
    }
}
