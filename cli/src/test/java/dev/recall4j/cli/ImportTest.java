package dev.recall4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.recall4j.cli.Terminal.Said;
import dev.recall4j.tck.ChildJvm;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ImportTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir private Path directory;
    private Path data;
    private Terminal terminal;

    @BeforeEach
    void open() {
        data = directory.resolve("data");
        terminal = new Terminal(data);
    }

    @Test
    void bad_lines_are_reported_by_number_and_the_good_ones_kept() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("\uFEFF{\"content\":\"one\"}\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        line(file, "{\"content\":\"two\"");
        line(file, "{\"content\":\"three\",\"tiem\":\"2024-05-08\"}");
        line(file, "{\"content\":\"" + "x".repeat(10_000_000) + "\"}");
        file.writeBytes(new byte[] {'{', (byte) 0xC3, '}', '\n'});
        line(file, "{\"content\":\"half a pair \\ud83d\"}");
        line(file, "{\"content\":\"four\",\"user\":\"*\"}");
        line(file, "{\"content\":\"five\"}");

        Said said = terminal.input(file.toByteArray()).run(verbatim("-", "--user", "ana"));

        JsonNode done = JSON.readTree(said.out());
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(done.path("turns").intValue()).isEqualTo(2);
        assertThat(done.path("badLines").intValue()).isEqualTo(6);
        assertThat(done.path("errors").findValuesAsText("line"))
                .containsExactly("3", "4", "5", "6", "7", "8");
        assertThat(said.err())
                .contains(
                        "line 3: ", "line 4: ", "'tiem'", "line 5: ", "at most 100,000", "line 6: ")
                .contains("UTF-8");
        assertThat(contents()).containsExactly("one", "five");
    }

    @Test
    void a_file_of_something_else_is_refused_in_one_line() {
        Said said =
                terminal.input("# Notes\n\nhello\n".repeat(1_000))
                        .run("import", "-", "--user", "ana");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err().lines()).hasSize(1);
        assertThat(said.err())
                .startsWith("recall4j: This does not look like JSON Lines of turns, such as {")
                .contains("nothing was imported", "Line 1: The JSON");
    }

    @Test
    void a_file_of_something_else_shows_no_progress_on_a_terminal() {
        Said said = terminal.interactive("# Notes\n").run("import", "-", "--user", "ana");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).startsWith("recall4j: This does not look like").doesNotContain("\r");
    }

    @Test
    void bad_lines_before_the_first_turn_are_reported_with_it() throws IOException {
        Said said =
                terminal.input("one\ntwo\n{\"content\":\"three\"}\n")
                        .run("import", "-", "--user", "ana", "--mode", "verbatim");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("line 1: ", "line 2: ");
        assertThat(said.out())
                .contains("Imported 1 turn: 1 new memory,", "2 lines were passed over");
        assertThat(contents()).containsExactly("three");
    }

    @Test
    void turns_of_nobody_are_refused_in_one_line() {
        Said said = terminal.input("{\"content\":\"whose?\"}\n".repeat(1_000)).run("import", "-");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err())
                .isEqualTo(
                        "recall4j: Whose turns are these? Give --user, --agent, --app or --run, or"
                                + " one of them on each line.\n");
    }

    @Test
    void turns_that_say_themselves_whose_they_are_need_no_option() throws IOException {
        String file = "{\"content\":\"one\",\"user\":\"ana\"}\n";

        JsonNode done = JSON.readTree(terminal.input("\n" + file).done(verbatim("-")));

        assertThat(done.path("turns").intValue()).isEqualTo(1);
        assertThat(contents()).containsExactly("one");
    }

    @Test
    void an_empty_file_is_imported_as_nothing() throws IOException {
        assertThat(imported("").path("turns").intValue()).isZero();
    }

    @Test
    void ids_of_a_line_stand_in_place_of_the_options() throws IOException {
        imported("{\"content\":\"one\",\"user\":\"bob\",\"run\":\"r1\"}\n{\"content\":\"two\"}\n");

        assertThat(contents()).containsExactly("two");
        assertThat(terminal.done("list", "--user", "bob", "--run", "r1")).contains("one");
    }

    @Test
    void a_model_that_is_not_there_stops_the_import_and_is_no_bad_line() {
        Said said =
                terminal.input("{\"content\":\"one\"}\n")
                        .run("import", "-", "--user", "ana", "--mode", "model");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).doesNotContain("line 1");
    }

    @Test
    void importing_twice_adds_nothing_twice() throws IOException {
        String file =
                """
                {"content":"yes","time":"2024-05-08T12:00"}
                {"content":"no","id":"own"}
                {"content":"yes","time":"2024-05-08T12:00"}
                """;

        JsonNode first = imported(file);
        JsonNode second = imported(file + "{\"content\":\"maybe\"}\n");

        assertThat(first.path("turns").intValue()).isEqualTo(3);
        assertThat(first.path("memories").intValue()).isEqualTo(2);
        assertThat(second.path("alreadyHeard").intValue()).isEqualTo(3);
        assertThat(second.path("turns").intValue()).isEqualTo(1);
        assertThat(JSON.readTree(terminal.done("stats", "--json")).path("turns").intValue())
                .isEqualTo(4);
    }

    @Test
    void an_id_that_another_text_had_before_is_not_passed_over_without_a_word() throws IOException {
        imported("{\"content\":\"yes\",\"id\":\"own\"}\n");
        terminal.input("{\"content\":\"no\",\"id\":\"own\"}\n{\"content\":\"more\"}\n");

        Said said = terminal.run("import", "--user", "ana", "--mode", "verbatim", "-");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out())
                .contains("Imported 1 turn", "1 turn was passed over: a turn with another text");
    }

    @Test
    void lines_whose_id_another_text_had_before_are_reported_by_number() throws IOException {
        imported("{\"content\":\"yes\",\"id\":\"own\"}\n");
        terminal.input(
                """
                {"content":"before"}
                {"content":"no","id":"own"}

                {"content":"first","id":"twice"}
                {"content":"second","id":"twice"}
                {"content":"behind","user":"bob"}
                """);

        Said said = terminal.run(verbatim("-", "--user", "ana"));

        JsonNode done = JSON.readTree(said.out());
        assertThat(done.path("turns").intValue()).isEqualTo(3);
        assertThat(done.path("idReused").intValue()).isEqualTo(2);
        assertThat(done.path("badLines").intValue()).isZero();
        assertThat(done.path("errors").findValuesAsText("line")).containsExactly("2", "5");
        assertThat(said.err().lines().filter(line -> line.contains("another text")))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("line 2: "),
                        line -> assertThat(line).startsWith("line 5: "));
        assertThat(contents()).containsExactly("yes", "before", "first");
    }

    @Test
    void an_import_that_was_killed_goes_on_where_it_was() throws Exception {
        int turns = 1_000;
        List<String> lines =
                IntStream.range(0, turns)
                        .mapToObj("{\"content\":\"Statement number %d stands here.\"}"::formatted)
                        .toList();
        Process child = child("import", "-", "--user", "ana", "--mode", "verbatim").start();
        try (OutputStream in = child.getOutputStream()) {
            in.write(
                    (String.join("\n", lines.subList(0, turns / 2)) + "\n")
                            .getBytes(StandardCharsets.UTF_8));
            in.flush();
            awaitJournal();
            child.destroyForcibly();
        } catch (IOException e) {
            // The pipe of a killed child is broken when it is closed.
            assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();

        JsonNode rest = imported(String.join("\n", lines));

        int before = rest.path("alreadyHeard").intValue();
        assertThat(before + rest.path("turns").intValue()).isEqualTo(turns);
        JsonNode stats = JSON.readTree(terminal.done("stats", "--json"));
        assertThat(stats.path("turns").intValue()).isEqualTo(turns);
        assertThat(stats.path("memories").path("active").intValue()).isEqualTo(turns);
        assertThat(terminal.done("check")).contains("journal: sound", "index: sound");
    }

    @Test
    void the_command_in_a_process_of_its_own_prints_json_only_and_ends_with_its_code()
            throws Exception {
        Process good =
                child(
                                "add",
                                "--json",
                                "--mode",
                                "verbatim",
                                "--user",
                                "ana",
                                "Ana keeps bees. \uD83D\uDC1D")
                        .start();
        assertThat(JSON.readTree(output(good)).path("decisions")).hasSize(1);
        assertThat(good.exitValue()).isZero();

        Process bad = child("search", "--json", "bees").start();
        assertThat(output(bad)).isEmpty();
        assertThat(bad.exitValue()).isEqualTo(2);
    }

    @Test
    void a_locomo_file_is_imported_conversation_by_conversation() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("locomo.json"),
                        """
                        [{"sample_id":"conv-1","qa":[],"conversation":{
                          "speaker_a":"Ana","speaker_b":"Bo",
                          "session_1_date_time":"1:56 pm on 8 May, 2023",
                          "session_1":[
                            {"speaker":"Ana","dia_id":"D1:1","text":"I keep bees."},
                            {"speaker":"Bo","dia_id":"D1:2","text":"Look!","blip_caption":"a hive"}],
                          "session_2_date_time":"12:09 am on 13 September, 2023",
                          "session_2":[{"speaker":"Bo","dia_id":"D2:1","text":"I keep hens."}]}},
                         {"sample_id":"conv-2","conversation":{
                          "session_1_date_time":"12:30 pm on 1 January, 2024",
                          "session_1":[{"speaker":"Cy","dia_id":"D1:1","text":"I keep goats."}]}}]
                        """);

        terminal.done(verbatim(file.toString(), "--format", "locomo", "--conversation", "conv-1"));

        JsonNode first = JSON.readTree(terminal.done("list", "--json", "--user", "conv-1"));
        assertThat(first.path("results").findValuesAsText("memory"))
                .containsExactlyInAnyOrder(
                        "I keep bees.", "Look! [shares an image: a hive]", "I keep hens.");
        assertThat(first.path("results").findValuesAsText("dia_id"))
                .containsExactlyInAnyOrder("D1:1", "D1:2", "D2:1");
        assertThat(first.toString())
                .contains("2023-05-08T13:56:00Z", "2023-05-08T13:56:01Z", "2023-09-13T00:09:00Z");
        assertThat(terminal.done("list", "--user", "conv-2")).contains("Nothing here");

        JsonNode all =
                JSON.readTree(terminal.done(verbatim(file.toString(), "--format", "locomo")));
        assertThat(all.path("turns").intValue()).isEqualTo(1);
        assertThat(all.path("alreadyHeard").intValue()).isEqualTo(3);
    }

    @Test
    void a_conversation_that_is_not_there_is_refused_with_those_that_are() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("locomo.json"),
                        "[{\"sample_id\":\"conv-1\",\"conversation\":{}}]");

        Said said =
                terminal.run(
                        "import", file.toString(), "--format", "locomo", "--conversation", "x");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("conv-1");
    }

    @Test
    void an_import_can_be_taken_back_and_what_was_said_elsewhere_too_stays() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("notes.jsonl"),
                        "{\"content\":\"one\"}\n{\"content\":\"two\"}\n");
        terminal.done("import", "--user=ana", "--mode=verbatim", file.toString());
        terminal.done("add", "--user=ana", "--mode=verbatim", "ONE!");
        String[] retract = {"retract", "--source", "import:notes.jsonl", "--dry-run"};

        assertThat(terminal.done(retract))
                .contains("Would retract 1 memory of 2 turns", "two", "1 memory kept", "one");
        assertThat(terminal.run("retract", "--source", "import:notes.jsonl").exitCode())
                .isEqualTo(2);
        assertThat(terminal.done("list", "--user=ana")).contains("one", "two");

        retract[3] = "--yes";
        assertThat(terminal.done(retract)).contains("Retracted 1 memory of 2 turns");
        assertThat(terminal.done("list", "--user=ana")).contains("one").doesNotContain("two");
        assertThat(terminal.run("retract", "--source", "import:other", "--yes").exitCode())
                .isEqualTo(2);
    }

    @Test
    void a_turn_can_be_taken_back_by_the_id_it_was_given() {
        terminal.done("add", "--user=ana", "--mode=verbatim", "--id=msg-1", "one");
        terminal.done("add", "--user=bob", "--mode=verbatim", "--id=msg-1", "one");

        terminal.done("retract", "--user=ana", "--source=msg-1", "--yes");

        assertThat(terminal.done("list", "--user=ana")).doesNotContain("one");
        assertThat(terminal.done("list", "--user=bob")).contains("one");
    }

    @Test
    void an_export_restored_elsewhere_exports_the_same() throws IOException {
        imported("{\"content\":\"one\",\"metadata\":{\"n\":1.0}}\n{\"content\":\"two\"}\n");
        terminal.done("add", "--user", "ana", "--mode", "verbatim", "ONE!");
        Path export = directory.resolve("export.jsonl");
        terminal.done("export", export.toString());
        Terminal elsewhere = new Terminal(directory.resolve("elsewhere"));

        elsewhere.done("restore", export.toString());

        List<String> before = unordered(Files.readString(export));
        assertThat(unordered(elsewhere.done("export"))).isEqualTo(before);
        assertThat(before).hasSizeGreaterThan(6);
        assertThat(elsewhere.done("restore", export.toString())).contains("Restored 0 records");
        assertThat(elsewhere.done("search", "--user", "ana", "two")).contains("two");
    }

    @Test
    void an_export_that_was_cut_off_is_not_restored_in_silence() throws IOException {
        imported("{\"content\":\"one\"}\n");
        String export = terminal.done("export");
        String cut = export.substring(0, export.indexOf("{\"type\":\"end\""));

        Said said = new Terminal(directory.resolve("elsewhere")).input(cut).run("restore", "-");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("cut off");
    }

    @Test
    void a_file_that_is_no_export_is_refused_in_one_line() {
        Said said = terminal.input("hello\n").run("restore", "-");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).startsWith("recall4j: The input is no export of Recall4j");
        assertThat(said.err().lines()).hasSize(1);
    }

    /** Revisions are positions in a journal, and differ between two. */
    private static List<String> unordered(String export) {
        return export.lines()
                .map(line -> line.replaceAll("\"revision\":\\d+", ""))
                .sorted()
                .collect(Collectors.toList());
    }

    private JsonNode imported(String text) throws IOException {
        return JSON.readTree(terminal.input(text).done(verbatim("-", "--user", "ana")));
    }

    private List<String> contents() throws IOException {
        return JSON.readTree(
                        terminal.done("list", "--json", "--user", "ana", "--order", "oldest-first"))
                .path("results")
                .findValuesAsText("memory");
    }

    private static String[] verbatim(String file, String... options) {
        List<String> arguments = new ArrayList<>(List.of("import", file, "--json"));
        arguments.addAll(List.of("--mode", "verbatim"));
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
    }

    private ChildJvm child(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return new ChildJvm(QuickMain.class, all, List.of(), Optional.of(directory.resolve("err")));
    }

    /** Until the child has kept something: then a kill falls into its work. */
    private void awaitJournal() {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (System.nanoTime() < deadline) {
            if (journalBytes() > 300_000) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the child keeps nothing");
    }

    private long journalBytes() {
        File[] files = data.resolve("journal").toFile().listFiles();
        return files == null ? 0 : Stream.of(files).mapToLong(File::length).sum();
    }

    private static String output(Process process) throws Exception {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            String output = reader.lines().collect(Collectors.joining("\n"));
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return output;
        }
    }

    private static void line(ByteArrayOutputStream file, String line) {
        file.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
