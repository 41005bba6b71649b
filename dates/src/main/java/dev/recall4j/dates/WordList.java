package dev.recall4j.dates;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads lists of words. */
public final class WordList {

    private WordList() {}

    /**
     * The lines of a resource that are not empty and no comment, which begins with {@code #}.
     * Closes it.
     *
     * @param resource as its class gives it
     * @throws NullPointerException if there is no such resource
     */
    public static List<String> lines(@Nullable InputStream resource) {
        try (InputStream stream = Objects.requireNonNull(resource, "the list is missing");
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
