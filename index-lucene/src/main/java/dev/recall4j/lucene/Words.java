package dev.recall4j.lucene;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.hi.HindiNormalizationFilter;
import org.apache.lucene.analysis.hi.HindiStemFilter;
import org.apache.lucene.analysis.in.IndicNormalizationFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.ConditionalTokenFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.ru.RussianLightStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Breaks texts and queries of any language into terms, all in the same way, since nobody says which
 * language a memory is in. Each step touches only its own script:
 *
 * <ul>
 *   <li>compatible forms and accents are folded, so that width, ligatures and diacritics do not
 *       matter;
 *   <li>words are those of Unicode's segmentation rules; compound ones, such as file names and
 *       addresses, also count by their parts;
 *   <li>scripts without spaces give single characters and pairs of neighbours;
 *   <li>English words lose their inflection, Arabic ones their article and endings, Hindi and
 *       Russian ones their endings.
 * </ul>
 */
final class Words extends Analyzer {

    /** Changes whenever the same text gives other terms: indexes made before are made again. */
    static final int VERSION = 3;

    private static final int MARKS_MAX = 30;

    private static final int COMPOUNDS =
            WordDelimiterGraphFilter.GENERATE_WORD_PARTS
                    | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
                    | WordDelimiterGraphFilter.STEM_ENGLISH_POSSESSIVE
                    | WordDelimiterGraphFilter.PRESERVE_ORIGINAL;

    private static final String SOUTHEAST_ASIAN =
            StandardTokenizer.TOKEN_TYPES[StandardTokenizer.SOUTHEAST_ASIAN];

    private static final int CHINESE_JAPANESE_KOREAN =
            CJKBigramFilter.HAN
                    | CJKBigramFilter.HIRAGANA
                    | CJKBigramFilter.KATAKANA
                    | CJKBigramFilter.HANGUL;

    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
        Tokenizer words = new StandardTokenizer();
        TokenStream terms = new WordDelimiterGraphFilter(words, COMPOUNDS, CharArraySet.EMPTY_SET);
        terms = new LowerCaseFilter(terms);
        terms = new ASCIIFoldingFilter(terms);
        terms = new ArabicStemFilter(new ArabicNormalizationFilter(terms));
        terms = new HindiNormalizationFilter(new IndicNormalizationFilter(terms));
        terms = new HindiStemFilter(terms);
        terms = new RussianLightStemFilter(terms);
        terms = new PorterStemFilter(terms);
        terms = new CJKBigramFilter(terms, CHINESE_JAPANESE_KOREAN, true);
        return new TokenStreamComponents(words, new WithoutOffsets(new SoutheastAsianPairs(terms)));
    }

    /** The different terms of a text. */
    Set<String> of(String text) throws IOException {
        Set<String> terms = new LinkedHashSet<>();
        try (TokenStream stream = tokenStream(Fields.WORDS, folded(text))) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        }
        return terms;
    }

    /** The text as it is to be given to this analyzer. */
    static String folded(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        Normalizer.normalize(streamSafe(text), Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> !isAccent(c))
                .map(Words::plain)
                .forEach(kept::appendCodePoint);
        return Normalizer.normalize(kept, Normalizer.Form.NFC);
    }

    /**
     * Without the marks behind the thirtieth of a run, which no language has and which take time in
     * square proportion to their number (UAX #15, Stream-Safe Text).
     */
    private static String streamSafe(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        int marks = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            marks = Character.getType(c) == Character.NON_SPACING_MARK ? marks + 1 : 0;
            if (marks <= MARKS_MAX) {
                safe.append(c);
            }
        }
        return safe.toString();
    }

    private static int plain(int c) {
        if (c == 'ς') {
            return 'σ';
        }
        // The tokenizer loses what stands before half of a surrogate pair at the end of a text.
        return Character.getType(c) == Character.SURROGATE ? ' ' : c;
    }

    /** A mark that may be left out in writing, unlike the vowels of Thai or Hindi. */
    private static boolean isAccent(int c) {
        boolean voicing = c == 0x3099 || c == 0x309A;
        return Character.getType(c) == Character.NON_SPACING_MARK
                && !voicing
                && switch (UnicodeScript.of(c)) {
                    case INHERITED, HEBREW, ARABIC -> true;
                    default -> false;
                };
    }

    /**
     * Where in the text a term stands is not kept. Lucene refuses a text whose terms do not stand
     * in order, which happens where invisible characters follow Chinese, Japanese or Korean ones.
     */
    private static final class WithoutOffsets extends TokenFilter {

        private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);

        WithoutOffsets(TokenStream terms) {
            super(terms);
        }

        @Override
        public boolean incrementToken() throws IOException {
            boolean more = input.incrementToken();
            if (more) {
                offset.setOffset(0, 0);
            }
            return more;
        }
    }

    /**
     * Thai, Lao, Khmer and Burmese put no space between words, and the JDK may lack their words.
     */
    private static final class SoutheastAsianPairs extends ConditionalTokenFilter {

        private final TypeAttribute type = addAttribute(TypeAttribute.class);
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

        SoutheastAsianPairs(TokenStream terms) {
            super(terms, run -> new NGramTokenFilter(run, 2, 2, false));
        }

        @Override
        protected boolean shouldFilter() {
            return type.type().equals(SOUTHEAST_ASIAN) && term.length() > 1;
        }
    }
}
