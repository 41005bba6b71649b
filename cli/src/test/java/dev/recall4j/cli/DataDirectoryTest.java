package dev.recall4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.recall4j.cli.Terminal.Said;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class DataDirectoryTest {

    private static final String ID = "00000000-0000-7000-8000-000000000000";

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search --user ana bees",
                "context --user ana bees",
                "list --user ana",
                "get " + ID,
                "history " + ID,
                "update --text new " + ID,
                "delete " + ID,
                "delete-all --user ana --yes",
                "erase --user ana --yes",
                "export",
                "stats",
                "check",
                "reindex",
            })
    void a_command_that_needs_memories_makes_no_directory(String line) {
        Path mistyped = directory.resolve("memroy");

        Said said = new Terminal(mistyped).run(line.split(" "));

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err())
                .isEqualTo(
                        "recall4j: No memories are kept in %s; check --data, or add something first.\n"
                                .formatted(mistyped));
        assertThat(mistyped).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "add bees",
                "add --user * bees",
                "add --user ana --category \u0000 bees",
                "add --user ana --mode model bees",
                "import --user ana --conversation conv-26 -",
                "import --user ana /nowhere/at/all.jsonl",
                "restore /nowhere/at/all.jsonl",
            })
    void a_first_command_that_is_refused_makes_no_directory(String line) {
        Path wanted = directory.resolve("memory");

        assertThat(new Terminal(wanted).run(line.split(" ")).exitCode()).isEqualTo(2);
        assertThat(wanted).doesNotExist();
    }

    @Test
    void an_import_of_what_is_none_makes_no_directory() {
        Path wanted = directory.resolve("memory");
        Terminal terminal = new Terminal(wanted);
        terminal.input("this\nis\nno\nfile\nof\nturns\n");

        assertThat(terminal.run("import", "--user", "ana", "-").exitCode()).isEqualTo(2);
        assertThat(wanted).doesNotExist();
    }

    @Test
    void an_import_with_a_model_that_is_not_there_makes_no_directory() {
        Path wanted = directory.resolve("memory");
        Terminal terminal = new Terminal(wanted).input("{\"content\":\"one\"}\n");

        Said said = terminal.run("import", "--user", "ana", "--mode", "model", "-");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("none is configured", "use verbatim or local");
        assertThat(wanted).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello\n", "{\"type\":\"turn\"}\n"})
    void a_restore_of_what_is_no_export_makes_no_directory(String rest) {
        Path wanted = directory.resolve("memory");
        String start = "{\"type\":\"recall4j-export\",\"version\":1}\n";

        Said said = new Terminal(wanted).input(start + rest).run("restore", "-");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(wanted).doesNotExist();
    }

    @Test
    void a_blank_directory_is_not_taken_for_the_current_one() {
        Said said = new Terminal(Path.of("")).run("add", "--user", "ana", "bees");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("The data directory is blank");
    }

    @Test
    void a_directory_of_something_else_is_left_as_it_is() throws IOException {
        Path note = Files.writeString(directory.resolve("note.txt"), "not a memory");

        Said said = new Terminal(directory).run("stats", "--json");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(JsonMapper.builder().build().readTree(said.err()).at("/error/code").textValue())
                .isEqualTo("not-found");
        assertThat(directory).isDirectoryContaining(note::equals);
        assertThat(directory.toFile().list()).hasSize(1);
    }

    @Test
    void a_file_in_place_of_the_directory_is_named() throws IOException {
        Path file = Files.writeString(directory.resolve("memory.db"), "");

        for (String command : new String[] {"stats", "demo"}) {
            Said said = new Terminal(file).run(command);

            assertThat(said.exitCode()).isEqualTo(2);
            assertThat(said.err()).contains(file + " is a file; give a directory with --data.");
        }
    }

    @Test
    void the_usual_directory_is_that_of_the_variable_else_in_the_home_a_shell_knows() {
        Map<String, String> environment = Map.of("HOME", "/home/ana", "RECALL4J_HOME", "/mnt/m");

        assertThat(DataDirectory.of(Path.of("given"), environment).path())
                .isEqualTo(Path.of("given"));
        assertThat(DataDirectory.of(null, environment).path()).isEqualTo(Path.of("/mnt/m"));
        assertThat(DataDirectory.of(null, Map.of("HOME", "/home/ana", "RECALL4J_HOME", "")).path())
                .isEqualTo(Path.of("/home/ana/.recall4j"));
        assertThat(DataDirectory.of(null, Map.of()).path())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".recall4j"));
    }
}
