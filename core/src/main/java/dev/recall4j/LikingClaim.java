package dev.recall4j;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether somebody likes a thing; each thing is a topic of its own. */
record LikingClaim(String topic, boolean likes) implements Claim {

    private static final String THING =
            " (?<thing>(?:(?!(?:in|at|on|for|with|because|but|and|or|since|from|to|than|more|most|about|during|every|all|since|these|so|as|by|whenever|ever)\\b)[\\p{L}\\p{M}\\p{N}'-]+ ?){1,4})";

    private static final Pattern LIKES =
            Pattern.compile(
                    "(?i)(?:(?:has|have) (?:come to )?)?(?:likes?|loves?|enjoys?|enjoying|adores?|loved|liking|liked|enjoyed|craves?|(?:is|am|are) (?:really |very )?(?:into|fond of|crazy about|obsessed with"
                            + "|a (?:big |huge )?fan of|enjoying|loving)|(?:listens?|listening) to|(?:roots?|rooting|cheers?|cheering) for|supports?|(?:has |have )?(?:came|come) (?:around|round) (?:to|on)|(?:has |have )?warmed (?:up )?to|(?:has |have )?(?:acquired|developed) a taste for|(?:is|am|are|got|became) (?:hooked on|addicted to|keen on|big on)|rediscovered|got into|fell in love with|grew to (?:love|like)|learned to (?:love|like)|(?:has|have) a (?:soft spot|thing|weakness) for)(?: (?:eating|drinking|having|the taste of|watching|playing|listening to|reading|doing|going))?"
                            + THING);

    private static final Pattern DISLIKES =
            Pattern.compile(
                    "(?i)(?:dislikes?|hates?|hating|hated|(?:is|am|are) (?:done|finished|through|over) with|(?:is|am|are) over|(?:has|have) (?:had enough of|turned against)|had enough of|got over|soured on|(?:no interest|not interested) in|detests?|loathes?|despises?|can not (?:stand|bear|take)|can (?:stand|bear)|(?:is|am|are) (?:sick|tired|bored|fed up) (?:of|with)"
                            + "|(?:has|have|got) (?:grown |got(?:ten)? )?(?:sick|tired|bored) of|went off|gone off|lost (?:interest in|(?:my|his|her|their|the|all) (?:taste|love|appetite|enthusiasm) for)|(?:has|have) had it with|can not get into|(?:has|have) lost interest in|grew tired of|fell out of love with)(?: (?:eating|drinking|having|the taste of|watching|playing|listening to|reading|doing))?"
                            + THING);

    private static final Pattern FAN =
            Pattern.compile(
                    "(?i)(?:is|am|are) (?:an? )?(?:(?:huge|big|massive|die-hard|lifelong|long-time) )*(?<thing>[\\p{L}\\p{N}-]+(?: [\\p{L}\\p{N}-]+)?) (?:fan|lover|enthusiast|addict|supporter)\\b");

    private static final Set<String> EMPTY_WORDS =
            Set.of(
                    "the",
                    "a",
                    "an",
                    "his",
                    "her",
                    "my",
                    "their",
                    "some",
                    "any",
                    "all",
                    "that",
                    "this",
                    "it",
                    "them",
                    "him",
                    "you",
                    "eating",
                    "drinking",
                    "kind",
                    "of",
                    "to",
                    "how",
                    "what",
                    "when",
                    "being",
                    "there",
                    "here",
                    "me",
                    "us",
                    "everything",
                    "anymore",
                    "much",
                    "things",
                    "stuff",
                    "way",
                    "idea");

    static Stream<Claim> of(Clause clause) {
        Matcher dislikes = clause.says(DISLIKES);
        if (dislikes != null) {
            boolean stands =
                    dislikes.group().toLowerCase(Locale.ROOT).startsWith("can ")
                            && !dislikes.group().toLowerCase(Locale.ROOT).startsWith("can not");
            return claim(clause, dislikes.group("thing"), stands != clause.denied());
        }
        Matcher likes = clause.says(List.of(LIKES, FAN));
        return likes == null ? Stream.of() : claim(clause, likes.group("thing"), !clause.denied());
    }

    private static Stream<Claim> claim(Clause clause, String thing, boolean likes) {
        StringBuilder key = new StringBuilder();
        for (String word : Words.folded(thing).split("[^\\p{L}\\p{M}\\p{N}]+")) {
            if (!word.isEmpty() && !EMPTY_WORDS.contains(word)) {
                key.append('/').append(Stem.of(word));
            }
        }
        return key.isEmpty()
                ? Stream.of()
                : Stream.of(new LikingClaim(clause.topic("likes" + key), likes));
    }

    /** What one likes is so when it is said. */
    @Override
    public boolean isEvent() {
        return false;
    }

    @Override
    public boolean ends(Claim earlier) {
        return earlier instanceof LikingClaim other && other.likes != likes;
    }
}
