package dev.recall4j.wire;

import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Recalled;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A memory, as {@code search} and {@code list} show it.
 *
 * @param saidAt when it was first said
 * @param occurrences how often it was said
 * @param score how well it answers, 0 to 1; null where nothing was asked
 * @param explain what each signal gave to the score, by the signal's name; null if not asked for
 */
public record MemoryForm(
        String id,
        String memory,
        @Nullable Double score,
        String status,
        ScopeForm scope,
        Instant saidAt,
        Instant lastSaidAt,
        long occurrences,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        @Nullable String supersededBy,
        @Nullable Instant expiresAt,
        List<String> categories,
        Metadata metadata,
        List<SourceForm> sources,
        @Nullable Map<String, SignalForm> explain) {

    public static MemoryForm of(Memory memory) {
        return of(memory, null, null);
    }

    public static MemoryForm of(Recalled recalled) {
        return of(
                recalled.memory(),
                recalled.score(),
                recalled.explanation().isEmpty() ? null : SignalForm.of(recalled.explanation()));
    }

    private static MemoryForm of(
            Memory memory, @Nullable Double score, @Nullable Map<String, SignalForm> explain) {
        return new MemoryForm(
                memory.id().value(),
                memory.text(),
                score,
                ModelTypes.code(memory.status()),
                ScopeForm.of(memory.scope()),
                memory.saidAt(),
                memory.lastSaidAt(),
                memory.occurrences(),
                memory.createdAt(),
                memory.updatedAt(),
                memory.validFrom(),
                memory.validTo(),
                valueOf(memory.supersededBy()),
                memory.expiresAt(),
                List.copyOf(memory.categories()),
                memory.metadata(),
                memory.provenance().sources().stream().map(SourceForm::of).toList(),
                explain);
    }

    static @Nullable String valueOf(@Nullable MemoryId id) {
        return id == null ? null : id.value();
    }
}
