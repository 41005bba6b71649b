package dev.recall4j;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A text of numbered steps, such as how a task was done. It is a record, which claims nothing of
 * anybody, and the number of a step is none that somebody stated. Pure and thread-safe.
 */
final class Steps {

    private static final Pattern NUMBER = Pattern.compile("^\\d{1,5}\\. ", Pattern.MULTILINE);

    private Steps() {}

    static boolean areIn(String text) {
        return NUMBER.matcher(text).find();
    }

    /** The lines, without the numbers of steps. */
    static List<String> lines(String text) {
        return NUMBER.matcher(text).replaceAll("").lines().filter(line -> !line.isBlank()).toList();
    }
}
