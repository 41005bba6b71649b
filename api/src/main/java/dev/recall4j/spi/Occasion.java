package dev.recall4j.spi;

import dev.recall4j.model.Memory;
import dev.recall4j.model.Source;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How a memory came up in conversation.
 *
 * @param speaker the name of who said it first, or null if unknown
 * @param saidAt when it was first said
 * @param since when what it tells of happened or began, or null if it does not say
 * @param question whether it asks rather than tells
 * @param quotation whether it is a {@linkplain Memory#QUOTATION quotation}
 * @param turn stands for the turn it was first drawn from: within a tenant, the same for two
 *     memories if, and as good as only if, that turn is; 0 if none is left
 */
public record Occasion(
        @Nullable String speaker,
        Instant saidAt,
        @Nullable Instant since,
        boolean question,
        boolean quotation,
        long turn) {

    /** Question marks of the world's scripts, and the Greek one. */
    private static final String QUESTION_MARKS = "?\uFF1F\u061F\u037E\u2047\u2048\u1367";

    /** That of a statement whose turn is not known. */
    public Occasion(
            @Nullable String speaker, Instant saidAt, @Nullable Instant since, boolean question) {
        this(speaker, saidAt, since, question, false, 0);
    }

    /**
     * @param turn see {@link #turn}
     */
    public static Occasion of(Memory memory, long turn) {
        String speaker =
                memory.provenance().sources().stream()
                        .findFirst()
                        .map(Source::speaker)
                        .orElse(null);
        String text = memory.text().stripTrailing();
        boolean question =
                !text.isEmpty() && QUESTION_MARKS.indexOf(text.charAt(text.length() - 1)) >= 0;
        return new Occasion(
                speaker, memory.saidAt(), memory.validFrom(), question, memory.isQuotation(), turn);
    }

    /** Whether it has a speaker and is a question only. */
    @Override
    public String toString() {
        return "Occasion[saidAt=%s, question=%s]".formatted(saidAt, question);
    }
}
