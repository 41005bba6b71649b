package dev.recall4j.tck;

import dev.recall4j.model.Filter;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Among;
import dev.recall4j.spi.IndexQuery;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A query, built up from one that asks nothing of {@link Samples#ANA} at {@link Samples#NOON}. */
final class IndexSearch {

    private Tenant tenant = Samples.ACME;
    private Scope scope = Samples.ANA;
    private @Nullable Filter filter;
    private @Nullable String text;
    private float @Nullable [] vector;
    private int candidates = 10;
    private Instant now = Samples.NOON;
    private Among among = Among.CURRENT;

    private IndexSearch() {}

    static IndexSearch words(String text) {
        return new IndexSearch().text(text);
    }

    static IndexSearch near(float[] vector) {
        return new IndexSearch().vector(vector);
    }

    /** By vector, as many as there are: finds whatever is not kept out. */
    static IndexSearch everything() {
        return near(IndexVectors.query()).candidates(100_000);
    }

    IndexSearch tenant(Tenant tenant) {
        this.tenant = tenant;
        return this;
    }

    IndexSearch scope(Scope scope) {
        this.scope = scope;
        return this;
    }

    IndexSearch filter(@Nullable Filter filter) {
        this.filter = filter;
        return this;
    }

    IndexSearch text(@Nullable String text) {
        this.text = text;
        return this;
    }

    IndexSearch vector(float @Nullable [] vector) {
        this.vector = vector;
        return this;
    }

    IndexSearch candidates(int candidates) {
        this.candidates = candidates;
        return this;
    }

    IndexSearch now(Instant now) {
        this.now = now;
        return this;
    }

    IndexSearch among(Among among) {
        this.among = among;
        return this;
    }

    @SuppressWarnings("NullAway") // does not see in class files that the vector may be null
    IndexQuery query() {
        return new IndexQuery(tenant, scope, filter, text, vector, candidates, now, among);
    }
}
