package dev.recall4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The script at the root, with a Java that prints its arguments and a Maven that writes a jar. */
class LauncherTest {

    private static final String JAVA =
            """
            #!/bin/sh
            [ "$1" = -version ] && echo 'openjdk version "%s" 2025-09-16' >&2 && exit 0
            for argument; do echo "$argument"; done
            """;
    private static final String MAVEN =
            """
            #!/bin/sh
            echo run >>"$MAVEN_RUNS"
            echo '[INFO] Building Recall4j API 0.1.0-SNAPSHOT     [1/2]'
            [ -z "${MAVEN_FAILS:-}" ] || { echo '[ERROR] no such symbol'; exit 1; }
            [ -z "${MAVEN_HANGS:-}" ] || exec tail -f /dev/null
            began=$(date -u +%Y-%m-%dT%H:%M:%SZ)
            mkdir -p "$MAVEN_HOME_TO_BUILD/cli/target/launcher"
            echo jar >"$MAVEN_HOME_TO_BUILD/cli/target/recall4j-cli.jar"
            echo "$began" >"$MAVEN_HOME_TO_BUILD/cli/target/launcher/built"
            """;

    /** What the launcher needs of any system. */
    private static final List<String> TOOLS =
            List.of(
                    "cat",
                    "date",
                    "dirname",
                    "find",
                    "grep",
                    "head",
                    "ln",
                    "mkdir",
                    "mktemp",
                    "mv",
                    "readlink",
                    "rm",
                    "rmdir",
                    "sed",
                    "sh",
                    "sleep",
                    "tail",
                    "touch");

    private static final int RUNNERS = 8;

    @TempDir private Path directory;
    private Path home;
    private Path bin;
    private Path runs;

    @BeforeEach
    void lay_out_a_clone() throws IOException {
        home = Files.createDirectories(directory.resolve("a clone (1)"));
        bin = Files.createDirectories(directory.resolve("bin"));
        runs = directory.resolve("maven-runs");
        Files.copy(
                Path.of("..", "recall4j"),
                home.resolve("recall4j"),
                StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Path source = home.resolve("core/src/main/java/Memories.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "class Memories {}");
        for (String old : List.of("pom.xml", "core/src/main", "core/src/main/java")) {
            touch(home.resolve(old), -60);
        }
        touch(source, -60);
        executable(bin.resolve("java-25"), JAVA.formatted("25.0.1"));
        executable(bin.resolve("mvn"), MAVEN);
    }

    @Test
    void the_first_run_builds_and_says_so_and_later_runs_are_quiet() throws Exception {
        Ran first = run("search", "two words", "*", "");
        Ran second = run("--version");

        assertThat(first.exitCode()).isZero();
        assertThat(first.err()).contains("first use", "Recall4j API", "[1/2]");
        assertThat(first.out()).endsWith("recall4j-cli.jar\nsearch\ntwo words\n*\n\n");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).endsWith("--version\n");
        assertThat(mavenRuns()).isEqualTo(1);
    }

    @Test
    void a_newer_source_is_built_and_a_newer_test_is_not() throws Exception {
        run("stats");
        Path test = home.resolve("core/src/test/java/MemoriesTest.java");
        Files.createDirectories(test.getParent());
        touch(Files.writeString(test, "class MemoriesTest {}"), 2);
        run("stats");
        assertThat(mavenRuns()).isEqualTo(1);

        touch(home.resolve("core/src/main/java/Memories.java"), 2);
        assertThat(run("stats").err()).contains("sources have changed");
        assertThat(mavenRuns()).isEqualTo(2);
    }

    @Test
    void what_maven_built_by_itself_is_not_built_again() throws Exception {
        assertThat(run(List.of(bin.resolve("mvn").toString()), Map.of()).exitCode()).isZero();

        assertThat(run("stats").out()).endsWith("stats\n");
        assertThat(mavenRuns()).isEqualTo(1);
    }

    @Test
    void what_is_changed_while_maven_builds_is_built_again() throws Exception {
        run("stats");
        Path built = home.resolve("cli/target/launcher/built");
        Files.writeString(built, Instant.now().minusSeconds(600) + "\n");
        touch(home.resolve("core/src/main/java/Memories.java"), -300);

        assertThat(run("stats").err()).contains("sources have changed");
    }

    @Test
    void it_is_found_through_a_symlink_and_from_any_directory() throws Exception {
        Path link = Files.createSymbolicLink(bin.resolve("recall4j"), Path.of("other"));
        Files.createSymbolicLink(bin.resolve("other"), home.resolve("recall4j"));

        Ran ran = run(List.of(link.toString(), "stats"), Map.of());

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains(home.toRealPath() + "/cli/target/recall4j-cli.jar");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void first_runs_at_once_build_once(boolean flock) throws Exception {
        Map<String, String> path = path(flock);
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < RUNNERS; i++) {
            processes.add(start(List.of(script(), "stats"), path));
        }

        for (Process process : processes) {
            assertThat(ended(process).exitCode()).isZero();
        }
        assertThat(mavenRuns()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_lock_of_a_build_that_was_killed_keeps_nobody_out(boolean flock) throws Exception {
        Map<String, String> environment = new HashMap<>(path(flock));
        environment.put("MAVEN_HANGS", "yes");
        kill(start(List.of(script(), "stats"), environment));

        assertThat(run(List.of(script(), "stats"), path(flock)).exitCode()).isZero();
        assertThat(mavenRuns()).isEqualTo(2);
    }

    @Test
    void of_many_that_find_the_link_of_a_build_that_was_killed_one_takes_its_place()
            throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Path link = home.resolve("target/recall4j.lock.holder");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(String.valueOf(gone.pid())));

        first_runs_at_once_build_once(false);

        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void a_build_that_fails_shows_the_errors_and_ends_with_4() throws Exception {
        Ran ran = run(List.of(script(), "stats"), Map.of("MAVEN_FAILS", "yes"));

        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(ran.err()).contains("[ERROR] no such symbol", "recall4j-build.log");
        assertThat(ran.out()).isEmpty();
        assertThat(run("stats").exitCode()).isZero();
    }

    @Test
    void a_java_that_is_too_old_is_refused() throws Exception {
        executable(bin.resolve("java-17"), JAVA.formatted("17.0.15"));

        Ran ran =
                run(
                        List.of(script(), "stats"),
                        Map.of("RECALL4J_JAVA", bin.resolve("java-17").toString()));

        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(ran.err()).contains("no Java 21 or newer");
    }

    @Test
    void a_missing_maven_is_named_with_what_to_install() throws Exception {
        Files.delete(bin.resolve("mvn"));

        Ran ran = run(List.of(script(), "stats"), path(false));

        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(ran.err()).contains("no mvn is on the PATH", "Install it");
    }

    /** What a run did. */
    private record Ran(int exitCode, String out, String err) {}

    private String script() {
        return home.resolve("recall4j").toString();
    }

    private Ran run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(script()));
        command.addAll(List.of(arguments));
        return run(command, Map.of());
    }

    private Ran run(List<String> command, Map<String, String> environment) throws Exception {
        return ended(start(command, environment));
    }

    private Process start(List<String> command, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("RECALL4J_JAVA", bin.resolve("java-25").toString());
        builder.environment().merge("PATH", bin.toString(), (path, own) -> own + ":" + path);
        builder.environment().put("MAVEN_RUNS", runs.toString());
        builder.environment().put("MAVEN_HOME_TO_BUILD", home.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Ran ended(Process process) throws Exception {
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ran(process.exitValue(), out, err);
    }

    /** A search path with this system's tools, or without its flock. */
    private Map<String, String> path(boolean flock) throws IOException {
        if (flock) {
            return Map.of();
        }
        Path tools = Files.createDirectories(directory.resolve("tools"));
        for (String tool : TOOLS) {
            executable(
                    tools.resolve(tool), "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(onPath(tool)));
        }
        return Map.of("PATH", bin + ":" + tools);
    }

    private static Path onPath(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(place -> Path.of(place, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("this system has no " + tool));
    }

    /** Kills a run, and the Maven that it waits for. */
    private void kill(Process process) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!Files.exists(runs) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(runs).exists();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            one.onExit().get(1, TimeUnit.MINUTES);
        }
    }

    private long mavenRuns() throws IOException {
        return Files.readAllLines(runs).size();
    }

    private static void touch(Path file, long secondsFromNow) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(secondsFromNow)));
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
