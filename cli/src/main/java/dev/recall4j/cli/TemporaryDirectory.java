package dev.recall4j.cli;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for the time of a command, which is removed with all it holds when closed. */
record TemporaryDirectory(Path path) implements AutoCloseable {

    static TemporaryDirectory make() {
        try {
            return new TemporaryDirectory(Files.createTempDirectory("recall4j"));
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private static UnavailableException unavailable(IOException e) {
        return new UnavailableException(
                ErrorCode.STORE_UNAVAILABLE,
                "A temporary directory cannot be made or removed; is the disk full?",
                e);
    }
}
