package dev.recall4j.local;

import dev.recall4j.dates.Span;

import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a turn into sentences. Not thread-safe; cheap to make, since the model is shared.
 *
 * <p>A line ends a sentence unless the next one goes on in lower case. Within lines of Latin script
 * the published English model of OpenNLP decides; it misses ends before "I" and after "Hi!", which
 * are added. Other scripts are split by the JDK's rules. What is still longer than {@link
 * #LENGTH_MAX} is cut at white space, and a fenced block of code is never split.
 */
final class SentenceSplitter {

    /** In characters; longer pieces would drown what they say. */
    static final int LENGTH_MAX = 1_000;

    /**
     * A text of more pieces is a document or a log: neighbours are put together up to the limit.
     */
    private static final int PIECES_MAX = 100;

    private static final Pattern FENCE = Pattern.compile("```.*?(?:```|\\z)", Pattern.DOTALL);
    private static final Pattern ENDLESS_WORD = Pattern.compile("\\S{" + LENGTH_MAX + "}");
    private static final Pattern LINE_END = Pattern.compile("\\R(?!\\h*\\p{Ll})\\s*");
    private static final Pattern MISSED_END =
            Pattern.compile(
                    "(?<=[!?\u2026\\p{So}\uFE0F])\\s+(?=[\\p{Lu}\\p{N}\"\u201C(])"
                            + "|(?<=\\p{Ll}{2}[.)\"\u201D]{1,2})\\s+(?=(?:I|My|We)\\b)"
                            + "|(?<=;)\\s+");

    /** "Three ideas: 1." is the end of a sentence and the number of the next. */
    private static final Pattern LIST_NUMBER = Pattern.compile("(?:^|:\\s*)(\\d{1,2}[.)])$");

    private final SentenceDetectorME english = new SentenceDetectorME(Model.ENGLISH);

    /** Loaded when first used. */
    private static final class Model {
        static final SentenceModel ENGLISH = load("opennlp-en-ud-ewt-sentence-1.3-2.5.4.bin");

        private static SentenceModel load(String name) {
            ClassLoader loader = Objects.requireNonNull(SentenceSplitter.class.getClassLoader());
            try (InputStream stream =
                    Objects.requireNonNull(loader.getResourceAsStream(name), name)) {
                return new SentenceModel(stream);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * A part of a turn.
     *
     * @param span where it stands
     * @param block whether it is code or data rather than a sentence
     */
    record Piece(Span span, boolean block) {}

    /** The sentences and blocks in order; between them is nothing but white space. */
    List<Piece> split(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher fence = FENCE.matcher(text);
        int at = 0;
        while (fence.find()) {
            splitProse(text, new Span(at, fence.start()), pieces);
            pieces.add(new Piece(new Span(fence.start(), fence.end()), true));
            at = fence.end();
        }
        splitProse(text, new Span(at, text.length()), pieces);
        return pieces.size() > PIECES_MAX ? joined(pieces) : pieces;
    }

    /** The whole text as data: blocks of whole lines or sentences. */
    List<Piece> blocks(String text) {
        List<Piece> pieces = new ArrayList<>();
        splitProse(text, new Span(0, text.length()), pieces);
        return joined(pieces);
    }

    private void splitProse(String text, Span prose, List<Piece> pieces) {
        for (Span line : between(LINE_END, text, prose)) {
            if (hasEndlessWord(line.in(text))) {
                addBounded(text, line, pieces);
                continue;
            }
            for (Span sentence : sentencesOf(text, line)) {
                for (Span part : between(MISSED_END, text, sentence)) {
                    addBounded(text, part, pieces);
                }
            }
        }
    }

    /**
     * What runs on without white space is no prose, and the model's time grows with the square of
     * it.
     */
    private static boolean hasEndlessWord(String line) {
        return line.length() > LENGTH_MAX
                && isMostlyLatin(line)
                && ENDLESS_WORD.matcher(line).find();
    }

    private List<Span> sentencesOf(String text, Span line) {
        String content = line.in(text);
        List<Span> found = isMostlyLatin(content) ? englishIn(content) : foreignIn(content);
        return found.stream().map(sentence -> sentence.shifted(line.start())).toList();
    }

    private List<Span> englishIn(String content) {
        List<Span> sentences = new ArrayList<>();
        int numbered = -1;
        for (opennlp.tools.util.Span found : english.sentPosDetect(content)) {
            int start = numbered < 0 ? found.getStart() : numbered;
            Matcher number = LIST_NUMBER.matcher(content).region(found.getStart(), found.getEnd());
            numbered = number.find() ? number.start(1) : -1;
            sentences.add(
                    new Span(start, Math.max(start, numbered < 0 ? found.getEnd() : numbered)));
        }
        if (numbered >= 0) {
            sentences.add(new Span(numbered, content.length()));
        }
        return sentences;
    }

    private static List<Span> foreignIn(String content) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(content);
        List<Span> sentences = new ArrayList<>();
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            sentences.add(new Span(from, to));
            from = to;
        }
        return sentences;
    }

    private static boolean isMostlyLatin(String text) {
        long letters = text.codePoints().filter(Character::isLetter).count();
        long latin =
                text.codePoints()
                        .filter(Character::isLetter)
                        .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN)
                        .count();
        return latin * 2 >= letters;
    }

    private static List<Span> between(Pattern separator, String text, Span whole) {
        List<Span> parts = new ArrayList<>();
        Matcher matcher =
                separator
                        .matcher(text)
                        .region(whole.start(), whole.end())
                        .useTransparentBounds(true);
        int at = whole.start();
        while (matcher.find()) {
            parts.add(new Span(at, matcher.start()));
            at = matcher.end();
        }
        parts.add(new Span(at, whole.end()));
        return parts;
    }

    private static void addBounded(String text, Span piece, List<Piece> pieces) {
        Span rest = piece.stripped(text);
        while (rest.length() > LENGTH_MAX) {
            int cut = cut(text, rest.start());
            pieces.add(new Piece(new Span(rest.start(), cut).stripped(text), false));
            rest = new Span(cut, rest.end()).stripped(text);
        }
        if (rest.length() > 0) {
            pieces.add(new Piece(rest, false));
        }
    }

    /** The last white space that keeps the piece within the limit, or the limit itself. */
    private static int cut(String text, int start) {
        int limit = start + LENGTH_MAX;
        for (int at = limit; at > start + LENGTH_MAX / 2; at--) {
            if (Character.isWhitespace(text.charAt(at))) {
                return at;
            }
        }
        return Character.isLowSurrogate(text.charAt(limit)) ? limit - 1 : limit;
    }

    private static List<Piece> joined(List<Piece> pieces) {
        List<Piece> joined = new ArrayList<>();
        for (Piece piece : pieces) {
            int start = joined.isEmpty() ? piece.span().start() : joined.getLast().span().start();
            if (!joined.isEmpty() && piece.span().end() - start <= LENGTH_MAX) {
                joined.removeLast();
            } else {
                start = piece.span().start();
            }
            joined.add(new Piece(new Span(start, piece.span().end()), true));
        }
        return joined;
    }
}
