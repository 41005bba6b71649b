package dev.recall4j.lucene;

import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Words that questions are built with and that tell nothing about what is asked: "what", "did",
 * "the". Memories keep them; only a query does without, where it has other words. A word may tell
 * much in one language and nothing in another, so only those of one language count: that of which
 * the query has most.
 */
final class StopWords {

    /** Lucene's own English list has no question words and hardly a pronoun. */
    private static final String ENGLISH =
            """
            a an the this that these those some any each both such same other
            i me my mine we us our ours you your yours he him his she her hers it its
            they them their theirs what which who whom whose when where why how
            am is are was were be been being do does did doing done have has had having
            will would shall should can could may might must
            and or but nor if then than so because as until while of at by for with about
            into through to from up down in out on off over under again once here there
            not no all more most only own too very just also
            s t d ll m re ve don didn doesn isn wasn
            """;

    /** In the form that {@link Words} gives them; the first list wins a tie. */
    private static final List<Set<String>> LISTS = lists();

    private StopWords() {}

    /** The terms of a query that tell something; all of them if none does. */
    static Collection<String> without(Set<String> terms) {
        Set<String> list = LISTS.getFirst();
        long most = 0;
        for (Set<String> candidate : LISTS) {
            long common = terms.stream().filter(candidate::contains).count();
            if (common > most) {
                most = common;
                list = candidate;
            }
        }
        Set<String> telling = new LinkedHashSet<>(terms);
        telling.removeAll(list);
        return telling.isEmpty() ? terms : telling;
    }

    private static List<Set<String>> lists() {
        try (Words words = new Words()) {
            return List.of(
                    words.of(ENGLISH),
                    terms(GermanAnalyzer.getDefaultStopSet(), words),
                    terms(FrenchAnalyzer.getDefaultStopSet(), words),
                    terms(SpanishAnalyzer.getDefaultStopSet(), words),
                    terms(ItalianAnalyzer.getDefaultStopSet(), words),
                    terms(PortugueseAnalyzer.getDefaultStopSet(), words),
                    terms(DutchAnalyzer.getDefaultStopSet(), words),
                    terms(SwedishAnalyzer.getDefaultStopSet(), words),
                    terms(DanishAnalyzer.getDefaultStopSet(), words),
                    terms(NorwegianAnalyzer.getDefaultStopSet(), words),
                    terms(FinnishAnalyzer.getDefaultStopSet(), words),
                    terms(HungarianAnalyzer.getDefaultStopSet(), words),
                    terms(RussianAnalyzer.getDefaultStopSet(), words),
                    terms(ArabicAnalyzer.getDefaultStopSet(), words),
                    terms(HindiAnalyzer.getDefaultStopSet(), words));
        } catch (IOException e) {
            throw new IllegalStateException("reading from a string cannot fail", e);
        }
    }

    private static Set<String> terms(CharArraySet list, Words words) throws IOException {
        Set<String> terms = new HashSet<>();
        for (Object word : list) {
            terms.addAll(words.of(new String((char[]) word)));
        }
        return terms;
    }
}
