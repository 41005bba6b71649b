package dev.recall4j.spi;

import dev.recall4j.model.Filter;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What to look for in an index.
 *
 * @param tenant whose index
 * @param scope whose memories
 * @param filter what they must pass, or null
 * @param text the words to look for, or null to leave the keyword signal out
 * @param vector the embedding to look for, or null to leave the dense signal out
 * @param candidates how many memories each signal may bring; at least 1
 * @param now memories that expire at or before it are left out
 * @param among which memories are looked for, by where they stand in their life
 */
public record IndexQuery(
        Tenant tenant,
        Scope scope,
        @Nullable Filter filter,
        @Nullable String text,
        float @Nullable [] vector,
        int candidates,
        Instant now,
        Among among) {

    public IndexQuery {
        if (candidates < 1) {
            throw new IllegalArgumentException("candidates " + candidates);
        }
    }

    /** Neither text nor vector. */
    @Override
    public String toString() {
        return "IndexQuery[candidates=%d, filtered=%s]".formatted(candidates, filter != null);
    }
}
