package dev.recall4j;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a statement of an answer that is kept with its question: of "Ana, asked "Do you still
 * smoke?": No, not anymore." that Ana does not smoke any more.
 */
final class Answered {

    private static final Pattern ANSWER =
            Pattern.compile("([^,\"]{1,60}), asked \"([^\"]{1,200})\": (.+)", Pattern.DOTALL);

    /** "Still" asks about what was known. */
    private static final Pattern STILL =
            Pattern.compile(
                    "(?i)(?:.*[,.!] )?(?:so |and )?(?:(do|are|is|have) you )?still (?<what>[^?]+)\\?");

    private static final Pattern NO_MORE =
            Pattern.compile(
                    "(?i)(?:(?:no|nope|nah)(?:[,.!]|$)|(?:(?:no|nope|nah)[,.!]? )?(?:not any ?more|no longer|not since|not for)).*",
                    Pattern.DOTALL);

    private Answered() {}

    static String resolved(String statement) {
        Matcher answer = ANSWER.matcher(statement);
        if (!answer.matches()) {
            return statement;
        }
        String said = "%s: %s".formatted(answer.group(1), answer.group(3));
        Matcher still = STILL.matcher(answer.group(2));
        return still.matches() && NO_MORE.matcher(answer.group(3)).matches()
                ? "%s: %s no longer %s. %s"
                        .formatted(
                                answer.group(1),
                                answer.group(1),
                                still.group("what"),
                                answer.group(3))
                : said;
    }
}
