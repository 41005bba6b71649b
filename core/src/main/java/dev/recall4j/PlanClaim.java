package dev.recall4j;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody means to do, has given up, or has done. A plan ends when it is given up, put off or
 * carried out; nothing else that is said touches it.
 *
 * @param names stems of the names in it
 * @param words stems of all that tells it from other plans
 */
record PlanClaim(String topic, Stage stage, Set<String> names, Set<String> words) implements Claim {

    /** How far a plan has come. */
    enum Stage {
        INTENDED,
        PUT_OFF,
        GIVEN_UP,
        DONE
    }

    private static final Pattern INTENDS =
            Pattern.compile(
                    "(?:(?:is|am|are) (?:planning|going(?! (?:all out|crazy|through|strong|well|great|fine|back and forth|nuts))|flying|traveling|travelling|moving|driving|heading|visiting|attending|hosting|getting married"
                            + "|leaving|starting|taking|scheduled|supposed|about to|off to|signed up|registered|booked|due|training for|joining)|plans? (?:to|on|for)|intends?|wants? to (?:learn|go|visit|see|run|do|try|buy|get)|can (?:make it|come|go) to|looking forward to|looks forward to|will(?! (?:keep|try|always|never|miss))|(?:(?:has|have) )?(?:booked|decided to"
                            + "|signed up|registered|agreed to|scheduled|bought tickets|got tickets|planned)|has (?:tickets|plans|an? [\\p{Ll} ]*(?:appointment|interview|flight|meeting|exam"
                            + "|surgery|reservation|concert|wedding|trip))|have (?:tickets|plans|an? [\\p{Ll} ]*(?:appointment|interview|flight|meeting|exam|surgery|reservation|concert|wedding|trip)))\\b(?<what>.*)");

    private static final Pattern GIVES_UP =
            Pattern.compile(
                    "(?:(?:has|have|had) (?:to )?)?(?:cancel(?:l?ed)?|can not make it to|will not make it to|bailed on|bailed out of|gave up on the idea of|given up on the idea of|no longer wants? to|called off|call off|scrapped|gave up on|given up on|decided against|decided not to|backed out of|pulled out of|dropped out of|withdrew from"
                            + "|changed (?:his|her|my|their|our) mind about|abandoned|ditched|skipped|(?:is|am|are) (?:skipping|cancell?ing|dropping out of|backing out of|pulling out of|sitting out|calling off|giving up on))\\b(?<what>.*)");

    private static final Pattern IS_OFF =
            Pattern.compile(
                    "(?<what>[^,]*?) (?:(?:was|were|got|has been|have been|is|are|had to be) (?:cancell?ed|called off|off|scrapped|not happening)|fell through|is not happening|will not happen|did not happen|did not work out|came to nothing)\\b.*");

    private static final Pattern PUTS_OFF =
            Pattern.compile(
                    "(?:(?:has|have|had) (?:to )?)?(?:(?:is|am|are) (?:postponing|delaying|pushing back|putting off|rescheduling)|postponed?|rescheduled?|pushed back|pushed|put off|delayed|moved(?= (?:the|his|her|my|our|their|\\p{Lu}\\p{L}*'s)\\b))\\b(?<what>.*)");

    private static final Pattern IS_PUT_OFF =
            Pattern.compile(
                    "(?<what>[^,]*?) (?:(?:was|were|got|has been|have been|is|are) (?:postponed|rescheduled|moved|pushed|pushed back|put off|delayed|bumped)|moved to|got moved|is (?:on|in|at) [^,]* instead)\\b.*");

    private static final Pattern DID =
            Pattern.compile(
                    "(?:(?:has|have|had) )?(?:been to|\\p{Ll}{3,}ed|went|flew|ran|saw|met|took|had|bought|got|came|did|made|ate|drove|rode|swam|won|began|left|gave|spent|found|sold|sent|wrote|taught"
                            + "|(?:is|am|are|got) back from|is in|arrived|landed in|passed|finished|completed)\\b(?<what>.*)");

    private static final Pattern WENT =
            Pattern.compile(
                    "(?<what>[^,]*?) (?:(?:was|were) (?:\\p{Ll}+ )?(?:great|amazing|awesome|fun|lovely|wonderful|incredible|good|fantastic|beautiful|terrible|awful|boring|exhausting|a success|a blast)|went (?:well|great|fine|smoothly|badly|ok)|(?:is|are) (?:done|over|finished|behind (?:me|us)))\\b.*");

    private static final Pattern CAN =
            Pattern.compile("(?:can|learned to|learnt to|knows how to) (?<what>\\p{Ll}+.*)");

    private static final Pattern WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private static final Set<String> EMPTY_WORDS =
            Stream.of(
                            "a an the his her my their our to at in on of for with and it that this as from off up out into by about next last coming soon week weekend month year"
                                    + " day days weeks months tomorrow today yesterday tonight morning evening afternoon night monday tuesday wednesday thursday friday saturday sunday"
                                    + " january february march april may june july august september october november december spring summer autumn fall winter go going went visit visiting"
                                    + " visited fly flying flew travel traveling travelling traveled trip trips holiday vacation plan plans planned planning be is was will get getting got"
                                    + " take taking took have having had do doing did book booked ticket tickets see seeing saw there one two three all after instead end early late mid around"
                                    + " couple few plane flight back time first really great so attend attended attending make made sign signed schedule scheduled register registered intend intends decide decided agree agreed suppose supposed due has are am about to want some it want wants learn learned learnt look looking forward can know how")
                    .flatMap(words -> Stream.of(words.split(" ")))
                    .map(Stem::of)
                    .collect(Collectors.toUnmodifiableSet());

    private record Phrase(Pattern pattern, Stage stage) {}

    private static final Phrase[] PHRASES = {
        new Phrase(PUTS_OFF, Stage.PUT_OFF),
        new Phrase(GIVES_UP, Stage.GIVEN_UP),
        new Phrase(INTENDS, Stage.INTENDED),
        new Phrase(IS_PUT_OFF, Stage.PUT_OFF),
        new Phrase(IS_OFF, Stage.GIVEN_UP),
        new Phrase(WENT, Stage.DONE),
        new Phrase(CAN, Stage.DONE),
        new Phrase(DID, Stage.DONE),
    };

    private static final Pattern IS_NOW =
            Pattern.compile("(?<what>\\p{L}[^,]*?) (?:is|are|will be) (?:on|in|at) .+");

    static Stream<Claim> of(Clause clause) {
        Matcher now = clause.now() ? clause.says(IS_NOW) : null;
        if (now != null && !clause.denied()) {
            return claim(clause, Stage.PUT_OFF, now);
        }
        for (Phrase phrase : PHRASES) {
            Matcher found = clause.says(phrase.pattern);
            if (found != null) {
                return claim(clause, phrase.stage, found);
            }
        }
        return Stream.of();
    }

    private static Stream<Claim> claim(Clause clause, Stage found, Matcher says) {
        Stage stage = found;
        if (clause.denied()) {
            if (found != Stage.INTENDED) {
                return Stream.of();
            }
            stage = Stage.GIVEN_UP;
        }
        boolean whole = found == Stage.INTENDED || found == Stage.DONE;
        String all = whole ? clause.predicate() : says.group("what");
        Set<String> words = without(stems(clause.subject()), stems(all));
        Set<String> names = without(stems(clause.subject()), names(all));
        return words.isEmpty()
                ? Stream.of()
                : Stream.of(new PlanClaim(clause.topic("plan"), stage, names, words));
    }

    private static Set<String> without(Set<String> known, Set<String> words) {
        return words.stream()
                .filter(word -> !known.contains(word))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> stems(String text) {
        return WORD.splitAsStream(Words.folded(text))
                .filter(word -> word.length() > 1 && !Character.isDigit(word.charAt(0)))
                .map(Stem::of)
                .filter(word -> !EMPTY_WORDS.contains(word))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> names(String text) {
        return WORD.splitAsStream(text)
                .filter(word -> !word.isEmpty() && Character.isUpperCase(word.codePointAt(0)))
                .map(word -> Stem.of(word.toLowerCase(Locale.ROOT)))
                .filter(word -> !EMPTY_WORDS.contains(word))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean isEvent() {
        return stage == Stage.DONE;
    }

    @Override
    public boolean ends(Claim earlier) {
        if (!(earlier instanceof PlanClaim plan)
                || stage == Stage.INTENDED
                || plan.stage == Stage.GIVEN_UP
                || plan.stage == Stage.DONE) {
            return false;
        }
        long shared = plan.words.stream().filter(words::contains).count();
        boolean sameNames =
                plan.names.isEmpty() || names.isEmpty()
                        ? plan.words.containsAll(words) || words.containsAll(plan.words)
                        : plan.names.stream().anyMatch(names::contains);
        double share = stage == Stage.DONE ? 0.6 : 0.5;
        int of =
                stage == Stage.DONE ? plan.words.size() : Math.min(words.size(), plan.words.size());
        boolean telling =
                stage != Stage.DONE
                        || shared > 1
                        || plan.words.equals(words)
                        || plan.names.stream().anyMatch(names::contains);
        return shared > 0 && telling && sameNames && shared >= share * of;
    }
}
