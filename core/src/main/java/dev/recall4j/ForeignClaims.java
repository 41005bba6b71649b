package dev.recall4j;

import dev.recall4j.BondClaim.State;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/** Makes a claim of a phrase of any language, by the kind that its line has. */
final class ForeignClaims {

    private ForeignClaims() {}

    static List<Claim> of(String kind, String subject, Matcher found, boolean denied) {
        int dash = kind.indexOf('-');
        return switch (kind) {
            case "home", "moved", "left" -> home(kind, subject, words(found, "name"), denied);
            case "employer", "role", "new-employer", "new-role", "no-employer", "no-job" ->
                    job(kind, subject, found, denied);
            case "vegan", "vegetarian" ->
                    List.of(new DietClaim(topic(subject, "diet"), kind, false, denied, false));
            case "eats-meat", "eats-fish", "eats-dairy" ->
                    List.of(
                            new DietClaim(
                                    topic(subject, "diet"),
                                    kind.substring(dash + 1),
                                    true,
                                    denied,
                                    false));
            case "likes", "dislikes" -> liking(subject, found, kind.equals("likes") != denied);
            case "does-smoke", "does-play", "does-drink", "does-have" ->
                    List.of(
                            habit(
                                    kind.substring(dash + 1),
                                    subject,
                                    words(found, "thing"),
                                    denied));
            default -> bond(kind, subject, words(found, "name"), denied);
        };
    }

    private static String topic(String subject, String what) {
        return Clause.topic(subject, what);
    }

    private static List<Claim> home(
            String kind, String subject, Set<String> place, boolean denied) {
        boolean gone = denied || kind.equals("left");
        return place.isEmpty()
                ? List.of()
                : List.of(new HomeClaim(topic(subject, "home"), place, gone, !kind.equals("home")));
    }

    private static List<Claim> job(String kind, String subject, Matcher found, boolean denied) {
        Set<String> employer = words(found, "firm");
        Set<String> role = words(found, "role");
        boolean gone = denied || kind.startsWith("no-");
        boolean event = kind.contains("-");
        return List.of(
                new JobClaim(topic(subject, "job"), employer, false, role, gone, false, event));
    }

    private static List<Claim> bond(
            String kind, String subject, Set<String> partner, boolean denied) {
        State state = State.valueOf(kind.toUpperCase(Locale.ROOT));
        return List.of(
                new BondClaim(
                        topic(subject, "bond"), state, partner, denied, state == State.APART));
    }

    private static List<Claim> liking(String subject, Matcher found, boolean likes) {
        Set<String> thing = words(found, "thing");
        return thing.isEmpty()
                ? List.of()
                : List.of(
                        new LikingClaim(
                                topic(
                                        subject,
                                        "likes/"
                                                + String.join(
                                                        "/", thing.stream().sorted().toList())),
                                likes));
    }

    private static Claim habit(String verb, String subject, Set<String> details, boolean denied) {
        return new HabitClaim(
                topic(subject, "does/" + verb),
                verb.equals("smoke") ? "smok" : verb,
                details,
                denied);
    }

    private static final Set<String> SMALL_WORDS =
            Set.of(
                    "der", "die", "das", "den", "dem", "ein", "eine", "einen", "einer", "einem",
                    "le", "la", "les", "l", "un", "une", "el", "los", "las", "una", "o", "os", "as",
                    "um", "uma", "il", "lo", "i", "gli", "de", "di", "do", "da", "du", "des", "del",
                    "am", "im", "mehr", "que", "ma", "mon", "mi", "sehr", "gern", "gerne");

    private static Set<String> words(Matcher found, String group) {
        if (!found.namedGroups().containsKey(group) || found.group(group) == null) {
            return Set.of();
        }
        return Names.words(found.group(group)).stream()
                .filter(word -> !SMALL_WORDS.contains(word))
                .collect(Collectors.toUnmodifiableSet());
    }
}
