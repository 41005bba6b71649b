package dev.recall4j.cli;

import dev.recall4j.Memories;
import dev.recall4j.cli.TurnSource.ScopedTurn;
import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Added;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.InvalidRequestException;
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

/**
 * Adds the turns of a source, in batches of those that follow each other in one scope. What is no
 * turn is reported and passed over. Every batch is durable when it is counted, and turns that were
 * heard before are not heard again. Not thread-safe.
 */
final class Importer {

    private static final int BATCH_TURNS = 64;
    private static final int ERRORS_KEPT = 1_000;

    private final Memories memories;
    private final @Nullable ExtractionMode mode;
    private final @Nullable ZonedDateTime at;
    private final Progress progress;
    private final Consumer<BadLine> onBadLine;
    private final DerivedIds ids = new DerivedIds();
    private final List<BadLine> errors = new ArrayList<>();
    private final List<Turn> batch = new ArrayList<>();
    private @Nullable Scope batchScope;
    private long turns;
    private long alreadyHeard;
    private long added;
    private long reinforced;
    private long badLines;

    /**
     * @param at when turns without a time were said, or null for now
     */
    Importer(
            Memories memories,
            @Nullable ExtractionMode mode,
            @Nullable ZonedDateTime at,
            Progress progress,
            Consumer<BadLine> onBadLine) {
        this.memories = memories;
        this.mode = mode;
        this.at = at;
        this.progress = progress;
        this.onBadLine = onBadLine;
    }

    ImportForm run(TurnSource source) {
        for (ScopedTurn next = nextGood(source); next != null; next = nextGood(source)) {
            take(next, source);
        }
        flush(source);
        return new ImportForm(turns, alreadyHeard, added, reinforced, badLines, errors);
    }

    private @Nullable ScopedTurn nextGood(TurnSource source) {
        while (true) {
            try {
                return source.next();
            } catch (InvalidRequestException e) {
                reject(new BadLine(source.number(), String.valueOf(e.getMessage())));
            }
        }
    }

    private void take(ScopedTurn next, TurnSource source) {
        if (!next.scope().equals(batchScope) || batch.size() == BATCH_TURNS) {
            flush(source);
            batchScope = next.scope();
        }
        Turn identified = ids.identified(next.scope(), next.turn());
        batch.add(identified.saidAt() == null ? identified.at(at) : identified);
    }

    private void flush(TurnSource source) {
        if (batchScope != null && !batch.isEmpty()) {
            count(memories.add(AddRequest.builder(batchScope).turns(batch).mode(mode).build()));
            batch.clear();
        }
        progress.at(source.position(), "%,d turns, %,d memories".formatted(turns, added));
    }

    private void count(Added result) {
        turns += result.turns().size();
        added += result.added().size();
        reinforced += result.reinforced().size();
        alreadyHeard +=
                result.reasons().stream()
                        .filter(reason -> reason.code() == ReasonCode.ALREADY_HEARD)
                        .mapToLong(Reason::count)
                        .sum();
    }

    private void reject(BadLine line) {
        badLines++;
        if (errors.size() < ERRORS_KEPT) {
            errors.add(line);
        }
        onBadLine.accept(line);
    }
}
