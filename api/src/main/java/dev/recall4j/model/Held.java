package dev.recall4j.model;

import java.time.Instant;
import java.util.Objects;

/**
 * A candidate that is kept aside until somebody accepts or rejects it. It is no memory: nothing
 * recalls it.
 *
 * @param scope whose memory it would be
 * @param draft the memory it would be, under the id it would have
 * @param source the turn and span it was drawn from
 * @param code why it is held
 * @param at since when
 */
public record Held(Scope scope, Draft draft, Source source, ReasonCode code, Instant at) {

    public Held {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(draft, "draft");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(at, "at");
    }

    public MemoryId id() {
        return draft.id();
    }

    /** Id and reason only. */
    @Override
    public String toString() {
        return "Held[id=%s, code=%s]".formatted(id(), code);
    }
}
