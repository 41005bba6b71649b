package dev.recall4j.lucene;

import dev.recall4j.model.Filter;
import dev.recall4j.spi.Among;
import dev.recall4j.spi.IndexQuery;

import org.apache.lucene.document.BinaryPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

import java.time.Instant;

/** Which memories a query may find at all, whatever it looks for. */
final class Narrowing {

    private Narrowing() {}

    /** In scope. */
    static Query scope(IndexQuery query) {
        return scope(query, Fields.SCOPE);
    }

    /** In scope and past its expiry. */
    static Query expired(IndexQuery query) {
        return new BooleanQuery.Builder()
                .add(scope(query), Occur.FILTER)
                .add(upTo(Fields.EXPIRES_AT, query.now()), Occur.FILTER)
                .build();
    }

    /** In scope, not expired, and valid. */
    static Query valid(IndexQuery query) {
        return validity(query).build();
    }

    /** All of that, and passing the filter. */
    static Query visible(IndexQuery query) {
        BooleanQuery.Builder visible = validity(query);
        Filter filter = query.filter();
        if (filter != null) {
            visible.add(FilterQuery.of(filter), Occur.FILTER);
        }
        return visible.build();
    }

    private static BooleanQuery.Builder validity(IndexQuery query) {
        BooleanQuery.Builder valid = new BooleanQuery.Builder();
        switch (query.among()) {
            case Among.Current any -> valid.add(scope(query, Fields.ACTIVE_SCOPE), Occur.FILTER);
            case Among.Superseded any ->
                    valid.add(scope(query, Fields.SUPERSEDED_SCOPE), Occur.FILTER);
            case Among.All any -> valid.add(scope(query), Occur.FILTER);
            case Among.ValidAt at ->
                    valid.add(scope(query), Occur.FILTER)
                            .add(upTo(Fields.VALID_FROM, at.time()), Occur.FILTER)
                            .add(upTo(Fields.VALID_TO, at.time()), Occur.MUST_NOT);
        }
        return valid.add(upTo(Fields.EXPIRES_AT, query.now()), Occur.MUST_NOT);
    }

    private static Query scope(IndexQuery query, String field) {
        return new TermQuery(new Term(field, ScopeTerms.of(query.tenant(), query.scope())));
    }

    private static Query upTo(String field, Instant time) {
        return BinaryPoint.newRangeQuery(field, SortKeys.firstTime(), SortKeys.of(time));
    }
}
