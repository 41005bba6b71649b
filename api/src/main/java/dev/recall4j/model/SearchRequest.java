package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * A question to memory.
 *
 * @param scope whose memory
 * @param query what is asked, in any words; 1 to {@value #QUERY_LENGTH_MAX} characters
 * @param filter what results must pass, or null for no filter; it can only narrow the scope
 * @param limit at most so many results; 1 to {@value #LIMIT_MAX}
 * @param threshold results score at least so much; 0 to 1
 * @param asOf the time whose truth is asked for, or null for now
 * @param knownAt the time whose knowledge is asked for, or null for now. What was recorded later is
 *     not seen: memories that were kept later are left out, and those that were superseded,
 *     retracted, said again or reworded later are as they were. Together with {@code asOf}: what
 *     was true at the one, as far as was known at the other. What was reworded is found by the
 *     words it has now, and of more than {@value #RETRACTED_MAX} memories that were retracted since
 *     only the latest are found. What was erased is never found. Slower than other searches
 * @param superseded what is made of memories that were superseded; without meaning as of a time
 * @param explain whether each result says what each signal gave it, and the recall how it came
 *     about; slower
 */
public record SearchRequest(
        Scope scope,
        String query,
        @Nullable Filter filter,
        int limit,
        double threshold,
        @Nullable Instant asOf,
        @Nullable Instant knownAt,
        Superseded superseded,
        boolean explain) {

    public static final int LIMIT_DEFAULT = 10;
    public static final int LIMIT_MAX = 1_000;
    public static final int QUERY_LENGTH_MAX = 10_000;

    /** So many memories that were retracted since are looked through. */
    public static final int RETRACTED_MAX = 1_000;

    /**
     * @throws InvalidRequestException if the query is blank, too long or malformed, or limit or
     *     threshold is out of range
     */
    public SearchRequest {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(superseded, "superseded");
        Texts.require("query", query, QUERY_LENGTH_MAX);
        Limits.require("limit", limit, 1, LIMIT_MAX);
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new InvalidRequestException(
                    "The threshold is %s; give one from 0 to 1.".formatted(threshold));
        }
        if (asOf != null) {
            Times.require("as-of time", asOf);
        }
        if (knownAt != null) {
            Times.require("known-at time", knownAt);
        }
    }

    public static Builder builder(Scope scope, String query) {
        return new Builder(scope, query);
    }

    /** Id-free, text-free. */
    @Override
    public String toString() {
        return "SearchRequest[limit=%d, threshold=%s, filtered=%s]"
                .formatted(limit, threshold, filter != null);
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {
        private final Scope scope;
        private final String query;
        private @Nullable Filter filter;
        private int limit = LIMIT_DEFAULT;
        private double threshold;
        private @Nullable Instant asOf;
        private @Nullable Instant knownAt;
        private Superseded superseded = Superseded.DEMOTE;
        private boolean explain;

        private Builder(Scope scope, String query) {
            this.scope = scope;
            this.query = query;
        }

        public Builder filter(@Nullable Filter filter) {
            this.filter = filter;
            return this;
        }

        /** Default {@value SearchRequest#LIMIT_DEFAULT}. */
        public Builder limit(int limit) {
            this.limit = limit;
            return this;
        }

        /** Default 0: everything that any signal found. */
        public Builder threshold(double threshold) {
            this.threshold = threshold;
            return this;
        }

        public Builder asOf(@Nullable Instant asOf) {
            this.asOf = asOf;
            return this;
        }

        public Builder knownAt(@Nullable Instant knownAt) {
            this.knownAt = knownAt;
            return this;
        }

        /** Default {@link Superseded#DEMOTE}. */
        public Builder superseded(Superseded superseded) {
            this.superseded = superseded;
            return this;
        }

        public Builder explain(boolean explain) {
            this.explain = explain;
            return this;
        }

        public SearchRequest build() {
            return new SearchRequest(
                    scope, query, filter, limit, threshold, asOf, knownAt, superseded, explain);
        }
    }
}
