package dev.recall4j.local;

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

    private static final String I = "\\b(?:i|i've|i'd|we|we've)(?: \\w+){0,2} ";

    private record Rule(String category, Pattern pattern) {}

    private static final List<Rule> RULES =
            List.of(
                    rule(
                            "preference",
                            I + "(?:love|like|enjoy|prefer|hate|dislike|adore)d?\\b",
                            "\\bfavou?rites?\\b",
                            "\\b(?:fan of|passionate about|can't stand|keen on|obsessed with)\\b"),
                    rule(
                            "identity",
                            "\\bmy name(?:'s| is)\\b",
                            "\\bi was born\\b",
                            "\\bmy (?:birthday|pronouns|nickname)\\b",
                            "\\b(?:i'm|i am) (?:\\d+|from|originally)\\b",
                            "\\byears old\\b"),
                    rule(
                            "relation",
                            "\\bmy (?:\\w+ )?(?:sister|brother|mother|mom|mum|father|dad|son|daughter|wife|husband"
                                    + "|partner|fianc[eé]e?|girlfriend|boyfriend|friend|cousin|aunt|uncle|niece|nephew"
                                    + "|grandma|grandpa|grandmother|grandfather|parents|kids|children|family|roommate"
                                    + "|neighbou?r|colleague)s?\\b"),
                    rule(
                            "plan",
                            "\\b(?:i'll|we'll|i will|we will)\\b",
                            "\\b(?:gonna|(?:plan|planning|hope|hoping|want|intend|about) to) \\w+",
                            "\\bgoing to (?!the\\b|an?\\b|my\\b|our\\b)\\w+[^s\\s](?:\\s|$)"),
                    rule(
                            "possession",
                            I + "(?:own|bought|adopted|purchased|received)\\b",
                            "\\bmy (?:\\w+ )?(?:dog|cat|pet|puppy|kitten|car|bike|house|flat|apartment|guitar|piano"
                                    + "|laptop|phone|boat|garden|collection)s?\\b"),
                    rule(
                            "place",
                            "\\b(?:live|lives|lived|living|moved|moving|grew up|settled) (?:in|to|from|near|at)\\b",
                            "\\bmy home ?(?:town|country)\\b"),
                    rule(
                            "health",
                            "\\b(?:allergic|allerg(?:y|ies)|asthma|diabet(?:es|ic)|surgery|injur(?:y|ed)|diagnosed"
                                    + "|medication|pregnant|vegan|vegetarian|hospital|gluten|lactose)\\b"),
                    rule(
                            "work",
                            "\\b(?:work|works|worked|working) (?:as|at|for)\\b",
                            "\\bmy (?:\\w+ )?(?:job|boss|career|company|employer|salary|colleagues?|office)\\b",
                            "\\b(?:promoted|promotion|hired|laid off|new job)\\b"));

    private CategoryRules() {}

    private static Rule rule(String category, String... patterns) {
        return new Rule(category, Pattern.compile(String.join("|", patterns)));
    }

    static Set<String> of(Sentence sentence) {
        String phrase = sentence.phrase(0, sentence.words().size());
        Set<String> categories = new TreeSet<>();
        for (Rule rule : RULES) {
            if (rule.pattern.matcher(phrase).find()) {
                categories.add(rule.category);
            }
        }
        return categories;
    }
}
