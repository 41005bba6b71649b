package dev.recall4j;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody does or has, or does not do or have any more. Two things done do not contradict;
 * only a denial of as much, or less, ends one.
 *
 * @param verb its stem
 * @param details stems of what else is said
 */
record HabitClaim(String topic, String verb, Set<String> details, boolean denied) implements Claim {

    private static final Pattern DOES =
            Pattern.compile(
                    "(?:(?:is|am|are|has been|have been) (?<doing>\\p{Ll}+ing)|(?:is|am|are) (?<state>allergic) to|(?<verb>\\p{Ll}{3,}))\\b(?<rest>.*)");

    private static final Pattern PARTED =
            Pattern.compile(
                    "(?:(?:has|have|had) )?(?:sold|totaled|wrecked|scrapped|traded in|parted with|cancell?ed|closed|closed down|shut down|returned|gave back|donated|deleted|got rid of|gotten rid of|gave away|given away|no (?:has|have)) (?<rest>.*)");

    private static final Pattern LOST =
            Pattern.compile(
                    "(?<rest>\\p{Ll}[\\p{L} ]{1,30}?) (?:died|passed away|(?:has|had) (?:died|passed away)|was (?:stolen|put down|totaled)|got stolen|had to be put down|ran away)\\b.*");

    private static final Pattern GAVE_UP =
            Pattern.compile(
                    "(?:(?:has|have|had) )?(?:gave up|given up|quit|cut out|cut|swore off|sworn off|dropped|ditched|(?:is|am|are) off|went off|(?:is|am|are) done with|(?:switched|changed|moved) from|swapped|traded|replaced)(?: (?:all|the))? (?<rest>(?!(?:on|out|my|his|her|their)\\b|\\p{Ll}+ing\\b)[\\p{L}-]+(?: [\\p{L}-]+)??)(?=$|,| (?:for|to|with|after|in|on|since|because|last|this|again|completely|entirely|altogether)\\b).*");

    private static final Pattern INSTEAD =
            Pattern.compile(
                    "(?<verb>\\p{Ll}+s|drink|eat|use|play) .*?(?:instead of|rather than) (?<rest>[\\p{L} -]{2,30}).*");

    private static final Pattern NOT_SINCE =
            Pattern.compile(
                    "(?:has|have|had) (?:had )?(?<verb>\\p{Ll}+(?:ed|en)|drunk|run|had|gone|sung|swum)(?<rest> ?.*?)(?: (?:in|since|for)\\b.*)");

    private static final String GROUP =
            "(?: (?:the|a|an|my|his|her|our|their|\\p{Lu}\\p{L}*'s))?(?<rest>(?: \\p{Ll}+)?(?: local)? (?:band|choir|team|club|committee|board|orchestra|gym|church|class|course|group|league))(?=$|,| (?:called|in|at|of|last|this|to|with|for|on)\\b).*";

    private static final Pattern BELONGS =
            Pattern.compile(
                    "(?:(?:is|am|are) (?:a member of|in|on|part of)|belongs? to|joined|goes to|attends|(?:plays?|sings?|(?:is|am|are) (?:playing|singing))(?: \\p{Ll}+)? (?:in|with|for|on))"
                            + GROUP);

    private static final Pattern LEAVES =
            Pattern.compile(
                    "(?:(?:has|have) )?(?:left|quit|dropped out of|resigned from|stepped down from|got kicked out of|was kicked out of)"
                            + GROUP);

    /** What one does with what one gives up, such as coffee. */
    private static final Set<String> CONSUMED =
            Set.of("drink", "eat", "smok", "play", "us", "hav", "tak", "watch");

    /** Of one; other forms could be nouns, or of the past. */
    private static final Pattern PRESENT = Pattern.compile("have|own|\\p{Ll}+[^s]s");

    private static final Pattern OWNER = Pattern.compile("\\p{Lu}\\p{L}*'s ");
    private static final Pattern WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /** Verbs whose denial says little, and those that have claims of their own. */
    private static final Set<String> NO_HABITS =
            Set.of(
                    "is",
                    "am",
                    "are",
                    "was",
                    "were",
                    "know",
                    "think",
                    "want",
                    "need",
                    "mind",
                    "care",
                    "seem",
                    "mean",
                    "feel",
                    "say",
                    "get",
                    "go",
                    "can",
                    "will",
                    "like",
                    "lov",
                    "hat",
                    "enjoy",
                    "remember",
                    "understand",
                    "believ",
                    "look",
                    "try",
                    "com",
                    "mak",
                    "going",
                    "been",
                    "being",
                    "did",
                    "had");

    /** Those that say enough on their own. */
    private static final Set<String> COMPLETE =
            Set.of(
                    "smok", "vap", "jog", "swim", "danc", "gambl", "commut", "meditat", "snor",
                    "bik", "ski", "surf");

    private static final Set<String> EMPTY_WORDS =
            Set.of(
                    "a",
                    "an",
                    "the",
                    "his",
                    "her",
                    "my",
                    "their",
                    "our",
                    "any",
                    "some",
                    "to",
                    "at",
                    "in",
                    "on",
                    "of",
                    "for",
                    "with",
                    "and",
                    "it",
                    "one",
                    "that",
                    "this",
                    "as",
                    "from",
                    "own",
                    "all",
                    "old",
                    "anything");

    private static final Set<String> FREQUENCIES = stems("frequencies.txt");
    private static final Set<String> TIMES = stems("times.txt");
    private static final Pattern HOLDS =
            Pattern.compile(
                    "drives?|rides?|driving|riding|runs?|running|owns?|owning|keeps?|rents?|renting|leases?");
    private static final Pattern ARTICLE =
            Pattern.compile("\\s*(?:an?|the|my|his|her|our|their)\\s.*");

    private static Set<String> stems(String list) {
        return PhraseLists.words(list).stream()
                .map(Stem::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    static Stream<Claim> of(Clause clause) {
        if (clause.added()) {
            return Stream.of();
        }
        Matcher parted = clause.says(PARTED);
        if (parted != null) {
            return clause.denied() ? Stream.of() : claim(clause, "hav", parted.group("rest"), true);
        }
        Stream<Claim> ended = clause.denied() ? Stream.of() : ended(clause);
        return Stream.concat(ended, Stream.concat(belonging(clause), done(clause)));
    }

    private static Stream<Claim> belonging(Clause clause) {
        Matcher belongs = clause.says(BELONGS);
        return belongs == null
                ? Stream.of()
                : claim(clause, "belong", belongs.group("rest"), clause.denied());
    }

    private static Stream<Claim> ended(Clause clause) {
        Matcher lost = clause.says(LOST);
        if (lost != null) {
            return claim(clause, "hav", lost.group("rest"), true);
        }
        Matcher leaves = clause.says(LEAVES);
        if (leaves != null) {
            return claim(clause, "belong", leaves.group("rest"), true);
        }
        Matcher instead = clause.says(INSTEAD);
        if (instead != null) {
            return claim(clause, Stem.of(instead.group("verb")), instead.group("rest"), true);
        }
        Matcher gaveUp = clause.says(GAVE_UP);
        return gaveUp == null
                ? Stream.of()
                : CONSUMED.stream()
                        .flatMap(verb -> claim(clause, verb, gaveUp.group("rest"), true));
    }

    private static Stream<Claim> done(Clause clause) {
        Matcher since = clause.denied() ? clause.says(NOT_SINCE) : null;
        if (since != null) {
            return claim(clause, Stem.of(present(since.group("verb"))), since.group("rest"), true);
        }
        Matcher does = clause.says(DOES);
        if (does == null) {
            return Stream.of();
        }
        String word =
                does.group("doing") != null
                        ? does.group("doing")
                        : does.group("state") != null ? does.group("state") : does.group("verb");
        if (!clause.denied() && does.group("verb") != null && !PRESENT.matcher(word).matches()) {
            return Stream.of();
        }
        return claim(clause, verb(word, does.group("rest")), does.group("rest"), clause.denied());
    }

    private static String present(String participle) {
        return switch (participle) {
            case "eaten" -> "eat";
            case "drunk" -> "drink";
            case "driven" -> "drive";
            case "ridden" -> "ride";
            case "sung" -> "sing";
            case "swum" -> "swim";
            case "had" -> "hav";
            default -> participle;
        };
    }

    /** Who drives a car or runs a shop has one. */
    private static String verb(String word, String rest) {
        if (HOLDS.matcher(word).matches() && ARTICLE.matcher(rest).matches()) {
            return "hav";
        }
        return switch (word) {
            case "has", "have", "owns", "own", "having" -> "hav";
            default -> Stem.of(word);
        };
    }

    private static Stream<Claim> claim(Clause clause, String verb, String rest, boolean denied) {
        Set<String> details =
                WORD.splitAsStream(Words.folded(OWNER.matcher(rest).replaceAll("")))
                        .filter(word -> !word.isEmpty() && !EMPTY_WORDS.contains(word))
                        .map(Stem::of)
                        .filter(word -> !denied || !isTime(word))
                        .collect(Collectors.toUnmodifiableSet());
        return NO_HABITS.contains(verb) || details.isEmpty() && verb.equals("hav")
                ? Stream.of()
                : Stream.of(new HabitClaim(clause.topic("does/" + verb), verb, details, denied));
    }

    private static boolean isTime(String word) {
        return TIMES.contains(word) || Character.isDigit(word.charAt(0));
    }

    @Override
    public boolean isEvent() {
        return false;
    }

    @Override
    public boolean ends(Claim earlier) {
        if (!(earlier instanceof HabitClaim other) || denied == other.denied) {
            return false;
        }
        Set<String> less = denied ? details : other.details;
        Set<String> more = denied ? other.details : details;
        return less.isEmpty()
                ? FREQUENCIES.containsAll(more) || COMPLETE.contains(verb)
                : more.containsAll(less);
    }
}
