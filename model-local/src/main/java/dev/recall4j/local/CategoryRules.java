package dev.recall4j.local;

import dev.recall4j.dates.Sentence;
import dev.recall4j.dates.Word;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Says what kind of statement a sentence makes about its speaker, where its words tell: {@code
 * preference}, {@code identity}, {@code relation}, {@code plan}, {@code possession}, {@code place},
 * {@code health}, {@code work}. Several, or none.
 */
final class CategoryRules {

    /** Something that happened at a time that is told. */
    static final String EVENT = "event";

    private static final int WORD_LENGTH_MAX = 100;
    private static final String I = "\\b(?:i|i've|i'd|we|we've)(?: \\w+){0,2} ";
    private static final String I_AM = "\\b(?:i'm|i am|i was|i've been|we're)(?: \\w+){0,3} ";
    private static final String MY = "\\b(?:my|our) (?:\\w+ ){0,2}";

    private record Rule(String category, Pattern pattern) {}

    private static final List<Rule> RULES =
            List.of(
                    rule(
                            "preference",
                            I + "(?:love|like|enjoy|prefer|hate|dislike|adore)d?\\b",
                            MY + "favou?rites?\\b",
                            I_AM + "(?:fan of|passionate about|keen on|obsessed with)\\b",
                            "\\bi can't stand\\b"),
                    rule(
                            "identity",
                            "\\bmy name(?:'s| is)\\b",
                            "\\bi was born\\b",
                            "\\bmy (?:birthday|pronouns|nickname)\\b",
                            "\\b(?:i'm|i am) (?:\\d+|from|originally)\\b"),
                    rule(
                            "relation",
                            MY
                                    + "(?:sister|brother|mother|mom|mum|father|dad|son|daughter|wife|husband|partner"
                                    + "|fianc[e\u00e9]e?|girlfriend|boyfriend|friend|cousin|aunt|uncle|niece|nephew|grandma"
                                    + "|grandpa|grandmother|grandfather|parents|kids|children|family|roommate|neighbou?r"
                                    + "|colleague)s?\\b"),
                    rule(
                            "plan",
                            "\\b(?:i'll|we'll|i will|we will)\\b",
                            "\\b(?:i'm|we're) gonna\\b",
                            I_AM + "(?:planning|hoping|about) to\\b",
                            I + "(?:plan|hope|want|intend) to\\b",
                            "\\b(?:i'm|we're|i am|we are) going to (?!the\\b|an?\\b|my\\b|our\\b)\\w+[^s\\s](?:\\s|$)"),
                    rule(
                            "possession",
                            I + "(?:own|bought|adopted|purchased)\\b",
                            MY
                                    + "(?:dog|cat|pet|puppy|kitten|car|bike|house|flat|apartment|guitar|piano|laptop|phone"
                                    + "|boat|garden|collection)s?\\b"),
                    rule(
                            "place",
                            I + "(?:live|lived|moved|settled) (?:in|to|from|near|at|here|back)\\b",
                            I_AM + "(?:living|moving) (?:in|to|from|near|at|back)\\b",
                            I + "grew up\\b",
                            "\\bmy home ?(?:town|country)\\b"),
                    rule(
                            "health",
                            I_AM
                                    + "(?:allergic|diabetic|injured|diagnosed|pregnant|vegan|vegetarian|in (?:the )?hospital)\\b",
                            MY
                                    + "(?:allergy|allergies|asthma|diabetes|surgery|injury|medication|therapy)\\b",
                            I + "(?:asthma|diabetes|an allergy|surgery)\\b"),
                    rule(
                            "work",
                            I + "(?:work|worked) (?:as|at|for)\\b(?! it\\b)",
                            I_AM + "(?:working|employed) (?:as|at|for)\\b(?! it\\b)",
                            MY
                                    + "(?:job|boss|career|company|employer|salary|colleagues?|office)\\b",
                            I + "(?:promoted|hired|laid off|a new job)\\b"));

    private CategoryRules() {}

    private static Rule rule(String category, String... patterns) {
        return new Rule(category, Pattern.compile(String.join("|", patterns)));
    }

    static Set<String> of(Sentence sentence) {
        if (sentence.words().stream().anyMatch(CategoryRules::isEndless)) {
            return Set.of();
        }
        String phrase = sentence.phrase(0, sentence.words().size());
        Set<String> categories = new TreeSet<>();
        for (Rule rule : RULES) {
            if (rule.pattern.matcher(phrase).find()) {
                categories.add(rule.category);
            }
        }
        return categories;
    }

    /** No word of a language; patterns would work on it for long. */
    private static boolean isEndless(Word word) {
        return word.end() - word.start() > WORD_LENGTH_MAX;
    }
}
