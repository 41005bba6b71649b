package dev.recall4j;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which one of some things somebody prefers or asks for, such as a seat at the window or the aisle;
 * each group of such things is a topic of its own.
 *
 * @param chosen the one of the group
 * @param gone whether it says that they do not, or not any more
 */
record ChoiceClaim(String topic, String chosen, boolean gone) implements Claim {

    private static final Pattern PREFERS =
            Pattern.compile(
                    "(?i)(?:would rather(?: have| get| take)?|would prefer|would like you to \\p{Ll}+|prefers?|preferring|preferred|likes|wants|(?:has|have) switched to|switched to|switched|went back to|is back to|goes for|chooses|always (?:takes|picks|books|orders)|(?:is|am|are) (?:an?|more of an?|team)"
                            + "|(?:book|give|get|send|uses?|using|answer|reply|respond|write|speak|talk|keep|make|explain|show|format)(?: (?:me|to me|it|things|your answers?|answers?|replies|everything|in|with|by|only))*) (?<what>.+)");

    /** What stands behind these was not chosen. */
    private static final Pattern OTHER =
            Pattern.compile("(?i)\\s(?:over|to|than|instead of|rather than|not|from)\\s.*");

    private record Group(String name, Pattern things) {
        static Group of(String line) {
            int colon = line.indexOf(": ");
            return new Group(
                    line.substring(0, colon),
                    Pattern.compile("(?i)\\b(?:" + line.substring(colon + 2) + ")\\b"));
        }

        /** The one thing of the group that stands in a text. */
        Optional<String> in(String text) {
            List<String> found =
                    things.matcher(text)
                            .results()
                            .map(result -> Stem.of(Words.folded(result.group())))
                            .distinct()
                            .toList();
            return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
        }
    }

    private static final List<Group> GROUPS =
            PhraseLists.lines("choices.txt").stream().map(Group::of).toList();

    static Stream<Claim> of(Clause clause) {
        Matcher prefers = clause.says(PREFERS);
        if (prefers == null || clause.added()) {
            return Stream.of();
        }
        String what = OTHER.matcher(prefers.group("what")).replaceFirst("");
        boolean lasting = !clause.predicate().toLowerCase(Locale.ROOT).startsWith("like");
        return GROUPS.stream()
                .filter(group -> lasting || clause.now())
                .flatMap(group ->
                        group.in(what).stream().map(chosen -> claim(clause, group.name, chosen)));
    }

    private static Claim claim(Clause clause, String group, String chosen) {
        return new ChoiceClaim(clause.topic("chooses/" + group), chosen, clause.denied());
    }

    @Override
    public boolean isEvent() {
        return false;
    }

    @Override
    public boolean ends(Claim earlier) {
        if (!(earlier instanceof ChoiceClaim other) || gone && other.gone) {
            return false;
        }
        boolean same = chosen.equals(other.chosen);
        return gone || other.gone ? same && gone != other.gone : !same;
    }
}
