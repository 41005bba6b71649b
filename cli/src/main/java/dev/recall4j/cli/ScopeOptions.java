package dev.recall4j.cli;

import dev.recall4j.model.Scope;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whose memory. */
final class ScopeOptions {

    @Option(names = "--user", paramLabel = "ID", order = 800, description = "Whose memory: a user.")
    private @Nullable String user;

    @Option(names = "--agent", paramLabel = "ID", order = 801, description = "And/or an agent.")
    private @Nullable String agent;

    @Option(names = "--app", paramLabel = "ID", order = 802, description = "And/or an application.")
    private @Nullable String app;

    @Option(
            names = "--run",
            paramLabel = "ID",
            order = 803,
            description = "And/or a run, such as a session.")
    private @Nullable String run;

    /** None given. */
    ScopeOptions() {}

    ScopeOptions(Scope scope) {
        this.user = scope.user();
        this.agent = scope.agent();
        this.app = scope.app();
        this.run = scope.run();
    }

    /**
     * @throws dev.recall4j.model.InvalidRequestException if none is given, or one is malformed
     */
    Scope scope() {
        return scopeWith(null, null, null, null);
    }

    /** The scope where each id that is given here stands in place of the option's. */
    Scope scopeWith(
            @Nullable String otherUser,
            @Nullable String otherAgent,
            @Nullable String otherApp,
            @Nullable String otherRun) {
        return new Scope(
                otherUser != null ? otherUser : user,
                otherAgent != null ? otherAgent : agent,
                otherApp != null ? otherApp : app,
                otherRun != null ? otherRun : run);
    }

    boolean none() {
        return Stream.of(user == null, agent == null, app == null, run == null).allMatch(b -> b);
    }

    boolean namesUser() {
        return user != null;
    }

    /** A scope in words, such as {@code user ana, run r1}. */
    static String inWords(Scope scope) {
        return Stream.of(
                        word("user", scope.user()),
                        word("agent", scope.agent()),
                        word("app", scope.app()),
                        word("run", scope.run()))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String word(String level, @Nullable String id) {
        return id == null ? "" : level + " " + Lines.oneLine(id);
    }
}
