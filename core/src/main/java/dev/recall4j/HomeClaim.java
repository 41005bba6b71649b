package dev.recall4j;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where somebody lives.
 *
 * @param place the words of its name; empty for any
 * @param gone whether it says that they do not live there any more
 * @param isEvent whether it tells of a move
 */
record HomeClaim(String topic, Set<String> place, boolean gone, boolean isEvent) implements Claim {

    private static final String PLACE =
            "(?<place>" + Names.NAME + "|\\p{Ll}{3,}(?=$| with\\b| in \\d| since\\b))";

    /**
     * "Signed the lease for a new flat in Porto": nobody has the keys of where they do not live.
     */
    private static final String DWELLING =
            "(?: (?:his|her|my|our|their|the|an?|\\p{Lu}\\p{L}*'s))?(?: new)?(?: \\p{Ll}+)?"
                    + " (?:flat|apartment|house|home|place|condo|studio|room|cottage|bungalow|townhouse|loft)";

    private static final List<Pattern> LIVES =
            Clause.patterns(
                    "(?:lives?|living|(?:is|am|are) (?:living|based|settled|residing|settling down)|(?:has|have) (?:been living|lived)|resides?"
                            + "|(?:is|am|are) home)(?: out| over| up| down| back)? (?:in|at) (?:downtown |central )?"
                            + PLACE,
                    "(?:(?:is|am|are|living) )?back in " + PLACE + " (?:for good|to stay)",
                    "(?:(?:is|am|are) )?(?:an? )?" + PLACE + "[ -](?:resident|based)\\b",
                    "calls? " + PLACE + " home",
                    "(?:(?:has|have) )?been in " + PLACE + " (?:since|for (?:\\w+ )?years)",
                    "(?:new )?(?:home|home base)(?: for [\\p{L} ]{1,40}?)? (?:is|is in) " + PLACE,
                    "new" + DWELLING.replace("(?: new)?", "") + " is in " + PLACE);

    private static final List<Pattern> MOVED =
            Clause.patterns(
                    "(?:(?:has|have) )?(?:moved|relocated|settled|emigrated|immigrated|returned home)(?: out| over| up| down| back| away| house| home"
                            + "| the family| everything){0,2}(?: from (?:"
                            + Names.NAME
                            + "))?(?: with [^,]{1,40}?)? (?:to|in|into) (?:downtown |central )?"
                            + PLACE,
                    "(?:(?:has|have) )?left (?:" + Names.NAME + ") (?:for|and moved to) " + PLACE,
                    "(?:(?:has|have) )?(?:swapped|traded|exchanged) (?:"
                            + Names.NAME
                            + ") for "
                            + PLACE,
                    "(?:(?:has|have) )?(?:(?:got|picked up|received) the keys (?:to|for|of)|moved into|closed on|signed (?:a|the) lease (?:on|for)|settled into)"
                            + DWELLING
                            + " in "
                            + PLACE);

    private static final List<Pattern> LEFT =
            Clause.patterns(
                    "(?:(?:has|have) )?(?:moved (?:out of|away from|out from)|relocated from|left|said goodbye to) "
                            + PLACE);

    /** Small words behind "lives in" that name no place. */
    private static final Set<String> NO_PLACES = PhraseLists.words("no-places.txt");

    private static final Set<Set<String>> COUNTRIES =
            Arrays.stream(Locale.getISOCountries())
                    .flatMap(code ->
                            Stream.of(
                                            Locale.ENGLISH,
                                            Locale.GERMAN,
                                            Locale.FRENCH,
                                            Locale.ITALIAN,
                                            Locale.of("es"),
                                            Locale.of("pt"))
                                    .map(language ->
                                            Locale.of("", code).getDisplayCountry(language)))
                    .map(Names::words)
                    .collect(Collectors.toUnmodifiableSet());

    static Stream<Claim> of(Clause clause) {
        Matcher moved = clause.says(MOVED);
        if (moved != null) {
            return claim(clause, moved, clause.denied(), true);
        }
        Matcher left = clause.says(LEFT);
        if (left != null) {
            return clause.denied() ? Stream.of() : claim(clause, left, true, true);
        }
        Matcher lives = clause.says(LIVES);
        return lives == null ? Stream.of() : claim(clause, lives, clause.denied(), false);
    }

    private static Stream<Claim> claim(
            Clause clause, Matcher found, boolean gone, boolean isEvent) {
        Set<String> place = Names.words(found.group("place"));
        return place.isEmpty()
                        || place.stream().anyMatch(NO_PLACES::contains)
                        || clause.added() && !isEvent
                ? Stream.of()
                : Stream.of(new HomeClaim(clause.topic("home"), place, gone, isEvent));
    }

    @Override
    public boolean ends(Claim earlier) {
        if (!(earlier instanceof HomeClaim home)) {
            return false;
        }
        boolean alike = Names.alike(place, home.place);
        if (gone || home.gone) {
            return gone != home.gone && alike;
        }
        return !alike && (isEvent || isCountry(place) == isCountry(home.place));
    }

    /** A city says nothing against a country, which may be where it lies. */
    private static boolean isCountry(Set<String> place) {
        return COUNTRIES.contains(place);
    }
}
