package dev.recall4j.cli;

import dev.recall4j.Memories;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Tenant;
import dev.recall4j.wire.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;

/** A command on the memories of a data directory. */
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = Recall4jCommand.WIDTH)
abstract class Action implements Callable<Integer> {

    static final String JSON = "--json";
    static final int DONE = 0;

    @ParentCommand private @Nullable Recall4jCommand parent;

    @Option(
            names = "--data",
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

    @Override
    public Integer call() {
        try (Memories memories = open()) {
            return run(memories);
        }
    }

    /**
     * @return the exit code
     */
    abstract int run(Memories memories);

    final Memories open() {
        DataDirectory directory = DataDirectory.of(data, System.getenv());
        Path path = mayBeFirst() ? directory.path() : directory.requireInUse().path();
        return recall4j().opening().open(path, settings()).forTenant(tenant());
    }

    /** How the memories are opened. */
    Opening.Settings settings() {
        return Opening.Settings.USUAL;
    }

    /** Whether it makes the data directory if there is none. */
    boolean mayBeFirst() {
        return false;
    }

    /** For what concerns all tenants, and must not be believed to concern one. */
    final void requireNoTenant() {
        if (tenant != null) {
            throw new InvalidRequestException(
                    "This concerns all tenants, and --tenant cannot narrow it; leave it out.");
        }
    }

    final Tenant tenant() {
        return tenant == null ? Tenant.DEFAULT : tenant;
    }

    final @Nullable Path dataGiven() {
        return data;
    }

    final Recall4jCommand recall4j() {
        return Objects.requireNonNull(parent);
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

    /** Prints the one or the other form of a result. */
    final void answer(Object form, Runnable forPeople) {
        if (json) {
            console().out().println(Json.write(form));
        } else {
            forPeople.run();
        }
    }
}
