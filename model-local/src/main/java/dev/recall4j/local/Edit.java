package dev.recall4j.local;

import java.util.Comparator;
import java.util.List;

/**
 * A change to a text.
 *
 * @param start index of the first character to replace
 * @param end index behind the last one; equal to {@code start} to insert
 * @param replacement what to put there
 */
record Edit(int start, int end, String replacement) {

    /** Applies edits that do not overlap. */
    static String apply(String text, List<Edit> edits) {
        StringBuilder changed = new StringBuilder(text);
        edits.stream()
                .sorted(Comparator.comparingInt(Edit::start).reversed())
                .forEach(edit -> changed.replace(edit.start, edit.end, edit.replacement));
        return changed.toString();
    }
}
