package dev.recall4j.model;

import java.util.Locale;

/** A way of finding memories for a query. */
public enum Signal {
    /** Nearness of meaning: cosine of the embeddings. */
    DENSE,
    /** Words in common: BM25. */
    KEYWORD;

    /** The stable form on the wire and in {@code --json}, such as {@code dense}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
