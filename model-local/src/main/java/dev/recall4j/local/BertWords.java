package dev.recall4j.local;

import java.text.Normalizer;
import java.util.function.Predicate;

/**
 * Cuts text into words as BERT's uncased models expect them: control characters dropped, accents
 * and case folded, every Chinese character and every punctuation character a word of its own.
 */
final class BertWords {

    private static final int REPLACEMENT = 0xFFFD;

    private final Predicate<String> more;
    private final StringBuilder word = new StringBuilder();
    private boolean wanted = true;

    private BertWords(Predicate<String> more) {
        this.more = more;
    }

    /**
     * Hands over the words of a text, in order.
     *
     * @param more takes a word and says whether it wants another; so the rest of a long text costs
     *     nothing
     */
    static void split(String text, Predicate<String> more) {
        BertWords words = new BertWords(more);
        int i = 0;
        while (words.wanted && i < text.length()) {
            int c = text.codePointAt(i);
            words.take(c);
            i += Character.charCount(c);
        }
        words.endRun();
    }

    private void take(int c) {
        if (isSpace(c)) {
            endRun();
        } else if (isChinese(c)) {
            endRun();
            word.appendCodePoint(c);
            endRun();
        } else if (!isControl(c)) {
            word.appendCodePoint(c);
        }
    }

    /** Ends a run without spaces, which is one word but for its punctuation. */
    private void endRun() {
        if (word.isEmpty()) {
            return;
        }
        String run = folded(word);
        word.setLength(0);
        run.codePoints().forEach(this::takeFolded);
        endWord();
    }

    private void takeFolded(int c) {
        if (isPunctuation(c)) {
            endWord();
            word.appendCodePoint(c);
            endWord();
        } else {
            word.appendCodePoint(c);
        }
    }

    private void endWord() {
        if (wanted && !word.isEmpty()) {
            wanted = more.test(word.toString());
        }
        word.setLength(0);
    }

    private static String folded(CharSequence run) {
        StringBuilder folded = new StringBuilder(run.length());
        Normalizer.normalize(run, Normalizer.Form.NFD)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .map(Character::toLowerCase)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    private static boolean isSpace(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (Character.isSpaceChar(c) && Character.getType(c) != Character.CONTROL);
    }

    private static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE ->
                    true;
            default -> c == REPLACEMENT;
        };
    }

    private static boolean isPunctuation(int c) {
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION ->
                    true;
            default -> isAsciiSymbol(c);
        };
    }

    /** Such as {@code $} and {@code +}, which Unicode does not count as punctuation. */
    private static boolean isAsciiSymbol(int c) {
        return c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
    }

    /** The blocks of ideographs that BERT was trained to split; newer blocks came later. */
    private static boolean isChinese(int c) {
        return (c >= 0x4E00 && c <= 0x9FFF)
                || (c >= 0x3400 && c <= 0x4DBF)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0x20000 && c <= 0x2A6DF)
                || (c >= 0x2A700 && c <= 0x2B73F)
                || (c >= 0x2B740 && c <= 0x2B81F)
                || (c >= 0x2B920 && c <= 0x2CEAF)
                || (c >= 0x2F800 && c <= 0x2FA1F);
    }
}
