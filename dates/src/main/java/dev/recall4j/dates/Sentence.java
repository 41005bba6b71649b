package dev.recall4j.dates;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A sentence with its words.
 *
 * @param text as it stands in the turn, without white space around it
 * @param words its words, in order
 * @param span where it stands in the turn's text
 */
public record Sentence(String text, List<Word> words, Span span) {

    public static Sentence of(String turnText, Span span) {
        Span stripped = span.stripped(turnText);
        String text = stripped.in(turnText);
        return new Sentence(text, Word.of(text), stripped);
    }

    public static Sentence of(String text) {
        return of(text, new Span(0, text.length()));
    }

    public Word word(int index) {
        return words.get(index);
    }

    /** The word in lower case, or the empty text outside of the sentence. */
    public String lower(int index) {
        return index >= 0 && index < words.size() ? words.get(index).lower() : "";
    }

    /** What stands between a word and the next one, or the end. */
    public String gapAfter(int index) {
        int end = index + 1 < words.size() ? words.get(index + 1).start() : text.length();
        return text.substring(words.get(index).end(), end);
    }

    /** Whether only white space stands between a word and the next one. */
    public boolean joinedToNext(int index) {
        return index + 1 < words.size() && gapAfter(index).isBlank();
    }

    public boolean isQuestion() {
        for (int at = text.length(); at > 0; ) {
            int c = text.codePointBefore(at);
            if (c == '?' || c == '\uFF1F' || c == '\u061F') {
                return true;
            }
            if (Character.isLetterOrDigit(c)) {
                return false;
            }
            at -= Character.charCount(c);
        }
        return false;
    }

    /** The words from one index up to another, joined by blanks, in lower case. */
    public String phrase(int from, int to) {
        return words.subList(Math.max(0, from), Math.min(words.size(), to)).stream()
                .map(Word::lower)
                .collect(Collectors.joining(" "));
    }
}
