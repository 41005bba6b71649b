package dev.recall4j;

import dev.recall4j.model.Gist;
import dev.recall4j.model.Memory;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.stream.Collectors;

/** Reckons the gist of a statement. */
final class Gists {

    private Gists() {}

    /** Of a statement that names whom it is about. */
    static Gist ofStatement(String text) {
        return new Gist(Fingerprint.of(text, null), topics(ClaimReader.read(text)));
    }

    /**
     * Of words as they were said. They claim nothing of anybody: who keeps them wants them kept.
     *
     * @param speaker whose words they are, if that is known
     */
    static Gist ofWords(String text, @Nullable String speaker) {
        return Gist.of(Fingerprint.of(text, speaker));
    }

    /** Of words kept beside a statement. They may be the same as its own, and stand apart. */
    static Gist ofQuotation(String text, @Nullable String speaker) {
        return Gist.of(Fingerprint.digest("quotation\n" + Fingerprint.of(text, speaker)));
    }

    /**
     * Of what an extractor drew.
     *
     * @param speaker whose words it was drawn from, if that is known
     */
    static Gist of(
            String text, String extractor, Set<String> categories, @Nullable String speaker) {
        if (!extractor.equals(VerbatimExtractor.NAME)) {
            return ofStatement(text);
        }
        return categories.contains(Memory.QUOTATION)
                ? ofQuotation(text, speaker)
                : ofWords(text, speaker);
    }

    static Set<String> topics(ClaimReader.Reading reading) {
        return reading.topics().stream()
                .sorted()
                .limit(Gist.TOPICS_MAX)
                .map(Fingerprint::digest)
                .collect(Collectors.toUnmodifiableSet());
    }
}
