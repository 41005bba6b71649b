package dev.recall4j.spi;

import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Provenance;
import dev.recall4j.model.Source;
import dev.recall4j.model.Status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was known of a memory at a time, from what it is now and its history.
 *
 * <p>Its text, status, successor, occurrences and sources are as they were. The history does not
 * keep the rest, so since when it was true, its expiry, metadata and categories are as they are
 * now; and until when it was true is not known of one that was superseded later. Pure.
 */
public final class Hindsight {

    private final Memory now;
    private final List<HistoryEntry> before;
    private final List<HistoryEntry> after;

    private Hindsight(Memory now, List<HistoryEntry> history, Instant time) {
        this.now = now;
        this.before = history.stream().filter(entry -> !entry.at().isAfter(time)).toList();
        this.after = history.stream().filter(entry -> entry.at().isAfter(time)).toList();
    }

    /**
     * The memory as it was known at a time; empty if it was not kept yet.
     *
     * @param now as it is now, with those of its sources that were heard by then
     * @param history all that happened to it, oldest first
     */
    public static Optional<Memory> of(Memory now, List<HistoryEntry> history, Instant time) {
        return now.createdAt().isAfter(time)
                ? Optional.empty()
                : Optional.of(new Hindsight(now, history, time).memory());
    }

    private Memory memory() {
        boolean superseded = has(before, HistoryEntry.Event.SUPERSEDED);
        boolean supersededLater = has(after, HistoryEntry.Event.SUPERSEDED);
        return new Memory(
                now.id(),
                now.scope(),
                text(),
                status(superseded),
                provenance(),
                Math.max(1, now.occurrences() - count(HistoryEntry.Event.REINFORCED)),
                now.saidAt(),
                lastSaidAt(),
                now.createdAt(),
                before.isEmpty() ? now.createdAt() : before.getLast().at(),
                now.validFrom(),
                supersededLater ? null : now.validTo(),
                superseded ? now.supersededBy() : null,
                now.expiresAt(),
                now.categories(),
                now.metadata(),
                now.revision());
    }

    private Status status(boolean superseded) {
        if (has(before, HistoryEntry.Event.RETRACTED)) {
            return Status.RETRACTED;
        }
        return superseded ? Status.SUPERSEDED : Status.ACTIVE;
    }

    private String text() {
        for (HistoryEntry entry : after) {
            if (entry.event() == HistoryEntry.Event.UPDATED && entry.oldText() != null) {
                return entry.oldText();
            }
        }
        return now.text();
    }

    private Provenance provenance() {
        String editor = null;
        for (HistoryEntry entry : before) {
            if (entry.event() == HistoryEntry.Event.UPDATED && entry.newText() != null) {
                editor = entry.actor();
            }
        }
        Provenance known = now.provenance();
        return new Provenance(known.extractor(), known.sources(), known.found(), editor);
    }

    private Instant lastSaidAt() {
        return has(after, HistoryEntry.Event.REINFORCED)
                ? now.provenance().sources().stream()
                        .map(Source::saidAt)
                        .max(Instant::compareTo)
                        .orElse(now.saidAt())
                : now.lastSaidAt();
    }

    private long count(HistoryEntry.Event event) {
        return after.stream().filter(entry -> entry.event() == event).count();
    }

    private static boolean has(List<HistoryEntry> entries, HistoryEntry.Event event) {
        return entries.stream().anyMatch(entry -> entry.event() == event);
    }
}
