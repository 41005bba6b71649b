package dev.recall4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.cli.Terminal.Said;
import dev.recall4j.model.Field;
import dev.recall4j.model.Filter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class HelpTest {

    private static final Path PAGE = Path.of("..", "docs", "cli.md");
    private static final Path EXPECTED_PAGE = Path.of("target", "cli.md");

    private final Terminal terminal = new Terminal(Path.of("unused"));

    static Stream<String> commands() {
        return Terminal.anyCommandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_explains_itself_in_100_columns(String command) {
        Said said = terminal.runBare(command, "--help");

        assertThat(said.exitCode()).isZero();
        assertThat(said.out()).contains("Usage: recall4j " + command);
        assertThat(said.out().lines()).allMatch(line -> line.length() <= Recall4jCommand.WIDTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"search", "list"})
    void all_that_a_filter_can_say_is_in_the_help(String command) {
        String help = terminal.runBare(command, "--help").out();

        assertThat(help.substring(help.indexOf("Operators: "), help.indexOf("Fields: ")))
                .containsSubsequence(
                        Stream.of(Filter.Operator.values()).map(Filter.Operator::code).toList());
        assertThat(help.substring(help.indexOf("Fields: ")))
                .containsSubsequence(Stream.of(Field.OfMemory.values()).map(Field::key).toList());
    }

    @Test
    void the_page_of_commands_is_what_help_says() throws IOException {
        String page = page();
        Files.writeString(EXPECTED_PAGE, page);

        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("copy cli/target/cli.md to docs/cli.md")
                .isEqualTo(page);
    }

    @Test
    void without_a_command_it_says_what_to_do() {
        Said said = terminal.runBare();

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("Give a command", "recall4j --help");
    }

    @Test
    void a_mistyped_command_suggests_the_near_one() {
        Said said = terminal.runBare("serach");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err())
                .startsWith("recall4j: Unknown command 'serach'; did you mean search?");
    }

    @Test
    void a_mistyped_option_suggests_the_near_one() {
        Said said = terminal.runBare("search", "--user", "ana", "--limti", "3", "bees");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err())
                .startsWith("recall4j: Unknown option '--limti'; did you mean --limit?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "search", "context"})
    void a_text_without_quotes_is_told_to_be_put_in_quotes(String command) {
        Said said = terminal.runBare(command, "I", "live", "in", "Porto", "--user", "ana");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("put it in quotes: recall4j " + command + " \"...\"");
    }

    @Test
    void a_word_too_much_is_named() {
        assertThat(terminal.runBare("stats", "please").err())
                .contains("'please' is too much for stats");
    }

    @Test
    void a_value_of_the_wrong_kind_is_told_what_was_expected() {
        assertThat(terminal.runBare("search", "--limit", "abc", "bees").err())
                .startsWith("recall4j: --limit: expected a whole number, found 'abc'\n");
        assertThat(terminal.runBare("search", "--threshold", "high", "bees").err())
                .startsWith("recall4j: --threshold: expected a number, found 'high'\n");
        assertThat(terminal.runBare("add", "--mode", "guess", "text").err())
                .startsWith(
                        "recall4j: --mode: 'guess' is none of verbatim, local, model, procedure\n");
    }

    @Test
    void a_text_that_looks_like_an_option_is_told_to_stand_behind_two_hyphens() {
        String hint = "put -- before a text that begins with -";

        assertThat(terminal.runBare("add", "--user", "ana", "-5 degrees").err()).contains(hint);
        assertThat(terminal.runBare("search", "--user=ana", "-5 degrees", "cold").err())
                .contains(hint);
        assertThat(terminal.runBare("search", "--user=ana", "--limti", "3", "cold").err())
                .doesNotContain(hint);
        assertThat(terminal.runBare("add", "--user=ana").err())
                .contains("TEXT")
                .doesNotContain(hint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search --user ana --filter {team:red} bees",
                "add --user ana --metadata {team:red} bees",
            })
    void json_that_is_none_is_shown_how_it_looks(String line) {
        assertThat(terminal.runBare(line.split(" ")).err()).contains("such as {\"team\":\"red\"}");
    }

    @Test
    void the_demo_names_its_own_data_directory_in_the_help() {
        assertThat(terminal.runBare("demo", "--help").out())
                .containsPattern(
                        "--data=DIR +Data directory, which stays\\. Default: one of its own")
                .doesNotContain("RECALL4J_HOME");
    }

    @Test
    void a_date_alone_is_said_to_be_its_midnight() {
        assertThat(terminal.runBare("search", "--help").out()).contains("00:00 UTC");
        assertThat(terminal.runBare("add", "--help").out()).contains("00:00 UTC");
    }

    @Test
    void the_version_is_known() {
        assertThat(terminal.runBare("--version").out())
                .containsPattern("recall4j \\d+\\.\\d+\\.\\d+")
                .doesNotContain("${");
    }

    @Test
    void the_completion_script_is_one_that_bash_takes() throws Exception {
        String script = terminal.runBare("completion").out();
        Process bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        try (var in = bash.outputWriter()) {
            in.write(script);
        }
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(bash.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(bash.exitValue()).isZero();
        assertThat(script).contains("newest-first", "delete-all");
    }

    private String page() {
        CommandLine root = Terminal.anyCommandLine();
        List<String> chapters = chapters("", root).toList();
        return """
        # The command line

        What `recall4j --help` and `recall4j COMMAND --help` say. Results go to standard output, everything else (logs, progress,
        errors, questions) to standard error; with `--json`, standard output holds one line of JSON and an error is one line
        `{"error":{"code":"...","message":"..."}}` on standard error.

        ```
        %s```

        %s\
        """
                .formatted(root.getUsageMessage(), String.join("\n", chapters));
    }

    private static Stream<String> chapters(String before, CommandLine command) {
        return command.getSubcommands().entrySet().stream()
                .filter(entry -> !entry.getKey().equals("help"))
                .flatMap(entry -> {
                    String name = before + entry.getKey();
                    return Stream.concat(
                            Stream.of(chapter(name, entry.getValue())),
                            chapters(name + " ", entry.getValue()));
                });
    }

    private static String chapter(String name, CommandLine command) {
        return "## %s\n\n```\n%s```\n".formatted(name, command.getUsageMessage());
    }
}
