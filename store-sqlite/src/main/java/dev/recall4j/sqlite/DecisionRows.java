package dev.recall4j.sqlite;

import dev.recall4j.model.Decision;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.spi.Act;
import dev.recall4j.spi.DecisionSet;

import org.jspecify.annotations.Nullable;

/** Every decision as it was taken, without remembered text. */
final class DecisionRows {

    private final Session session;

    DecisionRows(Session session) {
        this.session = session;
    }

    void add(long scope, long position, DecisionSet set, Decision decision) {
        Row row = Row.of(decision);
        HearingId hearing = set.hearing();
        Act act = set.act();
        Evidence evidence = row.evidence();
        session.update(
                "INSERT INTO decisions (position, scope, hearing, kind, memory, older, turn,"
                        + " span_start, span_end, code, reason, actor, at) VALUES (?, ?, ?, ?, ?,"
                        + " ?, ?, ?, ?, ?, ?, ?, ?)",
                position,
                scope,
                hearing == null ? null : hearing.value(),
                row.kind(),
                value(row.memory()),
                value(row.older()),
                evidence == null ? null : evidence.turn().value(),
                evidence == null ? null : evidence.start(),
                evidence == null ? null : evidence.end(),
                row.code(),
                decision.reason(),
                act.actor(),
                act.at());
    }

    private static @Nullable String value(@Nullable MemoryId id) {
        return id == null ? null : id.value();
    }

    private enum Kind {
        ADD,
        REINFORCE,
        SUPERSEDE,
        RETRACT,
        IGNORE
    }

    /** What kinds of decisions have in common; evidence of a new memory is kept with the memory. */
    private record Row(
            Kind kind,
            @Nullable MemoryId memory,
            @Nullable MemoryId older,
            @Nullable Evidence evidence,
            @Nullable ReasonCode code) {

        static Row of(Decision decision) {
            return switch (decision) {
                case Decision.Add add -> new Row(Kind.ADD, add.draft().id(), null, null, null);
                case Decision.Reinforce again ->
                        new Row(Kind.REINFORCE, again.memory(), null, again.evidence(), null);
                case Decision.Supersede change ->
                        new Row(Kind.SUPERSEDE, change.draft().id(), change.older(), null, null);
                case Decision.Retract retract ->
                        new Row(Kind.RETRACT, retract.memory(), null, null, null);
                case Decision.Ignore ignore ->
                        new Row(Kind.IGNORE, null, null, ignore.evidence(), ignore.code());
            };
        }
    }
}
