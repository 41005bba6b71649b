package dev.recall4j;

import dev.recall4j.dates.Verbs;
import dev.recall4j.dates.Word;
import dev.recall4j.dates.WordSets;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a statement denies what was denied, and nothing else. English is read clause by clause:
 * "I don't eat meat but I love fish" denies one of two. For other languages there are lists of
 * words. Pure and thread-safe.
 */
final class Negation {

    private static final Pattern DENIAL =
            words(
                    "not|\\p{L}+n['\u2019]t|cannot|never|no|none|nobody|nothing|nowhere|neither|nor|no longer|hardly|barely"
                            + "|scarcely|seldom|rarely|stop(?:s|ped|ping)?|quit(?:s|ting)?|g[ia]ve(?:s|n)? up|giving up"
                            + "|cancel(?:s|led|ed)?|nicht|kein\\p{L}{0,2}|nie|niemals|niemand|nichts|weder|aufgeh\u00f6rt|h\u00f6rt(?:e|en)?(?: \\S+){0,6} auf"
                            + "|ne|n['\u2019]\\p{L}+|pas|jamais|rien|aucune?|arr\u00eat\u00e9e?"
                            + "|nunca|jam\u00e1s|nadie|ning\u00fan|ninguna|ninguno|tampoco|dej[\u00e9\u00f3] de"
                            + "|n\u00e3o|ningu\u00e9m|nenhuma?|nem|parei|parou|deixei de|deixou de"
                            + "|non|niente|nessun[oa]?|smesso|niet|geen|nooit|niets|gestopt"
                            + "|\u043d\u0435|\u043d\u0435\u0442|\u043d\u0438\u043a\u043e\u0433\u0434\u0430|\u043d\u0438\u043a\u0442\u043e|\u043d\u0438\u0447\u0435\u0433\u043e"
                            + "|\u0431\u0440\u043e\u0441\u0438\u043b\u0430?|\u043f\u0435\u0440\u0435\u0441\u0442\u0430\u043b\u0430?|\u043d\u0456|\u043d\u0456\u043a\u043e\u043b\u0438"
                            + "|nigdy|nikt|inte|ikke|aldrig|aldri|ingen|inget|de\u011fil|yok|tidak|bukan|belum|kh\u00f4ng|ch\u01b0a"
                            + "|\u0644\u0627|\u0644\u0645|\u0644\u0646|\u0644\u064a\u0633|\u0644\u064a\u0633\u062a|\u05dc\u05d0|\u05d0\u05d9\u05df|\u0928\u0939\u0940\u0902|\u0928\u0939\u0940");

    /** Scripts that put no space around words. */
    private static final Pattern UNSPACED_DENIAL =
            Pattern.compile(
                    "不(?!错|錯|过|過|好意思|仅|僅|但)|(?<!差)没|沒|戒|停止|ない|ません|なかった|なく|やめ|않|없|못|그만|안 |ไม่");

    /** Deny in their own way: "dislikes" may stand for "doesn't like", but need not. */
    private static final Pattern AVERSION =
            words(
                    "dislikes?d?|hates?d?|avoid(?:s|ed|ing)?|refuse[sd]?|refusing|unable|without|lacks?|lacked|lacking|fail(?:s|ed)?"
                            + "|allergic|free|un\\p{L}+ed|stand|skip(?:s|ped)?|miss(?:es|ed)?|declined?|against|ohne|sans|sin|sem|senza|zonder|\u0431\u0435\u0437"
                            + "|instead|rather than|ended|ends|left|lost|over|except|impossible|no-\\p{L}+|non-\\p{L}+|former|formerly|ex-\\p{L}+|used to"
                            + "|done with|enough of|br(?:eak|oke|oken) up|split up|separated|basta|chega de|fini|finito|schluss"
                            + "|jk|kidding|jok(?:e|es|ed|ing)|april fools?");

    private static final Pattern FORMERLY = words("used to|former|formerly|ex-\\p{L}+|no more");

    /** Say no, and deny nothing. */
    private static final Pattern IDIOMS =
            words(
                    "can['\u2019]?t wait|cannot wait|can['\u2019]?t believe|couldn['\u2019]?t believe|could not believe"
                            + "|couldn['\u2019]?t be (?:happier|more|prouder)|couldn['\u2019]?t have|no (?:problem|doubt|wonder|worries|kidding|way|idea why)"
                            + "|not (?:only|just|to mention|bad|least)|nothing but|never mind|don['\u2019]?t worry|why not|why don['\u2019]?t"
                            + "|(?:or|if) not|can['\u2019]?t get enough|can['\u2019]?t stop|never stops?|not without|(?:is|are|was|were|do|does|did|have|has|wo|could|would)n['\u2019]?t (?:it|you|they|he|she|we|i)"
                            + "|no matter|non[- ]?stop|bus stop|stop by|stopped by|stop at|stopped at|no\\. ?\\d+");

    private static final Pattern LEADING_NO =
            Pattern.compile(
                    "^\\W*(?:no|nope|nah|nein|non|n\u00e3o|nee|\u043d\u0435\u0442|\u3044\u3044\u3048|\u4e0d)\\s*[,.!\u2014-]+\\s*");

    /** In Portuguese "no" is "in the". */
    private static final Set<String> PORTUGUESE =
            WordSets.of(
                    "eu uma minha meu em voc\u00ea \u00e9 ao muito com moro mora vive vivo do da");

    private static final Pattern IN_PORTUGUESE = words("no");

    private static final Pattern BREAK =
            Pattern.compile(
                    "[.!?;,:\u2014\u3002\uFF0C\uFF1B]+|(?<!\\p{L})(?:but|and|because|so|although|though|while|aber|sondern|mais|pero|sino|mas|ma|maar|\u043d\u043e|\u0430|then|which|that['\u2019]s why)(?!\\p{L})|\\s-\\s");

    /** What was denied before them may go on behind them: "no meat, fish and eggs". */
    private static final Pattern GOES_ON = Pattern.compile("\\P{L}+|and");

    private static final Set<String> SUBJECTS =
            WordSets.of(
                    "i we he she they it you i'm i've i'd i'll we're we've he's she's it's they're there");

    private static final int STEM = 4;
    private static final int LIST_ITEM_MAX = 3;

    /**
     * A stretch of a text.
     *
     * @param denies whether it says that something is not, or not any more
     * @param averse whether it may mean so
     * @param open whether it may deny or not: "gave up being vegan and eats meat again"
     * @param former whether it says that something was once
     * @param past whether it tells of the past
     */
    private record Clause(
            Set<String> stems,
            boolean denies,
            boolean averse,
            boolean open,
            boolean former,
            boolean past) {

        boolean agreesWith(Clause said) {
            if (denies == said.denies || open || said.open) {
                return true;
            }
            return denies ? said.averse : averse || (said.former && past);
        }
    }

    private Negation() {}

    private static Pattern words(String alternatives) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{M}'\u2019-])(?:" + alternatives + ")(?![\\p{L}\\p{M}])",
                Pattern.UNICODE_CHARACTER_CLASS);
    }

    /**
     * Whether each clause of a statement denies as much as the clause of what was said that it is
     * nearest to.
     */
    static boolean agrees(String statement, String said) {
        boolean portuguese = isPortuguese(said + " " + statement);
        List<Clause> quoted = clauses(said, portuguese);
        return clauses(statement, portuguese).stream()
                .allMatch(clause -> nearest(clause, quoted).stream().anyMatch(clause::agreesWith));
    }

    private static List<Clause> nearest(Clause clause, List<Clause> said) {
        int most = said.stream().mapToInt(other -> shared(clause, other)).max().orElse(0);
        return said.stream().filter(other -> shared(clause, other) == most).toList();
    }

    private static int shared(Clause one, Clause other) {
        return (int) one.stems.stream().filter(other.stems::contains).count();
    }

    private static List<Clause> clauses(String text, boolean portuguese) {
        String lower = text.toLowerCase(Locale.ROOT);
        String plain = IDIOMS.matcher(LEADING_NO.matcher(lower).replaceFirst("")).replaceAll(" ");
        String read = portuguese ? IN_PORTUGUESE.matcher(plain).replaceAll(" ") : plain;
        List<Clause> clauses = new ArrayList<>();
        Matcher breaks = BREAK.matcher(read);
        int start = 0;
        boolean denied = false;
        while (start < read.length()) {
            boolean found = breaks.find();
            String part = read.substring(start, found ? breaks.start() : read.length());
            if (!part.isBlank()) {
                clauses.add(clause(part, denied));
                denied = clauses.getLast().denies;
            }
            denied &= found && GOES_ON.matcher(breaks.group()).matches();
            start = found ? breaks.end() : read.length();
        }
        return clauses.isEmpty() ? List.of(clause("", false)) : List.copyOf(clauses);
    }

    /** A few words without a subject or a verb of their own go on with what was denied before. */
    private static Clause clause(String part, boolean deniedBefore) {
        List<String> words = Word.of(part).stream().map(Word::lower).toList();
        boolean past = words.stream().anyMatch(Negation::isPast);
        boolean goesOn =
                deniedBefore
                        && !past
                        && words.size() <= LIST_ITEM_MAX
                        && words.stream().noneMatch(SUBJECTS::contains);
        boolean former = FORMERLY.matcher(part).find();
        boolean denies =
                goesOn
                        || former
                        || DENIAL.matcher(part).find()
                        || UNSPACED_DENIAL.matcher(part).find();
        boolean averse = AVERSION.matcher(part).find();
        boolean open = goesOn && beginsWithItsVerb(words);
        return new Clause(stems(part), denies, averse, open, former, past);
    }

    private static boolean beginsWithItsVerb(List<String> words) {
        String first = words.isEmpty() ? "" : words.getFirst();
        return words.size() > 1
                && first.endsWith("s")
                && Verbs.isBase(first.substring(0, first.length() - 1));
    }

    private static boolean isPast(String word) {
        return word.equals("was") || word.equals("were") || Verbs.form(word) == Verbs.Form.PAST;
    }

    private static boolean isPortuguese(String text) {
        return Word.of(text).stream().map(Word::lower).filter(PORTUGUESE::contains).count() > 1;
    }

    private static Set<String> stems(String text) {
        Set<String> stems = new HashSet<>();
        for (String word : Words.counted(text).keySet()) {
            if (word.length() > 1 || Words.isUnspaced(word.codePointAt(0))) {
                stems.add(word.length() > STEM ? word.substring(0, STEM) : word);
            }
        }
        return stems;
    }
}
