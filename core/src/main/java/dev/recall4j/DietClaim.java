package dev.recall4j;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What somebody eats, or does not eat.
 *
 * @param diet its name, or the food
 * @param food whether it is about one food
 * @param gone whether it says no, or no more
 */
record DietClaim(String topic, String diet, boolean food, boolean gone, boolean isEvent)
        implements Claim {

    private static final String DIETS =
            "(?<diet>vegan|vegetarian|veggie|pescatarian|pescetarian|plant[- ]based|keto|carnivore|omnivore|paleo|flexitarian|fruitarian|gluten[- ]free|dairy[- ]free|sugar[- ]free)";

    private static final String FOODS =
            "meat|fish|seafood|dairy|cheese|eggs?|chicken|beef|pork|steaks?|bacon|burgers?|sausages?|ham|milk|butter|yogh?urt|salmon|tuna|sushi|gluten|sugar|bread|alcohol";

    /** Foods that are of another one. */
    private static final Map<String, String> KINDS =
            Map.ofEntries(
                    Map.entry("egg", "eggs"),
                    Map.entry("steak", "beef"),
                    Map.entry("steaks", "beef"),
                    Map.entry("burger", "beef"),
                    Map.entry("burgers", "beef"),
                    Map.entry("sausage", "pork"),
                    Map.entry("sausages", "pork"),
                    Map.entry("bacon", "pork"),
                    Map.entry("ham", "pork"),
                    Map.entry("seafood", "fish"),
                    Map.entry("salmon", "fish"),
                    Map.entry("tuna", "fish"),
                    Map.entry("milk", "dairy"),
                    Map.entry("butter", "dairy"),
                    Map.entry("cheese", "dairy"),
                    Map.entry("yogurt", "dairy"),
                    Map.entry("yoghurt", "dairy"));

    private static final Pattern IS =
            Pattern.compile(
                    "(?i)(?:is|am|are|became|went|turned|(?:has|have) (?:been|gone|become|turned)|been|back to being|back to|being|going|being on|switched to|follows?|eats?|is on|am on|adopted|started|keeps?|is following|is eating|am eating) "
                            + "(?:being |eating |following )?(?:a |an |the |to )?(?:(?:strict|lifelong|new|committed|mostly|pure|100%) )*"
                            + DIETS
                            + "\\b");

    private static final Pattern EATS =
            Pattern.compile(
                    "(?i)(?:(?:is|am|are) (?:back (?:to|on)|(?:back to )?eating)|eats?|(?:has|have) been eating|went back to eating|started (?:eating|to eat)|started eating|back (?:to|on)|eating|loves?|enjoys?) (?:some |a )?(?:good |nice |red |raw )?(?<food>"
                            + FOODS
                            + ")\\b");

    private static final Pattern GAVE_UP =
            Pattern.compile(
                    "(?i)(?:(?:has|have) )?(?:gave up|given up|quit|stopped|cut out|dropped)(?: on)?(?: eating| being)?(?: the| a| all)? (?:"
                            + DIETS
                            + "|(?<food>"
                            + FOODS
                            + "))\\b");

    private static final Set<String> MEATS = Set.of("meat", "chicken", "beef", "pork");

    /** "Does not eat meat or fish" says two things. */
    private static final Pattern OR =
            Pattern.compile("(?i)^[^,;]*?,? (?:or|nor|and) (?<food>" + FOODS + ")\\b");

    /** Of these one has one at a time. */
    private static final Set<String> EXCLUSIVE =
            Set.of(
                    "vegan",
                    "vegetarian",
                    "pescatarian",
                    "carnivore",
                    "omnivore",
                    "flexitarian",
                    "fruitarian");

    private static final Map<String, String> SYNONYMS =
            Map.of(
                    "veggie",
                    "vegetarian",
                    "pescetarian",
                    "pescatarian",
                    "plant-based",
                    "vegan",
                    "plant based",
                    "vegan");

    static Stream<Claim> of(Clause clause) {
        Matcher left = clause.says(GAVE_UP);
        if (left != null) {
            return claim(clause, left, !clause.denied(), true);
        }
        Matcher is = clause.says(IS);
        if (is != null) {
            return Stream.of(
                    claim(
                            clause,
                            is.group("diet"),
                            false,
                            clause.denied(),
                            !is.group().matches("(?i)(?:is|am|are|follows?|eats?) .*")));
        }
        Matcher eats = clause.says(EATS);
        return eats == null ? Stream.of() : foods(clause, eats);
    }

    private static Stream<Claim> foods(Clause clause, Matcher eats) {
        Claim first = claim(clause, eats.group("food"), true, clause.denied(), false);
        Matcher or = OR.matcher(clause.predicate().substring(eats.end()));
        return or.find()
                ? Stream.of(first, claim(clause, or.group("food"), true, clause.denied(), false))
                : Stream.of(first);
    }

    private static Stream<Claim> claim(
            Clause clause, Matcher found, boolean gone, boolean isEvent) {
        String diet = found.group("diet");
        return Stream.of(
                diet != null
                        ? claim(clause, diet, false, gone, isEvent)
                        : claim(clause, found.group("food"), true, gone, isEvent));
    }

    private static Claim claim(
            Clause clause, String name, boolean food, boolean gone, boolean isEvent) {
        String diet = Words.folded(name);
        return new DietClaim(
                clause.topic("diet"), SYNONYMS.getOrDefault(diet, diet), food, gone, isEvent);
    }

    @Override
    public boolean ends(Claim earlier) {
        if (!(earlier instanceof DietClaim other)) {
            return false;
        }
        if (food && other.food) {
            return gone != other.gone && covers(gone ? other.diet : diet, gone ? diet : other.diet);
        }
        if (food == other.food && diet.equals(other.diet)) {
            return gone != other.gone;
        }
        if (gone || other.gone) {
            return false;
        }
        if (food || other.food) {
            return food ? leavesOut(other.diet, diet) : leavesOut(diet, other.diet);
        }
        return EXCLUSIVE.contains(diet) && EXCLUSIVE.contains(other.diet);
    }

    /** Whether who leaves out a food leaves out another one. */
    private static boolean covers(String eaten, String left) {
        return left.equals(eaten)
                || left.equals(KINDS.get(eaten))
                || left.equals("meat") && (MEATS.contains(eaten) || MEATS.contains(kind(eaten)));
    }

    private static String kind(String food) {
        return KINDS.getOrDefault(food, food);
    }

    private static boolean leavesOut(String diet, String food) {
        boolean meat = MEATS.contains(kind(food));
        return switch (diet) {
            case "vegan" -> meat || Set.of("fish", "dairy", "eggs").contains(kind(food));
            case "vegetarian" -> meat || kind(food).equals("fish");
            case "pescatarian" -> meat;
            default -> false;
        };
    }
}
