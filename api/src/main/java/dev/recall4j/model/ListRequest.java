package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * One page of the memories of a scope.
 *
 * @param scope whose memories
 * @param filter what they must pass, or null for no filter; a builder that is not asked for
 *     quotations adds that they are none
 * @param statuses where they stand in their life; default: active only
 * @param knownAt the time whose knowledge is asked for, or null for now: memories kept later are
 *     left out, and the others are as they were known then ({@link SearchRequest#knownAt}). A page
 *     may then hold fewer than the limit though more follow; order and cursor go by times as they
 *     are now
 * @param order by creation or update time
 * @param limit at most so many; 1 to {@value #LIMIT_MAX}
 * @param cursor where the page before ended, or null for the first page
 */
public record ListRequest(
        Scope scope,
        @Nullable Filter filter,
        Set<Status> statuses,
        @Nullable Instant knownAt,
        Order order,
        int limit,
        @Nullable String cursor) {

    public static final int LIMIT_DEFAULT = 100;
    public static final int LIMIT_MAX = 10_000;

    /**
     * @throws InvalidRequestException if the limit is out of range or no status is asked for
     */
    public ListRequest {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(order, "order");
        Limits.require("limit", limit, 1, LIMIT_MAX);
        if (statuses.isEmpty()) {
            throw new InvalidRequestException("No status is asked for; give at least one.");
        }
        if (knownAt != null) {
            Times.require("known-at time", knownAt);
        }
        statuses = Set.copyOf(statuses);
    }

    public static Builder builder(Scope scope) {
        return new Builder(scope);
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {
        private final Scope scope;
        private @Nullable Filter filter;
        private Set<Status> statuses = Set.of(Status.ACTIVE);
        private @Nullable Instant knownAt;
        private boolean quotations;
        private Order order = Order.NEWEST_FIRST;
        private int limit = LIMIT_DEFAULT;
        private @Nullable String cursor;

        private Builder(Scope scope) {
            this.scope = scope;
        }

        public Builder filter(@Nullable Filter filter) {
            this.filter = filter;
            return this;
        }

        public Builder statuses(Status first, Status... more) {
            this.statuses = EnumSet.of(first, more);
            return this;
        }

        public Builder knownAt(@Nullable Instant knownAt) {
            this.knownAt = knownAt;
            return this;
        }

        /**
         * Whether {@linkplain Memory#QUOTATION quotations} are listed too, and not only what was
         * drawn from their turns. Default: no.
         */
        public Builder quotations(boolean quotations) {
            this.quotations = quotations;
            return this;
        }

        /** In place of those given before. */
        public Builder statuses(Set<Status> statuses) {
            this.statuses = statuses;
            return this;
        }

        public Builder order(Order order) {
            this.order = order;
            return this;
        }

        /** Default {@value ListRequest#LIMIT_DEFAULT}. */
        public Builder limit(int limit) {
            this.limit = limit;
            return this;
        }

        public Builder cursor(@Nullable String cursor) {
            this.cursor = cursor;
            return this;
        }

        public ListRequest build() {
            Filter narrowed = quotations ? filter : withoutQuotations(filter);
            return new ListRequest(scope, narrowed, statuses, knownAt, order, limit, cursor);
        }

        private static Filter withoutQuotations(@Nullable Filter filter) {
            Filter none = Filter.ne("categories", Memory.QUOTATION);
            return filter == null ? none : Filter.and(filter, none);
        }
    }
}
