package dev.recall4j;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether somebody is single, married or otherwise bound, and to whom.
 *
 * @param partner the words of their name; empty if it does not say
 * @param gone whether it says that this is so no more
 */
record BondClaim(String topic, State state, Set<String> partner, boolean gone, boolean isEvent)
        implements Claim {

    /** How somebody is bound. */
    enum State {
        SINGLE,
        COUPLE,
        ENGAGED,
        MARRIED,
        /** A couple no more, whatever else. */
        APART,
        SEPARATED,
        DIVORCED,
        WIDOWED
    }

    private static final Set<State> BOUND = Set.of(State.COUPLE, State.ENGAGED, State.MARRIED);

    private static final String OTHER =
            "(?: (?:to|from|with))?(?: (?:a )?(?:someone|somebody|guy|girl|man|woman))?(?: (?:his|her|my|their) (?:boyfriend|girlfriend|partner|wife|husband|fiancée?))?(?: (?:called|named))?(?: (?<partner>"
                    + Names.NAME
                    + "))?";

    private record Phrase(Pattern pattern, State state, boolean isEvent) {
        static Phrase is(String words, State state) {
            return new Phrase(
                    Pattern.compile(
                            "(?:is|am|are|has been|have been) (?:" + words + ")\\b" + OTHER),
                    state,
                    false);
        }

        static Phrase did(String words, State state) {
            return new Phrase(
                    Pattern.compile("(?:(?:has|have) )?(?:" + words + ")\\b" + OTHER), state, true);
        }
    }

    private static final List<Phrase> PHRASES =
            List.of(
                    Phrase.is("(?:back together)", State.COUPLE),
                    Phrase.did("got back together", State.COUPLE),
                    Phrase.is("(?:together|a couple|an item)(?=$|,| with)", State.COUPLE),
                    Phrase.is("single", State.SINGLE),
                    Phrase.is(
                            "(?:in a (?:new |serious |committed |happy )?relationship|dating|seeing|going out)",
                            State.COUPLE),
                    Phrase.did("(?:started|began) (?:dating|seeing)", State.COUPLE),
                    Phrase.did(
                            "(?:has|have|got) a (?:new )?(?:boyfriend|girlfriend|partner)(?: (?:named|called))?",
                            State.COUPLE),
                    Phrase.is("engaged", State.ENGAGED),
                    Phrase.did(
                            "(?:got|became|gotten) engaged|popped the question|said yes to",
                            State.ENGAGED),
                    Phrase.is("(?:happily |newly )?married|newlyweds", State.MARRIED),
                    Phrase.did(
                            "(?:got|gotten) (?:married|hitched)|married(?= \\p{Lu})|tied the knot|eloped|wedding was",
                            State.MARRIED),
                    Phrase.is("separated", State.SEPARATED),
                    Phrase.did("(?:got )?separated", State.SEPARATED),
                    Phrase.is("(?:a )?divorced?", State.DIVORCED),
                    Phrase.did(
                            "(?:got |gotten )?divorced|(?:finali[sz]ed|signed) (?:his|her|my|our|their|the) divorce(?: papers)?"
                                    + "|divorce (?:(?:just )?came through|is (?:final(?:i[sz]ed)?|through|done)|was finali[sz]ed|went through|papers (?:are|were) signed)",
                            State.DIVORCED),
                    Phrase.is("(?:a )?widow(?:ed|er)?", State.WIDOWED),
                    Phrase.did(
                            "(?:lost (?:his|her|my|their|\\p{Lu}\\p{L}*'s) (?:wife|husband|spouse)|(?:wife|husband|spouse)(?: \\p{Lu}\\p{L}*)? (?:died|passed away|has died|has passed away))",
                            State.WIDOWED),
                    Phrase.did(
                            "(?:was |were |got )?dumped|parted ways(?= with \\p{Lu})|ended things|ended (?:it|(?:his|her|my|our|their|the) relationship)|went (?:their|our) separate ways|broke up|broken up|split up|split(?= (?:with|from))|called off (?:the|his|her|my|our|their) engagement|broke off (?:the|his|her|my|our|their) engagement",
                            State.APART));

    private static final Pattern OWN =
            Pattern.compile(
                    "(?<kind>boyfriend|girlfriend|partner|fianc[ée]e?|wife|husband)(?:'s name)?(?: is)?(?: called| named)? (?<partner>"
                            + Names.NAME
                            + ")");

    private static final Pattern OTHERS =
            Pattern.compile(
                    "(?:is|am) (?<partner>\\p{Lu}[\\p{L}-]*(?: \\p{Lu}[\\p{L}-]*)?)'s (?<kind>boyfriend|girlfriend|partner|fianc[ée]e?|wife|husband)\\b");

    private static final Map<String, State> KINDS =
            Map.of("wife", State.MARRIED, "husband", State.MARRIED);

    static Stream<Claim> of(Clause clause) {
        for (Phrase phrase : PHRASES) {
            Matcher found = clause.says(phrase.pattern);
            if (found != null) {
                return Stream.of(
                        claim(clause, phrase.state, found.group("partner"), phrase.isEvent));
            }
        }
        Matcher own = clause.says(List.of(OWN, OTHERS));
        if (own == null) {
            return Stream.of();
        }
        State state =
                KINDS.getOrDefault(
                        own.group("kind"),
                        own.group("kind").startsWith("fian") ? State.ENGAGED : State.COUPLE);
        return Stream.of(claim(clause, state, own.group("partner"), false));
    }

    private static Claim claim(
            Clause clause, State state, @Nullable String partner, boolean isEvent) {
        return new BondClaim(
                clause.topic("bond"),
                state,
                partner == null ? Set.of() : Names.words(partner),
                clause.denied(),
                isEvent);
    }

    @Override
    public boolean ends(Claim earlier) {
        if (!(earlier instanceof BondClaim bond)) {
            return false;
        }
        boolean samePartner =
                partner.isEmpty() || bond.partner.isEmpty() || Names.alike(partner, bond.partner);
        if (gone && state == State.COUPLE) {
            return BOUND.contains(bond.state) && !bond.gone && samePartner;
        }
        if (gone || bond.gone) {
            return gone != bond.gone && state == bond.state && samePartner;
        }
        if (state == bond.state) {
            return !samePartner && BOUND.contains(state);
        }
        if (state == State.APART) {
            return BOUND.contains(bond.state) && samePartner;
        }
        if (bond.state == State.APART) {
            return BOUND.contains(state) && samePartner && !partner.isEmpty();
        }
        return true;
    }
}
