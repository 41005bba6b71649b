package dev.recall4j.spi;

import dev.recall4j.model.MemoryId;
import dev.recall4j.model.RecallEntry;
import dev.recall4j.model.Tenant;

import java.util.Objects;

/**
 * That a memory was recalled.
 *
 * @param tenant for whom
 * @param entry when, where and what for
 */
public record RecallNote(Tenant tenant, MemoryId memory, RecallEntry entry) {

    public RecallNote {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(memory, "memory");
        Objects.requireNonNull(entry, "entry");
    }
}
