package dev.recall4j;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A property that has one value at a time, such as a favourite colour or a telephone number.
 *
 * @param value the words of it
 * @param gone whether it says that this was so
 */
record ValueClaim(String topic, Set<String> value, boolean gone, boolean isEvent) implements Claim {

    private static final String OF =
            "(?<property>favou?rite(?: [\\p{L}-]+){1,2}?|(?:(?:phone|mobile|cell|telephone|work|home|account|passport|room) )?number|(?:e-?mail|postal|home|street)?(?: )?address|e-?mail"
                    + "|boss|manager|supervisor|line manager|team lead|(?:last |first |middle |maiden |user)?name|surname|nickname|username|pronouns|birthday|date of birth|job title|salary|major|landlord|landlady"
                    + "|roommate|flatmate|doctor|dentist|therapist|gym|bank|time ?zone|wifi password|license plate|best friend|shoe size|height|weight|native language|blood type|car|phone)";

    private static final Pattern IS =
            Pattern.compile(
                    "(?i)(?:new |current |old )?"
                            + OF
                            + " (?<verb>is called|is named|is|got changed to|was changed to|(?:has )?changed(?: from [^,]{1,30}?)? to|became|has become|used to be|was|will be|are) (?:a |an |the |called )?(?<value>[^,;]{1,80})");

    private static final Pattern CHANGED =
            Pattern.compile(
                    "(?i)(?:(?:has|have) )?(?:legally )?(?:changed|switched) (?:(?:my|his|her|their|the|\\p{L}+'s) )?"
                            + OF
                            + " (?:from [^,]{1,30}? )?to (?<value>[^,;]{1,80})");

    private static final Pattern HAS =
            Pattern.compile(
                    "(?i)(?:has|have|got) a new "
                            + OF
                            + "(?:,|:)? (?:it is |called |named )?(?<value>[^,;]{1,80})");

    /** "The train is at six": of what happens once, or at the same time again and again. */
    private static final Pattern TIMED =
            Pattern.compile(
                    "(?i)(?<property>train|flight|bus|ferry|appointment|meeting|interview|exam|class|lesson|shift|party|wedding|concert|game|match|call|reservation|deadline|surgery|checkup|birthday|anniversary|(?:\\p{L}+ ){1,2}(?:appointment|meeting|interview|exam|class|lesson|party|concert|game)) (?<verb>is|leaves|starts|begins) (?:on |at )(?<value>[^,;]{1,40})");

    private static final Pattern LIVES_AT =
            Pattern.compile(
                    "(?i)(?:lives?|living|is|are|am) at (?<value>\\d+\\p{L}? \\p{Lu}[^,;]{2,60})");

    private static final List<Phrase> OTHERS =
            List.of(
                    new Phrase(
                            "pronouns",
                            Pattern.compile("uses? (?<value>\\p{Ll}+/\\p{Ll}+)(?: pronouns)?")),
                    new Phrase(
                            "pronouns",
                            Pattern.compile("(?:goes|go) by (?<value>\\p{Ll}+/\\p{Ll}+)")),
                    new Phrase("name", Pattern.compile("(?:goes|go) by (?<value>\\p{Lu}\\p{L}+)")),
                    new Phrase(
                            "name", Pattern.compile("(?:is|am) called (?<value>\\p{Lu}\\p{L}+)")),
                    new Phrase(
                            "name",
                            Pattern.compile(
                                    "(?:please )?call (?:me|\\p{Lu}\\p{L}+) (?<value>\\p{Lu}\\p{L}+)$")),
                    new Phrase(
                            "surname",
                            Pattern.compile(
                                    "took \\p{Lu}\\p{L}+'s (?:last name|surname|name),? (?<value>\\p{Lu}\\p{L}+)")),
                    new Phrase("address", LIVES_AT));

    private record Phrase(String property, Pattern pattern) {}

    private static final Pattern REPORTS =
            Pattern.compile(
                    "(?:reports?|reporting|is reporting|am reporting) to (?<value>"
                            + Names.NAME
                            + ")");

    private static final Map<String, String> SYNONYMS =
            Map.of(
                    "manager",
                    "boss",
                    "supervisor",
                    "boss",
                    "line manager",
                    "boss",
                    "team lead",
                    "boss",
                    "e-mail",
                    "email",
                    "email address",
                    "email",
                    "e-mail address",
                    "email",
                    "last name",
                    "surname",
                    "mobile number",
                    "phone number",
                    "cell number",
                    "phone number");

    private static final Set<String> NO_VALUES =
            Set.of(
                    "great",
                    "nice",
                    "good",
                    "bad",
                    "annoying",
                    "ok",
                    "fine",
                    "awesome",
                    "terrible",
                    "very",
                    "so",
                    "too",
                    "kind",
                    "really",
                    "strict",
                    "angry",
                    "happy",
                    "broken",
                    "full",
                    "coming",
                    "on",
                    "in",
                    "not",
                    "going",
                    "being",
                    "mean",
                    "cool",
                    "amazing",
                    "awful",
                    "always",
                    "old",
                    "new",
                    "sick",
                    "at",
                    "tomorrow",
                    "next",
                    "this",
                    "dead",
                    "slow",
                    "fast",
                    "lovely",
                    "a");

    static Stream<Claim> of(Clause clause) {
        Matcher reports = clause.says(REPORTS);
        if (reports != null) {
            return claim(clause, "boss", reports.group("value"), clause.denied(), false);
        }
        for (Phrase other : OTHERS) {
            Matcher found = clause.says(other.pattern);
            if (found != null) {
                return claim(clause, other.property, found.group("value"), clause.denied(), false);
            }
        }
        Matcher timed = clause.says(TIMED);
        if (timed != null) {
            return claim(
                    clause,
                    timed.group("property") + " time",
                    timed.group("value"),
                    clause.denied(),
                    false);
        }
        Matcher is = clause.says(IS);
        if (is != null) {
            String verb = is.group("verb").toLowerCase(Locale.ROOT);
            if (verb.equals("will be")) {
                return Stream.of();
            }
            boolean gone = clause.denied() || verb.equals("used to be") || verb.equals("was");
            return claim(
                    clause,
                    is.group("property"),
                    is.group("value"),
                    gone,
                    verb.contains("chang") || verb.contains("bec"));
        }
        Matcher has = clause.says(List.of(HAS, CHANGED));
        return has == null
                ? Stream.of()
                : claim(clause, has.group("property"), has.group("value"), clause.denied(), true);
    }

    private static Stream<Claim> claim(
            Clause clause, String property, String value, boolean gone, boolean isEvent) {
        String folded =
                Words.folded(property).replace("favourite", "favorite").replace("colour", "color");
        Set<String> words =
                Names.words(value.replaceFirst("(?i) (?:since|from|as of|in|at the|these) .*", ""));
        boolean none =
                words.isEmpty() || words.stream().anyMatch(NO_VALUES::contains) || clause.added();
        return none
                ? Stream.of()
                : Stream.of(
                        new ValueClaim(
                                clause.topic("has/" + SYNONYMS.getOrDefault(folded, folded)),
                                words,
                                gone,
                                isEvent));
    }

    @Override
    public boolean ends(Claim earlier) {
        if (!(earlier instanceof ValueClaim other) || gone && other.gone) {
            return false;
        }
        boolean alike = Names.alike(value, other.value);
        return gone || other.gone ? alike : !alike;
    }
}
