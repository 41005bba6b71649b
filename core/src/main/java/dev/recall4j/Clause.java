package dev.recall4j;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that a statement says of one subject.
 *
 * @param subject whom it is about, as it stands there
 * @param predicate what it says, from the verb on, without a denial and without adverbs
 * @param denied whether it says that this is not so, or not so any more
 * @param added whether it says that this is so beside something else
 * @param correcting whether it says that something else was never so
 * @param now whether it says that this is so now, as if it had not been before
 */
record Clause(
        String subject,
        String predicate,
        boolean denied,
        boolean added,
        boolean correcting,
        boolean now) {

    /** A topic of the subject. */
    String topic(String what) {
        return topic(subject, what);
    }

    static String topic(String subject, String what) {
        return Words.folded(subject).replaceFirst("^the ", "") + "/" + what;
    }

    static List<Pattern> patterns(String... phrases) {
        return Arrays.stream(phrases).map(Pattern::compile).toList();
    }

    /** What it says if it begins with one of the patterns, the first that fits; else null. */
    @Nullable Matcher says(List<Pattern> patterns) {
        for (Pattern pattern : patterns) {
            Matcher found = says(pattern);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** What it says if it begins with a pattern, else null. */
    @Nullable Matcher says(Pattern pattern) {
        Matcher matcher = pattern.matcher(predicate);
        return matcher.lookingAt() ? matcher : null;
    }
}
