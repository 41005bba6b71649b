package dev.recall4j.bench;

import java.util.List;
import java.util.Random;

/** Made-up statements and questions over a vocabulary with rare and frequent words. Seeded. */
final class Sentences {

    private static final List<String> PEOPLE =
            List.of(
                    "Ana", "Bruno", "Clara", "Dmitri", "Elif", "Farid", "Grace", "Hugo", "Ines",
                    "Jonas");
    private static final List<String> VERBS =
            List.of(
                    "likes",
                    "bought",
                    "lost",
                    "repaired",
                    "painted",
                    "sold",
                    "borrowed",
                    "cooked",
                    "planted",
                    "found");
    private static final List<String> PLACES =
            List.of(
                    "Lisbon", "Porto", "Kyoto", "Oslo", "Quito", "Tunis", "Riga", "Cork", "Graz",
                    "Lima");
    private static final String SYLLABLES =
            "ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu";

    private final Random random;
    private final List<String> syllables = List.of(SYLLABLES.split(" "));

    Sentences(long seed) {
        random = new Random(seed);
    }

    /** A statement about one of some 15,000 things, the nth of its kind. */
    String statement(int n) {
        return "%s %s a %s %s in %s on day %d"
                .formatted(any(PEOPLE), any(VERBS), thing(), thing(), any(PLACES), n % 365);
    }

    String question() {
        return "What did %s do with the %s in %s?".formatted(any(PEOPLE), thing(), any(PLACES));
    }

    private String thing() {
        return any(syllables) + any(syllables) + any(syllables);
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
