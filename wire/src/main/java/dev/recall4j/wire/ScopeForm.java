package dev.recall4j.wire;

import dev.recall4j.model.Scope;

import org.jspecify.annotations.Nullable;

/** Whose memory: the ids that are given. */
public record ScopeForm(
        @Nullable String user, @Nullable String agent, @Nullable String app, @Nullable String run) {

    public static ScopeForm of(Scope scope) {
        return new ScopeForm(scope.user(), scope.agent(), scope.app(), scope.run());
    }

    /**
     * @throws dev.recall4j.model.InvalidRequestException if no id is given, or one is malformed
     */
    public Scope toScope() {
        return new Scope(user, agent, app, run);
    }
}
