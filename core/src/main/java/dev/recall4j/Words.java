package dev.recall4j;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words of a text in any language, without regard to case, accents and width. Scripts that put
 * no space between words give every character and every pair of neighbours; a symbol, such as an
 * emoji, is a word.
 */
final class Words {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private static final Set<UnicodeScript> UNSPACED =
            EnumSet.of(
                    UnicodeScript.HAN,
                    UnicodeScript.HIRAGANA,
                    UnicodeScript.KATAKANA,
                    UnicodeScript.HANGUL,
                    UnicodeScript.THAI,
                    UnicodeScript.LAO,
                    UnicodeScript.KHMER,
                    UnicodeScript.MYANMAR);

    private final Map<String, Integer> counts = new HashMap<>();
    private final List<String> run = new ArrayList<>();
    private boolean unspaced;

    private Words() {}

    /** The words and how often each occurs. */
    static Map<String, Integer> counted(String text) {
        Words words = new Words();
        folded(text).codePoints().forEach(words::take);
        words.endRun();
        return words.counts;
    }

    /** Whether a letter is of a script that puts no space between words. */
    static boolean isUnspaced(int c) {
        return UNSPACED.contains(UnicodeScript.of(c));
    }

    /** The words of somebody's name, {@linkplain #folded folded}. */
    static Stream<String> ofName(String name) {
        return NO_WORD.splitAsStream(folded(name));
    }

    /** The text without regard to case, accents and width. */
    static String folded(String text) {
        StringBuilder kept = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> !isAccent(c))
                .forEach(kept::appendCodePoint);
        return Normalizer.normalize(kept, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace('ς', 'σ')
                .replace('ł', 'l')
                .replace('đ', 'd')
                .replace('ø', 'o');
    }

    /** A mark that may be left out in writing, unlike the vowels of Thai or Hindi. */
    private static boolean isAccent(int c) {
        boolean voicing = c == 0x3099 || c == 0x309A;
        UnicodeScript script = UnicodeScript.of(c);
        return Character.getType(c) == Character.NON_SPACING_MARK
                && !voicing
                && (script == UnicodeScript.INHERITED || script == UnicodeScript.HEBREW);
    }

    private void take(int c) {
        if (Character.isLetterOrDigit(c) || isMark(c)) {
            boolean unspacedNow = isMark(c) ? unspaced : isUnspaced(c);
            if (unspacedNow != unspaced) {
                endRun();
                unspaced = unspacedNow;
            }
            run.add(Character.toString(c));
        } else {
            endRun();
            if (Character.getType(c) == Character.OTHER_SYMBOL) {
                count(Character.toString(c));
            }
        }
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private void endRun() {
        if (unspaced) {
            run.forEach(this::count);
            for (int i = 1; i < run.size(); i++) {
                count(run.get(i - 1) + run.get(i));
            }
        } else if (!run.isEmpty()) {
            count(String.join("", run));
        }
        run.clear();
    }

    private void count(String word) {
        counts.merge(word, 1, Integer::sum);
    }
}
