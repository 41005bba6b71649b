package dev.recall4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes an English statement apart into clauses that each say one thing of one subject: "Ana is no
 * longer with Acme, Ana joined Globex" says two of Ana. What is doubted, wished, asked or joked
 * gives none, and neither does a clause whose subject is not plain: one that is missed costs less
 * than one that nobody said. Where it is not plain how long a subject is ("Ana's sister lives") or
 * whether there is one ("Ana: Living in Porto"), every reading is given, and patterns of verbs pick
 * the right one. Not thread-safe.
 */
final class ClauseReader {

    /** Longer ones say too much at once. */
    private static final int LENGTH_MAX = 300;

    /** "Ana's little sister Lea" has as many words between the owner and the name. */
    private static final int KIN_WORDS_MAX = 3;

    private static final Pattern NOT_MEANT = PhraseLists.phrase("not-meant.txt");
    private static final Pattern DOUBTFUL = PhraseLists.phrase("doubtful.txt");
    private static final Pattern MARKED_AS_NO_FACT = Pattern.compile("\\?|(?<!\\S)/s(?!\\S)");
    private static final Pattern SPEAKER =
            Pattern.compile("((?:\\p{Lu}[^:.!?,\"]{0,60})|The user): (.+)", Pattern.DOTALL);

    private static final Pattern SENTENCE_END = Pattern.compile("[.;!\\n:]+\\s+");

    private static final Pattern BREAK =
            Pattern.compile(
                    "\\s+[-–—]+\\s+|(?:,\\s*|\\s+)(?:and|but|so|then)\\s+|,\\s+(?!not\\b)"
                            + "|,?\\s+(?:because|since|now that)\\s+(?=(?:I|we|[Tt]he user|\\p{Lu}\\p{L}*) "
                            + "(?:am|is|are|has|have|got|quit|moved|stopped|became|left|lost|started|gave|live|work)\\b)");

    /** Behind these stands why, when or how, which is another matter. */
    private static final Pattern TAIL =
            Pattern.compile(
                    "(?i)\\s+(?:because|when|while|although|though|after|before|until|where|which|who|whose|as soon as|so that)\\b.*");

    private static final Pattern LEAD_IN =
            Pattern.compile(
                    "(?i)"
                            + PhraseLists.alternatives("lead-ins.txt")
                            + "(?:[,!.]+\\s*|\\s+)(?=\\S)");

    private static final String MONTHS_AND_DAYS =
            "(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Christmas|Easter)\\b)";

    /** "Since May Ana works": when comes before who. */
    private static final Pattern TIME_FIRST =
            Pattern.compile(
                    "(?i:since|this|last|in|on|after|as of|over|from|at|by|a|two|three|four|five|\\d+|one|about|all|earlier|later|once|starting) [^,]{1,40}?,? (?=(?:(?:the user|I|we|my|our) |"
                            + MONTHS_AND_DAYS
                            + "\\p{Lu}\\p{L}+(?:'s|'s \\p{L}+| \\p{Lu}\\p{L}+)? (?:is|has|was|does|did|can|got|\\p{Ll}+(?:s|ed)|quit|left|moved|became|began|gave|went)\\b))");

    private static final Pattern ADVERB = PhraseLists.phrase("adverbs.txt");
    private static final Pattern NOW = PhraseLists.phrase("now.txt");
    private static final Pattern ADDED = PhraseLists.phrase("added.txt");

    private static final Pattern CORRECTING =
            Pattern.compile("(?i), (?:and )?not (?!only|just)(?:[\\w'-]+ ){0,4}[\\w'-]+$");

    private static final Pattern NO_LONGER =
            Pattern.compile(
                    "(?i)\\b(?:no longer|not any ?more|any ?more|any longer|no more|never|ceased to|(?:is|am|are) done(?= \\p{L}+ing\\b))\\b,?\\s*");

    private static final Pattern NOT =
            Pattern.compile(
                    "(?i)^(?:(?:do|does|did) not |(is|are|am|was|were|has|have|had|can|will) not |cannot |not (?=(?:a|an|in|at|with)\\b|\\p{L}+(?:ing|ed|an)\\b))");

    private static final Pattern USED_TO = Pattern.compile("(?i)^used to ");

    private static final Pattern STOPPED =
            Pattern.compile(
                    "(?i)^(?:(?:has|have|had) (?:to )?)?(?:stop(?:ped)?|quit|g[ai]ven? up|(?:is|are|am) done(?: with)?|dropped) (?=\\p{L}+ing\\b)");

    private static final Pattern EMPHATIC = Pattern.compile("(?i)^(?:do|does) (?!not\\b)");
    private static final Pattern FIRST_PERSON = Pattern.compile("(?i)^(?:I|we) ");
    private static final Pattern OWN = Pattern.compile("(?i)^(?:my|our) ");
    private static final Pattern ARTICLE = Pattern.compile("(?i)^(?:the|an?|that|this) (?=\\p{L})");
    private static final Pattern NAME = Pattern.compile("\\p{Lu}[\\p{L}\\p{M}\\p{N}.'-]*");
    private static final Pattern OWNER = Pattern.compile("\\p{Lu}[\\p{L}\\p{M}.-]*'s?");
    private static final Pattern VERB =
            Pattern.compile("(?i)(?:is|am|are|was|were|has|have|had|does|did|will|can)\\b.*");

    private static final Set<String> NO_SUBJECTS = PhraseLists.words("no-subjects.txt");

    private static final Set<String> AUXILIARIES =
            Set.of(
                    "is", "was", "are", "were", "has", "have", "had", "does", "did", "will", "can",
                    "got");

    private final List<Clause> clauses = new ArrayList<>();

    /** Who is quoted, or the empty text. */
    private final String speaker;

    /** Whom the clauses at hand are about. */
    private List<String> subjects;

    /** Whether the part at hand is the first of its sentence. */
    private boolean opens = true;

    private ClauseReader(String speaker) {
        this.speaker = speaker;
        this.subjects = speaker.isEmpty() ? List.of() : List.of(speaker);
    }

    static List<Clause> read(String statement) {
        if (statement.length() > LENGTH_MAX) {
            return List.of();
        }
        String text = Answered.resolved(Wordings.plain(statement));
        if (NOT_MEANT.matcher(text).find() || MARKED_AS_NO_FACT.matcher(text).find()) {
            return List.of();
        }
        Matcher said = SPEAKER.matcher(text);
        boolean quoted = said.matches();
        ClauseReader reader = new ClauseReader(quoted ? said.group(1) : "");
        reader.readAll(quoted ? said.group(2) : text);
        return reader.clauses;
    }

    private void readAll(String text) {
        for (String sentence : SENTENCE_END.split(text)) {
            opens = true;
            readSentence(sentence);
        }
    }

    private void readSentence(String sentence) {
        List<String> together = new ArrayList<>();
        for (String part : BREAK.split(sentence)) {
            boolean now = NOW.matcher(part).find();
            String words = ADVERB.matcher(inThirdPerson(part.strip())).replaceAll("").strip();
            if (DOUBTFUL.matcher(words).find()) {
                subjects = List.of();
            } else if (isName(words)) {
                together.add(words);
            } else {
                read(words, together, now);
                together.clear();
                opens &= words.isEmpty();
            }
        }
    }

    private String inThirdPerson(String part) {
        String start = withoutOpening(part);
        if (speaker.isEmpty()) {
            return start;
        }
        String owner = Matcher.quoteReplacement(speaker);
        String own = OWN.matcher(start).replaceFirst(owner + "'s ");
        return FIRST_PERSON.matcher(own).replaceFirst(owner + " ");
    }

    /** "So now I live" begins with its subject, too. */
    private static String withoutOpening(String part) {
        String rest = part;
        for (Pattern opening : List.of(ADVERB, LEAD_IN, ADVERB, TIME_FIRST)) {
            Matcher found = opening.matcher(rest);
            while (found.lookingAt() && found.end() < rest.length()) {
                rest = rest.substring(found.end());
                found.reset(rest);
            }
        }
        return rest;
    }

    private static boolean isName(String words) {
        return !words.isEmpty()
                && words.split(" ").length <= 3
                && Arrays.stream(words.split(" ")).allMatch(word -> NAME.matcher(word).matches());
    }

    /**
     * @param together names that stand in front: "Tom and" of "Tom and Ana got married"
     */
    private void read(String part, List<String> together, boolean now) {
        String[] words = part.split(" ");
        int names = namesAtStart(words);
        if (names > 0) {
            readNamed(words, names, together, now);
        } else if (names == 0) {
            say(subjects, part, now);
        } else {
            subjects = List.of();
        }
        if (!speaker.isEmpty()) {
            readFragment(part, names, now);
        }
    }

    private void readNamed(String[] words, int names, List<String> together, boolean now) {
        List<String> about = new ArrayList<>(together);
        about.add(joined(words, 0, names).replaceFirst("'s?$", ""));
        subjects = about;
        say(about, joined(words, names, words.length), now);
        if (OWNER.matcher(words[names - 1]).matches()) {
            readOwned(words, names, now);
        }
    }

    /** "Ana's dog Rex barks": about Ana's dog, and about Rex. */
    private void readOwned(String[] words, int names, boolean now) {
        for (int end = names + 1; end <= names + KIN_WORDS_MAX && end < words.length; end++) {
            if (AUXILIARIES.contains(words[end - 1])) {
                return;
            }
            String rest = joined(words, end, words.length);
            boolean named = end > names + 1 && NAME.matcher(words[end - 1]).matches();
            say(List.of(named ? words[end - 1] : joined(words, 0, end)), rest, now);
        }
    }

    /**
     * What is quoted may leave out its subject and even its verb: "Living in Porto", "Still
     * single", "The divorce is final".
     */
    private void readFragment(String part, int names, boolean now) {
        List<String> about = List.of(speaker);
        if (names < 0) {
            Matcher article = ARTICLE.matcher(part);
            if (article.find()) {
                say(about, article.replaceFirst(""), now);
            }
            return;
        }
        if (part.isEmpty() || part.startsWith(speaker)) {
            return;
        }
        say(about, part, now);
        String small = part.substring(0, 1).toLowerCase(Locale.ROOT) + part.substring(1);
        if (names > 0) {
            say(about, small, now);
        }
        if (opens && !VERB.matcher(small).matches()) {
            say(about, "is " + small, now);
        }
    }

    private static String joined(String[] words, int start, int end) {
        return String.join(" ", Arrays.asList(words).subList(start, end));
    }

    /**
     * How many words at the start are a name; 0 if none, -1 if they are a subject of another kind.
     */
    private static int namesAtStart(String[] words) {
        if (words.length > 2 && words[0].equalsIgnoreCase("the") && words[1].startsWith("user")) {
            return 2;
        }
        int names = 0;
        while (names < words.length && names < 4 && NAME.matcher(words[names]).matches()) {
            names++;
        }
        return NO_SUBJECTS.contains(words[0].toLowerCase(Locale.ROOT)) ? -1 : names;
    }

    private void say(List<String> about, String words, boolean now) {
        String predicate = TAIL.matcher(words).replaceFirst("");
        boolean correcting = CORRECTING.matcher(predicate).find();
        predicate = CORRECTING.matcher(predicate).replaceFirst("");
        boolean added = ADDED.matcher(predicate).find();
        predicate =
                EMPHATIC.matcher(ADDED.matcher(predicate).replaceAll("").strip()).replaceFirst("");
        Denial denial = Denial.in(predicate.strip());
        for (String subject : about) {
            clauses.add(
                    new Clause(
                            subject,
                            denial.rest().strip(),
                            denial.found(),
                            added,
                            correcting,
                            now));
        }
    }

    /**
     * Whether something is not so, or not so any more.
     *
     * @param rest what it is
     */
    private record Denial(boolean found, String rest) {

        static Denial in(String predicate) {
            Matcher longer = NO_LONGER.matcher(predicate);
            boolean found = longer.find();
            String rest = longer.replaceAll("").strip();
            for (Pattern denial : List.of(STOPPED, NOT, USED_TO)) {
                Matcher matcher = denial.matcher(rest);
                if (matcher.find()) {
                    found = true;
                    boolean keepsVerb = denial == NOT && matcher.group(1) != null;
                    rest = matcher.replaceFirst(keepsVerb ? "$1 " : "");
                }
            }
            return new Denial(found, rest);
        }
    }
}
