package dev.recall4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.recall4j.cli.Terminal.Said;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

class DoctorTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir private Path data;
    private final FakeModel model = new FakeModel();

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void with_nothing_configured_it_says_so_plainly() {
        Said said = new Terminal(data).run("doctor");

        assertThat(said.exitCode()).isZero();
        assertThat(said.out())
                .contains("ok     java", "No memories are kept in", "rules, no network")
                .contains("the built-in embedder, no network");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void what_is_configured_and_works_has_a_latency_and_a_dimension() throws IOException {
        JsonNode found = JSON.readTree(terminal().run("doctor", "--json").out());

        assertThat(found.path("works").booleanValue()).isTrue();
        assertThat(found.at("/parts/2/name").textValue()).isEqualTo("chat");
        assertThat(found.at("/parts/2/latencyMillis").isIntegralNumber()).isTrue();
        assertThat(found.at("/parts/3/dimension").intValue()).isEqualTo(64);
        assertThat(terminal().run("doctor").out())
                .contains("It answers in JSON.")
                .containsPattern("gives vectors\\. \\(64 dimensions, [\\d,]+ ms\\)");
    }

    @Test
    void what_is_configured_and_does_not_work_ends_with_4() {
        model.down(true);

        Said said = terminal().run("doctor");

        assertThat(said.exitCode()).isEqualTo(4);
        assertThat(said.out()).contains("FAILS  chat", "FAILS  embedding", "503");
    }

    @Test
    void a_configuration_that_makes_no_sense_is_a_finding() {
        Said said =
                new Terminal(data)
                        .environment(Map.of("RECALL4J_CHAT_PROVIDER", "nobody"))
                        .run("doctor");

        assertThat(said.exitCode()).isEqualTo(4);
        assertThat(said.out()).contains("FAILS  configuration", "nobody");
    }

    @Test
    void vectors_of_another_embedder_are_told_with_what_to_do() {
        new Terminal(data).done("add", "--user", "ana", "--mode", "verbatim", "bees");

        Said said = terminal().run("doctor");

        assertThat(said.exitCode()).isEqualTo(4);
        assertThat(said.out())
                .contains("ok     data", "sound, 1 memory")
                .containsPattern("reindex\\s+--embedder\\s+openai-compatible/small");
    }

    @Test
    void a_data_directory_that_is_none_is_a_finding() throws IOException {
        Path file = Files.createFile(data.resolve("file"));

        Said said = new Terminal(file).run("doctor");

        assertThat(said.exitCode()).isEqualTo(4);
        assertThat(said.out()).contains("FAILS  data", "is a file");
    }

    private Terminal terminal() {
        Map<String, String> both = new HashMap<>(model.chat());
        both.putAll(model.embedding());
        return new Terminal(data).environment(both);
    }
}
