package dev.recall4j.cli;

import dev.recall4j.Memories;
import dev.recall4j.cli.TurnSource.ScopedTurn;
import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Added;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Reason;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;
import dev.recall4j.wire.ImportForm;
import dev.recall4j.wire.ImportForm.BadLine;

import org.jspecify.annotations.Nullable;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Adds the turns of a source, in batches of those that follow each other in one scope. What is no
 * turn is reported and passed over, unless nothing else comes first, and so is a turn whose id
 * another text had before. Every batch is durable when it is counted, and turns that were heard
 * before are not heard again. Not thread-safe.
 */
final class Importer {

    private static final int BATCH_TURNS = 64;
    private static final int ERRORS_KEPT = 1_000;

    /** After so many lines without one turn it is the file that is wrong, and not its lines. */
    private static final int BAD_AT_START_MAX = 5;

    private static final String ID_REUSED =
            "a turn with another text had the id before; give it an id of its own";

    private final Supplier<Memories> memories;
    private final @Nullable ExtractionMode mode;
    private final @Nullable ZonedDateTime at;
    private final Metadata metadata;
    private final Progress progress;
    private final Consumer<BadLine> onBadLine;
    private final DerivedIds ids = new DerivedIds();
    private final List<BadLine> errors = new ArrayList<>();
    private final List<Numbered> batch = new ArrayList<>();
    private @Nullable Scope batchScope;
    private long turns;
    private long alreadyHeard;
    private long idReused;
    private long added;
    private long reinforced;
    private long badLines;
    private boolean anyTurn;

    /** A turn, and the line it stands on. */
    private record Numbered(long line, Turn turn) {}

    /**
     * @param memories asked for when there is something to add
     * @param at when turns without a time were said, or null for now
     * @param metadata what every turn gets, where it has no such entry itself
     */
    Importer(
            Supplier<Memories> memories,
            @Nullable ExtractionMode mode,
            @Nullable ZonedDateTime at,
            Metadata metadata,
            Progress progress,
            Consumer<BadLine> onBadLine) {
        this.memories = memories;
        this.mode = mode;
        this.at = at;
        this.metadata = metadata;
        this.progress = progress;
        this.onBadLine = onBadLine;
    }

    /**
     * @throws InvalidRequestException if the source begins with what is no turn, several times; or
     *     has nothing else
     */
    ImportForm run(TurnSource source) {
        for (ScopedTurn next = nextGood(source); next != null; next = nextGood(source)) {
            take(next, source);
        }
        if (badLines > 0 && !anyTurn) {
            throw noTurns(source);
        }
        flush(source);
        return new ImportForm(turns, alreadyHeard, idReused, added, reinforced, badLines, errors);
    }

    private @Nullable ScopedTurn nextGood(TurnSource source) {
        while (true) {
            try {
                return source.next();
            } catch (InvalidRequestException e) {
                reject(new BadLine(source.number(), String.valueOf(e.getMessage())), source);
            }
        }
    }

    private void take(ScopedTurn next, TurnSource source) {
        if (!next.scope().equals(batchScope) || batch.size() == batchTurnsMax()) {
            flush(source);
            batchScope = next.scope();
        }
        if (!anyTurn) {
            anyTurn = true;
            errors.forEach(onBadLine);
        }
        Turn identified = ids.identified(next.scope(), labelled(next.turn()));
        batch.add(
                new Numbered(
                        source.number(),
                        identified.saidAt() == null ? identified.at(at) : identified));
    }

    /** All that was done on a task goes into one memory. */
    private int batchTurnsMax() {
        return mode == ExtractionMode.PROCEDURE ? AddRequest.TURNS_MAX : BATCH_TURNS;
    }

    private Turn labelled(Turn turn) {
        return turn.withMetadata(metadata.with(turn.metadata()));
    }

    private void flush(TurnSource source) {
        if (batchScope != null && !batch.isEmpty()) {
            Added result = add(batchScope, batch);
            count(result);
            if (count(result, ReasonCode.ID_REUSED) > 0) {
                tellReused(batchScope);
            }
            batch.clear();
        }
        progress.at(
                source.position(),
                "%s, %s"
                        .formatted(
                                Lines.count(turns, "turn", "turns"),
                                Lines.count(added, "memory", "memories")));
    }

    private Added add(Scope scope, List<Numbered> some) {
        List<Turn> said = some.stream().map(Numbered::turn).toList();
        return memories.get().add(AddRequest.builder(scope).turns(said).mode(mode).build());
    }

    /**
     * What was added only says how many turns were refused. Every turn has an id, so saying each
     * again changes nothing, and those are refused again.
     */
    private void tellReused(Scope scope) {
        for (Numbered one : batch) {
            if (errors.size() < ERRORS_KEPT
                    && count(add(scope, List.of(one)), ReasonCode.ID_REUSED) > 0) {
                BadLine line = new BadLine(one.line(), ID_REUSED);
                errors.add(line);
                onBadLine.accept(line);
            }
        }
    }

    private void count(Added result) {
        turns += result.turns().size();
        added += result.added().size();
        reinforced += result.reinforced().size();
        alreadyHeard += count(result, ReasonCode.ALREADY_HEARD);
        idReused += count(result, ReasonCode.ID_REUSED);
    }

    private static long count(Added result, ReasonCode code) {
        return result.reasons().stream()
                .filter(reason -> reason.code() == code)
                .mapToLong(Reason::count)
                .sum();
    }

    /** Those before the first turn are reported with it. */
    private void reject(BadLine line, TurnSource source) {
        badLines++;
        if (errors.size() < ERRORS_KEPT) {
            errors.add(line);
        }
        if (anyTurn) {
            onBadLine.accept(line);
        } else if (badLines == BAD_AT_START_MAX) {
            throw noTurns(source);
        }
    }

    private InvalidRequestException noTurns(TurnSource source) {
        BadLine first = errors.getFirst();
        return new InvalidRequestException(
                "This does not look like %s; nothing was imported. Line %,d: %s"
                        .formatted(source.form(), first.line(), first.message()));
    }
}
