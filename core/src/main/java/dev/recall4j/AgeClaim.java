package dev.recall4j;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How old somebody is, in years. */
record AgeClaim(String topic, int years, boolean isEvent) implements Claim {

    private static final List<String> NUMBERS =
            List.of(
                    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
                            .split(" "));

    private static final String YEARS = "(?<years>\\d{1,3}|" + String.join("|", NUMBERS) + ")";

    private static final Pattern IS =
            Pattern.compile(
                    "(?:is|am|are) " + YEARS + "(?: years? old| yrs? old|-years-old|(?= *$))");

    private static final Pattern TURNED =
            Pattern.compile("(?:(?:has|have) )?turned " + YEARS + "\\b");

    static Stream<Claim> of(Clause clause) {
        Matcher is = clause.says(IS);
        Matcher found = is != null ? is : clause.says(TURNED);
        return found == null || clause.denied()
                ? Stream.of()
                : Stream.of(
                        new AgeClaim(
                                clause.topic("age"), number(found.group("years")), is == null));
    }

    private static int number(String years) {
        int word = NUMBERS.indexOf(years);
        return word < 0 ? Integer.parseInt(years) : word;
    }

    @Override
    public boolean ends(Claim earlier) {
        return earlier instanceof AgeClaim age && age.years != years;
    }
}
