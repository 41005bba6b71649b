package dev.recall4j;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the lists of words and phrases that lie beside this class. A line that begins with {@code
 * #} is a comment.
 */
final class PhraseLists {

    private PhraseLists() {}

    /** The words of a list, which stand on its lines with blanks between them. */
    static Set<String> words(String resource) {
        return lines(resource).stream()
                .flatMap(line -> List.of(line.split(" ")).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A pattern of all phrases of a list, each a regular expression on a line of its own. */
    static String alternatives(String resource) {
        return "(?:" + String.join("|", lines(resource)) + ")";
    }

    /** Any of the phrases as whole words, and the blank or comma behind it. */
    static Pattern phrase(String resource) {
        return Pattern.compile("(?i)\\b" + alternatives(resource) + "\\b,?\\s*");
    }

    static List<String> lines(String resource) {
        try (InputStream stream =
                        Objects.requireNonNull(
                                PhraseLists.class.getResourceAsStream("phrases/" + resource),
                                resource);
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
