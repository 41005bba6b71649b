package dev.recall4j.cli;

import dev.recall4j.Memories;
import dev.recall4j.model.Tenant;
import dev.recall4j.wire.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;

/** A command on the memories of a data directory. */
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = Recall4jCommand.WIDTH)
abstract class Action implements Callable<Integer> {

    static final String DATA = "--data";
    static final String JSON = "--json";
    static final int DONE = 0;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = DATA,
            paramLabel = "DIR",
            order = 900,
            description = "Data directory. Default: $RECALL4J_HOME, else ~/.recall4j.")
    private @Nullable Path data;

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            order = 901,
            description = "Tenant; nothing is ever read across it. Default: default.")
    private @Nullable Tenant tenant;

    @Option(
            names = JSON,
            order = 902,
            description = "Answer in JSON on standard output, errors in JSON on standard error.")
    private boolean json;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            order = 903,
            description =
                    "Language model and embedder, for commands that need one; what the environment says goes"
                            + " first. Default: $RECALL4J_CONFIG, else none.")
    private @Nullable Path config;

    private @Nullable Memories opened;
    private @Nullable ConfiguredModels models;

    /** What of the configured models a command needs; the others may be broken. */
    enum Needs {
        NO_MODEL,
        EMBEDDER,
        EMBEDDER_AND_CHAT
    }

    @Override
    public Integer call() {
        try {
            return run();
        } finally {
            if (opened != null) {
                opened.close();
            }
        }
    }

    /**
     * @return the exit code
     */
    abstract int run();

    /**
     * The tenant's memories; they are opened when they are first asked for, so that a command that
     * is refused before leaves nothing behind.
     */
    final Memories memories() {
        if (opened == null) {
            opened = recall4j().opening().open(directory(), settings()).forTenant(tenant());
        }
        return opened;
    }

    /** Where the memories are kept. */
    Path directory() {
        DataDirectory directory = DataDirectory.of(data, console().environment());
        return mayBeFirst() ? directory.path() : directory.requireInUse().path();
    }

    /** How the memories are opened. */
    Opening.Settings settings() {
        return switch (needs()) {
            case NO_MODEL ->
                    Opening.Settings.USUAL
                            .withEmbedder(new Opening.EmbedderChoice.Resting())
                            .withoutCatchingUp();
            case EMBEDDER -> Opening.Settings.USUAL.withEmbedder(models().openEmbedder());
            case EMBEDDER_AND_CHAT ->
                    Opening.Settings.USUAL
                            .withChatModel(models().openChat())
                            .withEmbedder(models().openEmbedder());
        };
    }

    Needs needs() {
        return Needs.NO_MODEL;
    }

    /**
     * What is configured; it is read when it is first asked for, and opens nothing.
     *
     * @throws dev.recall4j.model.InvalidRequestException if it makes no sense
     */
    final ConfiguredModels models() {
        if (models == null) {
            models = ConfiguredModels.of(config, console().environment());
        }
        return models;
    }

    /** Whether it makes the data directory if there is none. */
    boolean mayBeFirst() {
        return false;
    }

    final Tenant tenant() {
        return tenant == null ? Tenant.DEFAULT : tenant;
    }

    final @Nullable Path dataGiven() {
        return data;
    }

    final Recall4jCommand recall4j() {
        return (Recall4jCommand) Objects.requireNonNull(spec).root().userObject();
    }

    final Console console() {
        return recall4j().console();
    }

    final boolean json() {
        return json;
    }

    final Lines lines() {
        return new Lines(console().out(), console().colours());
    }

    /** Says how many turns of the tenant are no memories yet, if there are any. */
    final void noteWaiting() {
        long waiting = memories().stats().pendingTurns();
        if (waiting > 0) {
            lines().print(
                            Lines.count(waiting, "turn waits", "turns wait")
                                    + " for extraction: recall4j extract --pending");
        }
    }

    /** Prints the one or the other form of a result. */
    final void answer(Object form, Runnable forPeople) {
        if (json) {
            console().out().println(Json.write(form));
        } else {
            forPeople.run();
        }
    }
}
