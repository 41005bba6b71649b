package dev.recall4j.chat;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import org.jspecify.annotations.Nullable;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells languages apart by the letters they are written in, which is all that can be told of a
 * short sentence without a model.
 */
final class Script {

    /** Below, a text is little more than a name or a sign. */
    private static final int LETTERS_MIN = 8;

    /** Names of other scripts stand in any text; more than so much of it is no name. */
    private static final double SHARE_MIN = 0.25;

    /** What was said often quotes another language; a fact may be in either. */
    private static final double SHARE_OF_SAID = 0.1;

    private static final Set<UnicodeScript> JAPANESE =
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);

    private static final Map<String, Set<UnicodeScript>> OF_LANGUAGES =
            Map.ofEntries(
                    Map.entry("ru", Set.of(UnicodeScript.CYRILLIC)),
                    Map.entry("uk", Set.of(UnicodeScript.CYRILLIC)),
                    Map.entry("bg", Set.of(UnicodeScript.CYRILLIC)),
                    Map.entry("el", Set.of(UnicodeScript.GREEK)),
                    Map.entry("ar", Set.of(UnicodeScript.ARABIC)),
                    Map.entry("fa", Set.of(UnicodeScript.ARABIC)),
                    Map.entry("ur", Set.of(UnicodeScript.ARABIC)),
                    Map.entry("he", Set.of(UnicodeScript.HEBREW)),
                    Map.entry("hi", Set.of(UnicodeScript.DEVANAGARI)),
                    Map.entry("th", Set.of(UnicodeScript.THAI)),
                    Map.entry("zh", Set.of(UnicodeScript.HAN)),
                    Map.entry("ja", JAPANESE),
                    Map.entry("ko", EnumSet.of(UnicodeScript.HANGUL, UnicodeScript.HAN)));

    private static final Set<String> LATIN =
            Set.of(
                    "en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "no", "fi", "pl", "cs",
                    "tr", "ro", "hu", "id", "vi");

    private Script() {}

    /**
     * Whether a text is surely not in a language.
     *
     * @param language its tag, or null if it is that of the other text
     */
    static boolean isForeign(String text, @Nullable String language, String other) {
        Set<UnicodeScript> expected = language == null ? mainOf(other) : of(language);
        long letters = text.codePoints().filter(Character::isLetter).count();
        return !expected.isEmpty()
                && letters >= LETTERS_MIN
                && count(text, expected) < SHARE_MIN * letters;
    }

    private static Set<UnicodeScript> of(String language) {
        String code = Locale.forLanguageTag(language).getLanguage();
        return LATIN.contains(code)
                ? Set.of(UnicodeScript.LATIN)
                : OF_LANGUAGES.getOrDefault(code, Set.of());
    }

    /** The scripts that more than a name of a text is in; none if it is too short to tell. */
    private static Set<UnicodeScript> mainOf(String text) {
        Map<UnicodeScript, Long> counts =
                text.codePoints()
                        .filter(Character::isLetter)
                        .mapToObj(UnicodeScript::of)
                        .collect(groupingBy(script -> script, counting()));
        long letters = counts.values().stream().mapToLong(Long::longValue).sum();
        return letters < LETTERS_MIN
                ? Set.of()
                : counts.entrySet().stream()
                        .filter(entry -> entry.getValue() >= SHARE_OF_SAID * letters)
                        .map(Map.Entry::getKey)
                        .flatMap(script -> withKin(script).stream())
                        .collect(Collectors.toSet());
    }

    private static Set<UnicodeScript> withKin(UnicodeScript script) {
        return JAPANESE.contains(script) ? JAPANESE : Set.of(script);
    }

    private static long count(String text, Set<UnicodeScript> scripts) {
        return text.codePoints()
                .filter(Character::isLetter)
                .filter(letter -> scripts.contains(UnicodeScript.of(letter)))
                .count();
    }
}
