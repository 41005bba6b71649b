package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * One thing that happened to a memory.
 *
 * @param memory which memory
 * @param event what happened
 * @param oldText the text before, or null if there was none or it did not change
 * @param newText the text after, or null if it did not change or is gone
 * @param actor who caused it: a caller's name, or an extractor's
 * @param reason why, in a few words
 * @param at when it was recorded
 */
public record HistoryEntry(
        MemoryId memory,
        Event event,
        @Nullable String oldText,
        @Nullable String newText,
        String actor,
        String reason,
        Instant at) {

    /**
     * @throws InvalidRequestException if a text cannot be stored without loss or the time is out of
     *     range
     */
    public HistoryEntry {
        Objects.requireNonNull(memory, "memory");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(reason, "reason");
        if (oldText != null) {
            Texts.requireWellFormed("old text", oldText);
        }
        if (newText != null) {
            Texts.requireWellFormed("new text", newText);
        }
        Times.require("time of the change", at);
    }

    /** What can happen to a memory. */
    public enum Event {
        ADDED,
        REINFORCED,
        UPDATED,
        SUPERSEDED,
        RETRACTED,
        /** Texts of this and all earlier entries are gone. */
        ERASED
    }

    /** Everything but the texts. */
    @Override
    public String toString() {
        return "HistoryEntry[memory=%s, event=%s, at=%s]".formatted(memory, event, at);
    }
}
