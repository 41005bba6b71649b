package dev.recall4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.tck.ChildJvm;
import dev.recall4j.tck.CrashHarness;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Promises 7 and 8: remembered text is in no log and no error, and nothing leaves the machine. */
class QuietTest {

    @TempDir static Path root;
    private static Path home;
    private static Path temp;
    private static Path log;
    private static List<String> report;

    @BeforeAll
    static void use_the_whole_engine_with_its_real_models() throws IOException {
        home = Files.createDirectory(root.resolve("home"));
        temp = Files.createDirectory(root.resolve("temp"));
        log = root.resolve("log.txt");
        report =
                new CrashHarness(
                                new ChildJvm(
                                        QuietAssistant.class,
                                        List.of(root.resolve("data").toString()),
                                        List.of("-Duser.home=" + home, "-Djava.io.tmpdir=" + temp),
                                        Optional.of(log)))
                        .untilItEnds();
    }

    @Test
    void remembered_text_is_in_no_log_and_no_error_message() throws IOException {
        assertThat(Files.readString(log))
                .contains("InvalidRequestException")
                .doesNotContain(QuietAssistant.SECRET);
    }

    @Test
    void the_kind_of_a_failure_is_logged_and_once_why_a_model_cannot_be_had() throws IOException {
        assertThat(Files.readString(log))
                .contains("searching by words only: MODEL_UNAVAILABLE")
                .contains("ranking by signals only: MODEL_UNAVAILABLE")
                .containsOnlyOnce("Put the quoting model on the class path");
    }

    @Test
    void no_socket_is_opened() {
        assertThat(report).containsExactly("sockets 0");
    }

    @Test
    void nothing_is_written_to_the_home_directory_and_nothing_is_left_in_the_temp_directory()
            throws IOException {
        assertThat(filesBelow(home)).isEmpty();
        assertThat(filesBelow(temp)).isEmpty();
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
