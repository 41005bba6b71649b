package dev.recall4j.model;

import java.util.Locale;

/** What speaks for a memory when a question is asked. */
public enum Signal {
    /** Nearness of meaning: cosine of the embeddings. */
    DENSE,
    /** Words in common: BM25. */
    KEYWORD,
    /** Nearness in meaning of the talk that it was part of. */
    DENSE_AROUND,
    /** Words in common with what was said just before and after it. */
    KEYWORD_AROUND,
    /** It was said by somebody whom the question names. */
    SPEAKER,
    /** It was said, or happened, at a time that the question names. */
    TIME,
    /** A model that read the question and the memory together finds that it answers. */
    RERANK,
    /** It was said lately, or again and again. Takes part only where memories are to fade. */
    FRESHNESS;

    /** The stable form on the wire and in {@code --json}, such as {@code dense-around}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
