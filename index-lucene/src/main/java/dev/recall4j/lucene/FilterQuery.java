package dev.recall4j.lucene;

import dev.recall4j.lucene.FieldTerms.Kind;
import dev.recall4j.model.Field;
import dev.recall4j.model.Filter;
import dev.recall4j.model.Filter.Condition;
import dev.recall4j.model.Filter.Operand;
import dev.recall4j.model.Filter.Operator;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;

import java.util.List;

/**
 * Says a filter in Lucene's words. Conditions that terms answer exactly are looked up; of the
 * others terms find those that may pass, and each of these is looked at.
 */
final class FilterQuery {

    /** Lucene takes about a thousand clauses; a condition makes up to six. */
    private static final int CONDITIONS_MAX = 100;

    private FilterQuery() {}

    static Query of(Filter filter) {
        return conditions(filter) > CONDITIONS_MAX ? new VerifiedQuery(filter) : query(filter);
    }

    private static int conditions(Filter filter) {
        return switch (filter) {
            case Condition condition -> 1;
            case Filter.And and -> and.parts().stream().mapToInt(FilterQuery::conditions).sum();
            case Filter.Or or -> or.parts().stream().mapToInt(FilterQuery::conditions).sum();
            case Filter.Not not -> conditions(not.part());
        };
    }

    private static Query query(Filter filter) {
        return switch (filter) {
            case Condition condition -> condition(condition);
            case Filter.And and -> joined(Occur.FILTER, and.parts());
            case Filter.Or or -> joined(Occur.SHOULD, or.parts());
            case Filter.Not not -> not(query(not.part()));
        };
    }

    private static Query joined(Occur occur, List<Filter> parts) {
        BooleanQuery.Builder joined = new BooleanQuery.Builder();
        parts.forEach(part -> joined.add(query(part), occur));
        return joined.build();
    }

    private static Query condition(Condition condition) {
        Field field = condition.field();
        return switch (condition.operator()) {
            case EQ, IN -> equal(condition);
            case NE, NIN -> not(equal(condition));
            case GT, GTE, LT, LTE -> range(condition);
            case CONTAINS, ICONTAINS -> and(present(field), new VerifiedQuery(condition));
            case EXISTS ->
                    condition.operand().equals(new Operand.Flag(true))
                            ? present(field)
                            : not(present(field));
        };
    }

    private static Query equal(Condition condition) {
        Field field = condition.field();
        List<BytesRef> terms =
                condition.operands().stream().map(operand -> term(field, operand)).toList();
        return terms.size() == 1
                ? lookUp(terms.getFirst())
                : new TermInSetQuery(Fields.TERMS, terms);
    }

    private static BytesRef term(Field field, Operand operand) {
        return switch (operand) {
            case Operand.Text text -> FieldTerms.string(field, text.value());
            case Operand.Num number -> FieldTerms.number(field, number.value());
            case Operand.Flag flag -> FieldTerms.flag(field, flag.value());
            case Operand.Time time -> FieldTerms.time(field, time.value());
        };
    }

    private static Query range(Condition condition) {
        Field field = condition.field();
        Operator operator = condition.operator();
        boolean orEqual = operator == Operator.GTE || operator == Operator.LTE;
        return switch (condition.operand()) {
            case Operand.Time time ->
                    beyond(condition, Kind.TIME, FieldTerms.time(field, time.value()), orEqual);
            case Operand.Num number -> {
                BytesRef rounded = FieldTerms.rounded(field, number.value().doubleValue());
                // Rounding keeps the order, but may make different numbers equal.
                yield or(
                        beyond(condition, Kind.ROUNDED, rounded, false),
                        and(lookUp(rounded), new VerifiedQuery(condition)));
            }
            case Operand.Text text -> throw new IllegalArgumentException("range of text");
            case Operand.Flag flag -> throw new IllegalArgumentException("range of flags");
        };
    }

    private static Query beyond(Condition condition, Kind kind, BytesRef limit, boolean orEqual) {
        Field field = condition.field();
        boolean above = condition.operator() == Operator.GT || condition.operator() == Operator.GTE;
        return above
                ? new TermRangeQuery(
                        Fields.TERMS, limit, FieldTerms.last(field, kind), orEqual, true)
                : new TermRangeQuery(
                        Fields.TERMS, FieldTerms.first(field, kind), limit, true, orEqual);
    }

    private static Query present(Field field) {
        return lookUp(FieldTerms.present(field));
    }

    private static Query lookUp(BytesRef term) {
        return new TermQuery(new Term(Fields.TERMS, term));
    }

    private static Query and(Query... parts) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        List.of(parts).forEach(part -> all.add(part, Occur.FILTER));
        return all.build();
    }

    private static Query or(Query... parts) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        List.of(parts).forEach(part -> any.add(part, Occur.SHOULD));
        return any.build();
    }

    private static Query not(Query part) {
        return new BooleanQuery.Builder()
                .add(new MatchAllDocsQuery(), Occur.FILTER)
                .add(part, Occur.MUST_NOT)
                .build();
    }
}
