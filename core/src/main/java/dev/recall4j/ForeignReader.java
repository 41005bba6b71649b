package dev.recall4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads claims in other languages than English, from lists of phrases: one file for each language,
 * such as {@code claims-de.txt}, with a kind and a phrase on each line. In a phrase stands
 *
 * <ul>
 *   <li>{@code <bin/ist>} for what a speaker says of themselves, and what is said of somebody else;
 *   <li>{@code {name}} and {@code {name2}} for a name;
 *   <li>{@code {firm}} for a name or some small words, as in "in un ristorante";
 *   <li>{@code {role}} and {@code {thing}} for one to three words;
 *   <li>{@code {occupation}} for what the line of that kind has.
 * </ul>
 *
 * <p>The kinds {@code break}, {@code doubt}, {@code not} and {@code filler} tell where clauses end,
 * which ones are doubtful or denied, and what may stand anywhere. Of others than the speaker only
 * what follows their name is read. Thread-safe.
 */
final class ForeignReader {

    private static final List<ForeignReader> LANGUAGES =
            Stream.of("de", "fr", "es", "pt", "it").map(ForeignReader::new).toList();

    private static final int LENGTH_MAX = 300;

    private static final String ARTICLES =
            "(?:(?:der|die|das|dem|den|einer?|einem|le|la|les|une?|el|los|las|una|o|a|os|as|uma?|il|lo|i|gli) |(?:l|un)')?";

    private static final String NAME =
            "\\p{Lu}[\\p{L}\\p{M}'-]*(?: (?:(?:de|da|do|dos|del|la|le|am|an der) )?\\p{Lu}[\\p{L}\\p{M}'-]*){0,3}";

    private static final Pattern SPEAKER =
            Pattern.compile("((?:\\p{Lu}[^:.!?,\"]{0,60})|The user): (.+)", Pattern.DOTALL);

    private static final Pattern SUBJECT =
            Pattern.compile(
                    "((?:The user)|\\p{Lu}[\\p{L}\\p{M}'-]*(?: \\p{Lu}[\\p{L}\\p{M}'-]*)?) (.+)",
                    Pattern.DOTALL);

    private static final Pattern SENTENCE_END = Pattern.compile("[.;!:]+\\s+");
    private static final Pattern NO_LETTER = Pattern.compile("\\P{L}+");
    private static final Pattern ELIDED_NE = Pattern.compile("(?<!\\p{L})n'(?=\\p{L})");
    private static final Pattern NOTE = Pattern.compile("\\s*\\([^)]*\\)|[.!\\s]+$");
    private static final Pattern PRONOUN =
            Pattern.compile("(?i)^(?:ich|wir|yo|nosotros|eu|nós|io|noi) ");

    /** One of these stands in whatever is said in the language. */
    private final Set<String> common;

    private final Pattern clauseEnd;
    private final Pattern doubt;
    private final Pattern not;
    private final Pattern filler;
    private final List<ForeignPhrase> phrases = new ArrayList<>();

    private ForeignReader(String language) {
        List<String[]> lines =
                PhraseLists.lines("claims-%s.txt".formatted(language)).stream()
                        .map(line -> line.split(" \\| ", 2))
                        .toList();
        common = Set.of(only(lines, "words").split(" "));
        clauseEnd = Pattern.compile(only(lines, "break"));
        doubt = words(only(lines, "doubt"));
        not = words(only(lines, "not"));
        filler = words(only(lines, "filler"));
        String occupation =
                lines.stream().anyMatch(line -> line[0].equals("occupation"))
                        ? only(lines, "occupation")
                        : "(?!)";
        for (String[] line : lines) {
            if (line[1].contains("<")) {
                phrases.add(
                        new ForeignPhrase(
                                line[0],
                                pattern(line[1], occupation, 1),
                                pattern(line[1], occupation, 2)));
            }
        }
    }

    /**
     * A way to say something.
     *
     * @param first of oneself, anywhere in a clause
     * @param third of somebody named before
     */
    private record ForeignPhrase(String kind, List<Pattern> first, List<Pattern> third) {}

    private static String only(List<String[]> lines, String kind) {
        return lines.stream().filter(line -> line[0].equals(kind)).findFirst().orElseThrow()[1];
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile("(?iU)(?<![\\p{L}-])(?:" + alternatives + ")(?!\\p{L})\\s*");
    }

    /** One pattern for each alternative at the top, since groups have a name once. */
    private static List<Pattern> pattern(String phrase, String occupation, int person) {
        return Stream.of(phrase.split("\\|(?=<)"))
                .map(one ->
                        one.replaceAll(
                                "<([^/>]*)/([^>]*)>", "(?:(?iu:$" + person + "))(?!\\\\p{L})"))
                .map(one -> one.replace("{name}", "(?<name>" + NAME + ")"))
                .map(one -> one.replace("{name2}", NAME))
                .map(one ->
                        one.replace(
                                "{firm}",
                                "(?<firm>"
                                        + ARTICLES
                                        + "(?:"
                                        + NAME
                                        + "|[\\p{L}]{3,}(?: d[eio] \\p{Ll}+)?))"))
                .map(one -> one.replace("{role}", "(?<role>" + ARTICLES + "[\\p{L}-]{3,})"))
                .map(one -> one.replace("{occupation}", "(?<role>" + occupation + ")(?!\\p{L})"))
                .map(one -> one.replace("{thing}", "(?<thing>[\\p{L}'-]+(?: [\\p{L}-]+)?)"))
                .map(one -> Pattern.compile("(?u)(?<!\\p{L})(?:" + one + ")"))
                .toList();
    }

    static Stream<Claim> read(String statement) {
        if (statement.length() > LENGTH_MAX || statement.contains("?")) {
            return Stream.of();
        }
        String text = plain(statement);
        List<String> words = List.of(NO_LETTER.split(text.toLowerCase(Locale.ROOT)));
        return LANGUAGES.stream()
                .filter(language -> !Collections.disjoint(words, language.common))
                .flatMap(language -> language.claims(text).stream());
    }

    private static String plain(String statement) {
        String text = NOTE.matcher(statement.strip().replace('\u2019', '\'')).replaceAll("");
        return ELIDED_NE.matcher(text).replaceAll("ne ");
    }

    private List<Claim> claims(String text) {
        Matcher said = SPEAKER.matcher(text);
        boolean quoted = said.matches();
        Matcher named = SUBJECT.matcher(text);
        if (!quoted && !named.matches()) {
            return List.of();
        }
        String subject = quoted ? said.group(1) : named.group(1);
        List<Claim> claims = new ArrayList<>();
        for (String sentence : SENTENCE_END.split(quoted ? said.group(2) : named.group(2))) {
            if (doubt.matcher(sentence).find()) {
                continue;
            }
            for (String clause : clauseEnd.split(sentence)) {
                claims.addAll(claims(subject, clause, quoted));
            }
        }
        return claims;
    }

    private List<Claim> claims(String subject, String clause, boolean quoted) {
        boolean denied = not.matcher(clause).find();
        String plain = filler.matcher(not.matcher(clause).replaceAll("")).replaceAll("").strip();
        plain = quoted ? PRONOUN.matcher(plain).replaceFirst("") : plain;
        for (ForeignPhrase phrase : phrases) {
            for (Pattern pattern : quoted ? phrase.first : phrase.third) {
                Matcher found = pattern.matcher(plain);
                if (quoted ? found.find() : found.lookingAt()) {
                    return ForeignClaims.of(phrase.kind, subject, found, denied);
                }
            }
        }
        return List.of();
    }
}
