package dev.recall4j.spi;

import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Status;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One scope exactly as it stands inside a transaction. Valid only while the verdict runs. */
public interface ScopeView {

    int TOPIC_MEMORIES_MAX = 100;

    /**
     * The position of the last write that changed a memory of this scope; 0 if there was none, and
     * again after all that the scope held was erased.
     */
    long version();

    /** The active memory with this fingerprint, if there is one. */
    Optional<Memory> withFingerprint(String fingerprint);

    /**
     * Memories of a status that have one of these topics at least, the newest first; at most
     * {@value #TOPIC_MEMORIES_MAX}.
     */
    List<Memory> withTopics(Set<String> topics, Status status);

    /** The active memory of this id, if this scope has it. */
    Optional<Memory> active(MemoryId id);
}
