package dev.recall4j.spi;

import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;

import java.util.Optional;

/** One scope exactly as it stands inside a transaction. Valid only while the verdict runs. */
public interface ScopeView {

    /**
     * The position of the last write that changed a memory of this scope; 0 if there was none, and
     * again after all that the scope held was erased.
     */
    long version();

    /** The active memory with this fingerprint, if there is one. */
    Optional<Memory> withFingerprint(String fingerprint);

    /** The active memory of this id, if this scope has it. */
    Optional<Memory> active(MemoryId id);
}
