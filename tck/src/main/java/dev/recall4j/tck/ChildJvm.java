package dev.recall4j.tck;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Another JVM with the class path of this one.
 *
 * @param main a class with a main method
 * @param arguments of its main method
 * @param options of the JVM, beside those it always gets
 * @param errors where its standard error goes; if absent, to that of this JVM
 */
public record ChildJvm(
        Class<?> main, List<String> arguments, List<String> options, Optional<Path> errors) {

    public ChildJvm(Class<?> main, List<String> arguments) {
        this(main, arguments, List.of(), Optional.empty());
    }

    public Process start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath()));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(
                        errors.map(Path::toFile)
                                .map(ProcessBuilder.Redirect::to)
                                .orElse(ProcessBuilder.Redirect.INHERIT))
                .start();
    }

    /** Tests run on the module path; the child needs all of it, and the class path. */
    private static String classPath() {
        return Stream.of("surefire.test.class.path", "jdk.module.path", "java.class.path")
                .map(property -> System.getProperty(property, ""))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
