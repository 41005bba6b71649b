package dev.recall4j;

import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Index;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from a query who and when it is about. Thread-safe. */
final class QuestionReader {

    /** Names are looked for among so many words; a longer query is a text, not a question. */
    private static final int WORDS_MAX = 100;

    private static final int CANDIDATES_MAX = 500;

    /** A word, and the ending that makes a name an owner. */
    private static final Pattern WORD =
            Pattern.compile("([\\p{L}\\p{M}\\p{N}]+)((?:['’]s)?)(?![\\p{L}\\p{N}])");

    private final Index index;
    private final Clock clock;
    private final ZoneId zone;

    QuestionReader(Index index, Clock clock, ZoneId zone) {
        this.index = index;
        this.clock = clock;
        this.zone = zone;
    }

    Question read(Tenant tenant, Scope scope, String query) {
        Set<String> names = index.speakers(tenant, scope, mayBeNames(query));
        Set<String> people = new HashSet<>();
        names.forEach(name -> people.add(Words.folded(name)));
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        return new Question(without(names, query), people, AskedTime.in(query, today));
    }

    /** Where capitals are used at all, a word without one is no name: "will", "may", "rose". */
    private static Set<String> mayBeNames(String query) {
        boolean capitals = query.chars().skip(1).anyMatch(Character::isUpperCase);
        Set<String> words = new LinkedHashSet<>();
        WORD.matcher(query)
                .results()
                .limit(WORDS_MAX)
                .map(word -> word.group(1))
                .filter(word -> !capitals || !Character.isLowerCase(word.codePointAt(0)))
                .flatMap(UnspacedNames::mayBeIn)
                .limit(CANDIDATES_MAX)
                .forEach(words::add);
        return words;
    }

    private static String without(Set<String> names, String query) {
        String rest =
                WORD.matcher(UnspacedNames.without(names, query))
                        .replaceAll(word -> names.contains(word.group(1)) ? "" : quoted(word))
                        .strip()
                        .replaceAll("\\s+", " ");
        return rest.chars().anyMatch(Character::isLetterOrDigit) ? rest : query;
    }

    private static String quoted(MatchResult word) {
        return Matcher.quoteReplacement(word.group());
    }
}
