package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whose memory inside a tenant: of a user, an agent, an app, a run (session), or of a combination.
 * At least one id is given; null means "not said", never "all".
 *
 * <p>A memory is kept under exactly the scope it was added with. A search scope finds every memory
 * whose scope has all the ids of the search scope: user {@code ana} finds what was said by (user
 * {@code ana}, run {@code r1}) and nothing of user {@code bob}.
 *
 * @param user id of the user, or null
 * @param agent id of the agent, or null
 * @param app id of the app, or null
 * @param run id of the run (session), or null
 */
public record Scope(
        @Nullable String user, @Nullable String agent, @Nullable String app, @Nullable String run) {

    /**
     * @throws InvalidRequestException if no id is given, or one is blank, {@code *}, over-long or
     *     malformed
     */
    public Scope {
        requireId("user", user);
        requireId("agent", agent);
        requireId("app", app);
        requireId("run", run);
        if (Stream.of(user == null, agent == null, app == null, run == null).allMatch(b -> b)) {
            throw new InvalidRequestException(
                    "The scope names nobody; give at least one of user, agent, app or run.");
        }
    }

    private static void requireId(String level, @Nullable String id) {
        if (id != null) {
            Identifiers.require(level, id);
        }
    }

    public static Scope ofUser(String user) {
        return new Scope(user, null, null, null);
    }

    public static Scope ofAgent(String agent) {
        return new Scope(null, agent, null, null);
    }

    public static Scope ofApp(String app) {
        return new Scope(null, null, app, null);
    }

    public static Scope ofRun(String run) {
        return new Scope(null, null, null, run);
    }

    public Scope withUser(String user) {
        return new Scope(user, agent, app, run);
    }

    public Scope withAgent(String agent) {
        return new Scope(user, agent, app, run);
    }

    public Scope withApp(String app) {
        return new Scope(user, agent, app, run);
    }

    public Scope withRun(String run) {
        return new Scope(user, agent, app, run);
    }

    /** Whether a memory kept under {@code kept} is found by a search in this scope. */
    public boolean finds(Scope kept) {
        return finds(user, kept.user)
                && finds(agent, kept.agent)
                && finds(app, kept.app)
                && finds(run, kept.run);
    }

    private static boolean finds(@Nullable String asked, @Nullable String kept) {
        return asked == null || Objects.equals(asked, kept);
    }
}
