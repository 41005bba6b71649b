package dev.recall4j;

import java.util.List;
import java.util.regex.Pattern;

/** Brings what can be written in several ways into one: "she's not" and "she isn't". */
final class Wordings {

    private record Rule(Pattern pattern, String replacement) {
        static Rule of(String regex, String replacement) {
            return new Rule(Pattern.compile(regex), replacement);
        }
    }

    private static final List<Rule> RULES =
            List.of(
                    Rule.of("\\s*\\([^)]*\\)", ""),
                    Rule.of("\u2019", "'"),
                    Rule.of("[.!\\s]+$", ""),
                    Rule.of("\\b(?i:can)'?t\\b", "can not"),
                    Rule.of("\\b(?i:won)'t\\b", "will not"),
                    Rule.of("n't\\b", " not"),
                    Rule.of("\\b(?i:i)'m\\b", "I am"),
                    Rule.of("(?i)\\b(name|pronoun)'s\\b", "$1 is"),
                    Rule.of(
                            "'s (?=(?:not|off|over|been|no longer|back|moved|cancell?ed|called|postponed|dead|finally|officially|now)\\b)",
                            " is "),
                    Rule.of(
                            "(?i)\\bhome for (the user|me|us|\\p{Lu}\\p{L}+) is (?=\\p{Lu})",
                            "$1 lives in "),
                    Rule.of("'re\\b", " are"),
                    Rule.of("'ve\\b", " have"),
                    Rule.of(",? (?:and )?(?:his|her|their|its) name is (?=\\p{Lu})", " called "));

    private Wordings() {}

    static String plain(String statement) {
        String text = statement.strip();
        for (Rule rule : RULES) {
            text = rule.pattern.matcher(text).replaceAll(rule.replacement);
        }
        return text;
    }
}
