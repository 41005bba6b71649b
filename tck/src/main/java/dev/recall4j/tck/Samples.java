package dev.recall4j.tck;

import dev.recall4j.model.Evidence;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingOptions;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Provenance;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Status;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** Small values that contract suites share. */
public final class Samples {

    public static final Tenant ACME = Tenant.of("acme");
    public static final Tenant GLOBEX = Tenant.of("globex");
    public static final Scope ANA = Scope.ofUser("ana");
    public static final Scope BOB = Scope.ofUser("bob");
    public static final Instant NOON = Instant.parse("2024-05-08T12:00:00Z");

    /** Of the changes that suites make up without a journal. */
    public static final String LINEAGE = "lineage of samples";

    public static final HearingOptions OPTIONS =
            new HearingOptions(
                    ExtractionMode.VERBATIM,
                    ExtractionSettings.NONE,
                    Metadata.EMPTY,
                    Set.of(),
                    null,
                    "test");

    private Samples() {}

    public static HeardTurn turn(String id, Scope scope, String text) {
        return new HeardTurn(
                new TurnId(id), scope, Turn.user(text).at(NOON.atZone(ZoneOffset.UTC)), NOON);
    }

    /** A turn of {@link #ANA}'s; said at {@link #NOON} in UTC unless it has a time. */
    public static HeardTurn heard(String id, Turn turn) {
        Turn timed = turn.saidAt() == null ? turn.at(NOON.atZone(ZoneOffset.UTC)) : turn;
        return new HeardTurn(new TurnId(id), ANA, timed, NOON);
    }

    public static Evidence wholeOf(HeardTurn turn) {
        return new Evidence(turn.id(), 0, turn.turn().text().length());
    }

    /** An active memory said at {@link #NOON}, with nothing else known about it. */
    public static Memory memory(String id, Scope scope, String text) {
        return memory(id, scope, text, NOON);
    }

    /** An active memory, with nothing known about it but when it was said. */
    public static Memory memory(String id, Scope scope, String text, Instant saidAt) {
        return new Memory(
                MemoryId.of(id),
                scope,
                text,
                Status.ACTIVE,
                new Provenance("test/1", List.of()),
                1,
                saidAt,
                saidAt,
                saidAt,
                saidAt,
                null,
                null,
                null,
                null,
                Set.of(),
                Metadata.EMPTY,
                1);
    }
}
