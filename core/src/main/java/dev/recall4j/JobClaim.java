package dev.recall4j;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What somebody works as, and for whom.
 *
 * @param employer the words of its name, or of what it is ("the zoo"); empty if it does not say
 * @param vague whether the employer has no name there
 * @param role the words of it; empty if it does not say
 * @param gone whether it says that they do not any more; with neither employer nor role, that they
 *     have no job
 * @param isNew whether it says that it is another job than before
 * @param isEvent whether it tells of a change
 */
record JobClaim(
        String topic,
        Set<String> employer,
        boolean vague,
        Set<String> role,
        boolean gone,
        boolean isNew,
        boolean isEvent)
        implements Claim {

    private static final String POSSESSIVE = "(?:the|an?|my|his|her|our|their|\\p{Lu}\\p{L}*'s)";

    private static final String SMALL_WORD =
            "(?!(?:weekends?|moment|morning|evening|night|office|team|garden|same|time|field|sector|industry|past|end|best|first|long|living|while|desk|kitchen|day|week|month|year|new|different|today|yesterday|now|last)\\b)\\p{Ll}[\\p{Ll}-]{2,}";

    private static final String VAGUE =
            "(?<vague>"
                    + POSSESSIVE
                    + " "
                    + SMALL_WORD
                    + "(?: (?!in\\b|for\\b|since\\b|as\\b|with\\b|at\\b|on\\b|and\\b)"
                    + SMALL_WORD
                    + "){0,2})";

    private static final String EMPLOYER =
            "(?: (?:at|for|with|by) (?:a (?:company|startup|start-up|firm|place) (?:called|named) )?(?<employer>"
                    + Names.NAME
                    + ")| (?:at|for|in) "
                    + VAGUE
                    + ")";

    private static final String OCCUPATION =
            "(?:(?!(?:with|of|by|for|to|and|an?|the|from|at|like)\\b)[\\p{L}-]+ ){0,3}?"
                    + PhraseLists.alternatives("occupations.txt")
                    + "(?!\\p{L})";

    private static final String ROLE = POSSESSIVE + "? ?(?<role>(?i:" + OCCUPATION + "))";

    private static final String ANY_ROLE =
            POSSESSIVE
                    + "? ?(?<role>\\p{L}[\\p{L}-]+(?: [\\p{L}-]+){0,3}?)(?=$|,| (?:at|for|in|with|on|since|from|by)\\b)";

    private static final String WORKING =
            "(?:works?|working|(?:is|am|are) (?:working|employed)|(?:has|have) (?:been working|worked))(?: full[- ]time| remotely)?";

    private static final List<Pattern> WORKS =
            Clause.patterns(
                    WORKING + " as " + ANY_ROLE + EMPLOYER + "?",
                    WORKING + EMPLOYER + "(?: as " + ANY_ROLE + ")?",
                    "teach(?:es)?(?: [\\p{L}-]+){0,3}?" + EMPLOYER,
                    "(?:is|am|are) " + ROLE + EMPLOYER + "?",
                    "(?:new )?(?:job|profession|occupation) is (?:as )?" + ROLE + EMPLOYER + "?");

    /** Said of many things; only a denial is about work for sure. */
    private static final Pattern WITH =
            Pattern.compile("(?:is|am|are) (?:with|at) (?<employer>" + Names.NAME + ")");

    private static final String HAS = "(?:(?:has|have|was|were|got|had) )?(?:been )?";

    private static final List<Pattern> BEGAN =
            Clause.patterns(
                    HAS
                            + "(?:starts?|started|starting|began|got|found|landed|took|accepted|(?:is|am|are) starting)(?: "
                            + POSSESSIVE
                            + ")?(?<isnew> new| different)? (?:job|position|role|gig|post)(?: as "
                            + ANY_ROLE
                            + ")?"
                            + EMPLOYER
                            + "?",
                    HAS
                            + "(?:started|began)(?: (?:working|work))?(?: as "
                            + ANY_ROLE
                            + ")? (?:at|for) (?<employer>"
                            + Names.NAME
                            + ")",
                    HAS + "(?:started|began) (?:working|work) (?:at|for) " + VAGUE,
                    HAS + "(?:started|began)(?: (?:working|work))? as " + ANY_ROLE,
                    HAS + "hired(?: as " + ANY_ROLE + ")?" + EMPLOYER + "?",
                    HAS + "(?:switched|changed)(?<isnew> jobs| careers)(?: to " + ANY_ROLE + ")?",
                    HAS
                            + "(?:joined|moved (?:to|over to)|switched to) (?<employer>"
                            + Names.NAME
                            + ") as "
                            + ANY_ROLE,
                    HAS + "joined (?<employer>" + Names.NAME + ")",
                    "(?:(?:is|had|has) )?(?:" + POSSESSIVE + " )?first (?:day|week) as " + ANY_ROLE,
                    "(?:(?:is|had|has) )?(?:"
                            + POSSESSIVE
                            + " )?(?:first (?:day|week)|new job) (?:at|with) (?<employer>"
                            + Names.NAME
                            + ")",
                    HAS + "(?:promoted to|became|become|took over as) " + ROLE + EMPLOYER + "?");

    private static final List<Pattern> LEFT =
            Clause.patterns(
                    HAS
                            + "(?:left|quit|lost|resigned from|retired from|leaving|gave up|given up) "
                            + POSSESSIVE
                            + "(?: (?!job\\b)[\\p{Ll}-]+)? (?:job|position|role|work|post)(?: as "
                            + ANY_ROLE
                            + ")?"
                            + EMPLOYER
                            + "?",
                    HAS
                            + "(?:left|quit|leaving|resigned from|retired from|fired from|fired by|laid off (?:by|from)) (?:(?<employer>"
                            + Names.NAME
                            + ")|"
                            + VAGUE
                            + ")",
                    HAS
                            + "(?:quit|resigned|retired|fired|laid off|let go|made redundant|handed in (?:his|her|my|their) notice|gave notice)(?: from| at| by)?(?: (?<employer>"
                            + Names.NAME
                            + "))?(?=$|,| (?:last|this|in|on|from|at|as|today|yesterday|two|three|a)\\b)",
                    "(?:contract|job) (?:ended|ran out|was (?:not renewed|cut|eliminated))");

    private static final Pattern JOBLESS =
            Pattern.compile(
                    "(?:is|am|are|became) (?:unemployed|jobless|out of work|between jobs|retired|out of a job)\\b");

    static Stream<Claim> of(Clause clause) {
        if (clause.added()) {
            return Stream.of();
        }
        Matcher began = clause.says(BEGAN);
        if (began != null) {
            return clause.denied() ? Stream.of() : claim(clause, began, false, true);
        }
        Matcher left = clause.says(LEFT);
        if (left == null) {
            left = clause.says(JOBLESS);
        }
        if (left != null) {
            return clause.denied() ? Stream.of() : claim(clause, left, true, true);
        }
        Matcher works = clause.says(WORKS);
        if (works == null && (clause.denied() || clause.now())) {
            works = clause.says(WITH);
        }
        return works == null ? Stream.of() : claim(clause, works, clause.denied(), false);
    }

    private static Stream<Claim> claim(
            Clause clause, Matcher found, boolean gone, boolean isEvent) {
        String name = group(found, "employer");
        String vague = name == null ? group(found, "vague") : null;
        Set<String> employer = words(name == null ? vague : name);
        Set<String> role = words(group(found, "role"));
        boolean another = group(found, "isnew") != null;
        boolean saysNothing = employer.isEmpty() && role.isEmpty() && !isEvent;
        boolean fresh = another || clause.now();
        return saysNothing || !gone && employer.isEmpty() && role.isEmpty() && !another
                ? Stream.of()
                : Stream.of(
                        new JobClaim(
                                clause.topic("job"),
                                employer,
                                vague != null,
                                role,
                                gone,
                                fresh,
                                isEvent));
    }

    private static Set<String> words(@Nullable String text) {
        return text == null ? Set.of() : Names.words(text);
    }

    private static @Nullable String group(Matcher found, String name) {
        return found.namedGroups().containsKey(name) ? found.group(name) : null;
    }

    @Override
    public boolean ends(Claim earlier) {
        if (!(earlier instanceof JobClaim job) || gone && job.gone) {
            return false;
        }
        if (gone) {
            return isSilent() || covers(employer, job.employer) || covers(role, job.role);
        }
        if (job.gone) {
            return job.isSilent() || covers(job.employer, employer);
        }
        return isNew && isSilent() || isElsewhere(job) || differ(role, job.role);
    }

    /** Who works "at a bank" may do so at Acme, unless it is told as news. */
    private boolean isElsewhere(JobClaim job) {
        boolean plain = !vague && !job.vague;
        return differ(employer, job.employer) && (plain || isNew || isEvent);
    }

    private boolean isSilent() {
        return employer.isEmpty() && role.isEmpty();
    }

    private static boolean covers(Set<String> said, Set<String> known) {
        return !said.isEmpty() && !known.isEmpty() && Names.alike(said, known);
    }

    private static boolean differ(Set<String> said, Set<String> known) {
        return !said.isEmpty() && !known.isEmpty() && !Names.alike(said, known);
    }
}
