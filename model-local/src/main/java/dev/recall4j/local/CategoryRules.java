package dev.recall4j.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says what kind of statement a sentence is, by its words: {@code preference}, {@code identity},
 * {@code relation}, {@code plan}, {@code possession}, {@code place}, {@code health}, {@code work}.
 * Several, or none.
 */
final class CategoryRules {

    private static final Map<String, Set<String>> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put(
                "preference",
                WordSets.of(
                        "love loves like likes enjoy enjoys prefer prefers hate hates dislike dislikes favorite"
                                + " favourite adore adores"));
        WORDS.put(
                "relation",
                WordSets.of(
                        "sister brother mother mom mum father dad son daughter wife husband partner fiance fiancee"
                                + " girlfriend boyfriend friend friends cousin aunt uncle niece nephew grandma grandpa"
                                + " grandmother grandfather parents kids children roommate neighbor neighbour colleague"));
        WORDS.put(
                "health",
                WordSets.of(
                        "allergic allergy asthma diabetes doctor hospital surgery injury injured illness diagnosed"
                                + " medication therapy therapist sick pregnant vegan vegetarian"));
        WORDS.put(
                "work",
                WordSets.of(
                        "job work works worked working boss colleague promoted promotion career office company"
                                + " employer salary hired"));
        WORDS.put("plan", WordSets.of("plan plans planning gonna tomorrow will i'll hope intend"));
    }

    private static final Map<String, String> PHRASES =
            Map.of(
                    "my name is", "identity",
                    "years old", "identity",
                    "was born", "identity",
                    "live in", "place",
                    "lives in", "place",
                    "moved to", "place",
                    "moved from", "place",
                    "going to", "plan",
                    "have a", "possession",
                    "own a", "possession");

    private CategoryRules() {}

    static Set<String> of(Sentence sentence) {
        Set<String> categories = new TreeSet<>();
        for (Word word : sentence.words()) {
            WORDS.forEach((category, words) -> {
                if (words.contains(word.withoutPossessive())) {
                    categories.add(category);
                }
            });
        }
        String phrase = " " + sentence.phrase(0, sentence.words().size()) + " ";
        PHRASES.forEach((words, category) -> {
            if (phrase.contains(" " + words + " ")) {
                categories.add(category);
            }
        });
        return categories;
    }
}
