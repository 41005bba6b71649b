package dev.recall4j;

import dev.recall4j.dates.Sentence;
import dev.recall4j.dates.Verbs;
import dev.recall4j.dates.Word;
import dev.recall4j.dates.WordSets;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether the names of a statement were said. A name is a word with a capital inside a sentence, in
 * languages that keep capitals for names: not in German, nor in scripts without case. At the start
 * of a sentence a word counts as one only if what follows shows it. Pure and thread-safe.
 */
final class ProperNames {

    private static final Pattern ENDS = Pattern.compile("[.!?:;\"\u201C\u201E\u00AB(\\[\u2014]");

    /** Words that are written with a capital and name nobody who has to have been named. */
    private static final Set<String> COMMON =
            WordSets.of(
                    "i i'm i've i'd i'll user users assistant ai tool speaker mr mrs ms dr prof sir monday tuesday wednesday"
                            + " thursday friday saturday sunday january february march april may june july august"
                            + " september october november december university college school hospital company church");

    private static final Set<String> OPENERS =
            WordSets.of(
                    "the a an this that these those there it he she they we you someone somebody everyone everybody nobody"
                            + " everything nothing who what both all some many most each one two it's he's she's if when"
                            + " while since until after before in on at as for from with by during user assistant people");

    private static final Set<String> AFTER_NAME =
            WordSets.of(
                    "is was has had will would can could does did doesn't didn't isn't wasn't won't can't and no never");

    /** Some of these in a text are enough to take it for German. */
    private static final Set<String> GERMAN =
            WordSets.of(
                    "der die das und ist nicht ein eine einen einem einer hat mit seit für von im zu den dem sie er ihre"
                            + " ihr sein seine wohnt mag");

    private static final Set<String> GERMAN_SURE =
            WordSets.of("und ist nicht eine einen einem hat mit seit für wohnt mag von");

    private static final Pattern OF_A_PEOPLE = Pattern.compile(".{3,}(?:ese|ish|ian|ean|an|ic)");
    private static final int PEOPLE_PREFIX = 4;
    private static final int ENDING_MAX = 2;

    private final Set<String> words = new HashSet<>();
    private final Set<String> initials = new HashSet<>();
    private final boolean cased;

    /**
     * @param said what was said, and who said it
     */
    ProperNames(List<String> said) {
        for (String text : said) {
            Words.ofName(text).filter(word -> !word.isEmpty()).forEach(words::add);
            runs(Sentence.of(text)).forEach(run -> initials.add(initialsOf(run)));
        }
        cased = said.stream().flatMapToInt(String::codePoints).anyMatch(Character::isLowerCase);
    }

    /** Where nothing was said in a script with case, names are written in other letters. */
    boolean include(String statement) {
        Sentence sentence = Sentence.of(statement);
        if (!cased || isGerman(sentence)) {
            return true;
        }
        return runs(sentence).stream().allMatch(this::isKnown);
    }

    private boolean isKnown(List<Word> run) {
        return words.contains(initialsOf(run)) && run.size() > 1
                || run.stream().allMatch(this::isKnown);
    }

    private boolean isKnown(Word word) {
        return Words.ofName(word.withoutPossessive())
                .filter(part -> !part.isEmpty() && !COMMON.contains(part))
                .allMatch(part -> isSaid(part) || initials.contains(part));
    }

    private boolean isSaid(String name) {
        return words.contains(name)
                || (name.endsWith("s") && words.contains(name.substring(0, name.length() - 1)))
                || words.stream().anyMatch(word -> isForm(word, name));
    }

    /** Names have endings in many languages; names of peoples are those of countries. */
    private static boolean isForm(String said, String name) {
        if (said.startsWith(name) && said.length() - name.length() <= ENDING_MAX) {
            return name.length() > ENDING_MAX;
        }
        int common = commonPrefix(said, name);
        if (Character.UnicodeScript.of(name.codePointAt(0)) != Character.UnicodeScript.LATIN) {
            return common >= 3 && common >= Math.max(said.length(), name.length()) - 3;
        }
        return common >= PEOPLE_PREFIX
                && (OF_A_PEOPLE.matcher(name).matches() || OF_A_PEOPLE.matcher(said).matches())
                && common >= Math.min(said.length(), name.length()) - 3;
    }

    private static int commonPrefix(String one, String other) {
        int at = 0;
        while (at < one.length() && at < other.length() && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    private static boolean isGerman(Sentence sentence) {
        Set<String> found =
                sentence.words().stream()
                        .map(Word::lower)
                        .filter(GERMAN::contains)
                        .collect(Collectors.toSet());
        return found.stream().anyMatch(GERMAN_SURE::contains) || found.size() > 1;
    }

    /** Names of several words each: capitalised words with nothing but white space between. */
    private static List<List<Word>> runs(Sentence sentence) {
        List<List<Word>> runs = new ArrayList<>();
        boolean goesOn = false;
        for (int i = 0; i < sentence.words().size(); i++) {
            boolean name = isName(sentence, i);
            if (name && goesOn && sentence.joinedToNext(i - 1)) {
                runs.getLast().add(sentence.word(i));
            } else if (name) {
                runs.add(new ArrayList<>(List.of(sentence.word(i))));
            }
            goesOn = name;
        }
        return runs;
    }

    private static boolean isName(Sentence sentence, int index) {
        Word word = sentence.word(index);
        if (!word.capitalized() || COMMON.contains(word.withoutPossessive())) {
            return false;
        }
        boolean opens = index == 0 || ENDS.matcher(sentence.gapAfter(index - 1)).find();
        return !opens || (!OPENERS.contains(word.lower()) && isSubject(sentence, index));
    }

    /** "Bob's", "Bob Miller", "Bob lives". */
    private static boolean isSubject(Sentence sentence, int index) {
        if (sentence.word(index).lower().endsWith("'s")) {
            return true;
        }
        if (!sentence.joinedToNext(index)) {
            return false;
        }
        String next = sentence.lower(index + 1);
        return sentence.word(index + 1).capitalized()
                || AFTER_NAME.contains(next)
                || (next.endsWith("s") && Verbs.isBase(baseOf(next)))
                || Verbs.form(next) == Verbs.Form.PAST;
    }

    private static String baseOf(String thirdPerson) {
        if (thirdPerson.endsWith("ies")) {
            return thirdPerson.substring(0, thirdPerson.length() - 3) + "y";
        }
        String withoutS = thirdPerson.substring(0, thirdPerson.length() - 1);
        return Verbs.isBase(withoutS) || !withoutS.endsWith("e")
                ? withoutS
                : withoutS.substring(0, withoutS.length() - 1);
    }

    /** "New York City" is "nyc". */
    private static String initialsOf(List<Word> run) {
        return run.stream().map(word -> word.lower().substring(0, 1)).collect(Collectors.joining());
    }
}
