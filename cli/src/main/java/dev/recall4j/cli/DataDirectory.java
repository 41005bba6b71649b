package dev.recall4j.cli;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.InvalidRequestException;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where memories are kept.
 *
 * @param path a directory, or nothing yet
 */
record DataDirectory(Path path) {

    private static final String VARIABLE = "RECALL4J_HOME";
    private static final String IN_HOME = ".recall4j";

    /**
     * @throws InvalidRequestException if there is something else than a directory
     */
    DataDirectory {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new InvalidRequestException(
                    "%s is a file; give a directory with --data.".formatted(path));
        }
    }

    /** The one given, else that of the environment, else the one in the user's home. */
    static DataDirectory of(@Nullable Path given, Map<String, String> environment) {
        if (given != null && given.toString().isBlank()) {
            throw new InvalidRequestException(
                    "The data directory is blank; give its name with --data, or leave --data out.");
        }
        return new DataDirectory(given != null ? given : usual(environment));
    }

    private static Path usual(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        return named.isBlank() ? home(environment).resolve(IN_HOME) : Path.of(named);
    }

    /** As a shell sees it: the JDK looks at the account only. */
    private static Path home(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return Path.of(home.isBlank() ? System.getProperty("user.home") : home);
    }

    /**
     * This directory, if memories were ever kept in it. An index without a journal counts: that is
     * damage, and for the engine to tell.
     *
     * @throws InvalidRequestException if not
     */
    DataDirectory requireInUse() {
        if (!Files.exists(path.resolve("journal")) && !Files.exists(path.resolve("index"))) {
            throw new InvalidRequestException(
                    ErrorCode.NOT_FOUND,
                    "No memories are kept in %s; check --data, or add something first."
                            .formatted(path));
        }
        return this;
    }
}
