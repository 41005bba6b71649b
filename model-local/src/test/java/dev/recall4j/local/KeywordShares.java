package dev.recall4j.local;

import opennlp.tools.stemmer.PorterStemmer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * BM25 (k1 1.2, b 0.75) over the turns of one conversation, as a share: divided by the sum of the
 * weights of the query's words, which no turn can exceed.
 */
final class KeywordShares {

    private static final double K1 = 1.2;
    private static final double B = 0.75;
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Set<String> STOP_WORDS =
            Set.of(
                    ("a an and are as at be but by for if in into is it no not of on or such that the "
                                    + "their then there these they this to was will with did do does "
                                    + "what when where which who whom why how has have had her his "
                                    + "he she you your i my me we our from")
                            .split(" "));

    /** How text becomes words. */
    enum Words {
        PLAIN(words -> words),
        STOPPED(words -> words.filter(word -> !STOP_WORDS.contains(word))),
        STEMMED(words -> words.map(Words::stem)),
        STOPPED_AND_STEMMED(words -> STEMMED.filter.apply(STOPPED.filter.apply(words)));

        private final Function<Stream<String>, Stream<String>> filter;

        Words(Function<Stream<String>, Stream<String>> filter) {
            this.filter = filter;
        }

        private List<String> of(String text) {
            Stream<String> words =
                    Arrays.stream(NO_WORD.split(text.toLowerCase(Locale.ROOT)))
                            .filter(word -> !word.isEmpty());
            return filter.apply(words).toList();
        }

        private static String stem(String word) {
            return new PorterStemmer().stem(word);
        }
    }

    private final Words words;
    private final List<Map<String, Long>> turns;
    private final Map<String, Integer> turnsWith = new HashMap<>();
    private final double meanLength;

    KeywordShares(List<String> turns, Words words) {
        this.words = words;
        this.turns = turns.stream().map(words::of).map(KeywordShares::counts).toList();
        this.turns.forEach(
                turn -> turn.keySet().forEach(word -> turnsWith.merge(word, 1, Integer::sum)));
        meanLength = this.turns.stream().mapToLong(KeywordShares::length).average().orElse(1);
    }

    /** The share of each turn, in the order of the turns; 0 to 1. */
    double[] of(String query) {
        Set<String> asked = counts(words.of(query)).keySet();
        double highest = asked.stream().mapToDouble(this::weight).sum();
        return turns.stream()
                .mapToDouble(turn -> highest == 0 ? 0 : score(asked, turn) / highest)
                .toArray();
    }

    private double score(Set<String> asked, Map<String, Long> turn) {
        double norm = K1 * (1 - B + B * length(turn) / meanLength);
        double score = 0;
        for (String word : asked) {
            long count = turn.getOrDefault(word, 0L);
            score += weight(word) * count / (count + norm);
        }
        return score;
    }

    private double weight(String word) {
        int with = turnsWith.getOrDefault(word, 0);
        return with == 0 ? 0 : Math.log(1 + (turns.size() - with + 0.5) / (with + 0.5));
    }

    private static Map<String, Long> counts(List<String> words) {
        return words.stream().collect(Collectors.groupingBy(w -> w, Collectors.counting()));
    }

    private static long length(Map<String, Long> turn) {
        return turn.values().stream().mapToLong(Long::longValue).sum();
    }
}
