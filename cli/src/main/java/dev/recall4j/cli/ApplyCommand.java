package dev.recall4j.cli;

import dev.recall4j.model.Added;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.Plan;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.wire.AddedForm;
import dev.recall4j.wire.PlanForm;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;

/** {@code apply}. */
@Command(
        name = "apply",
        description = {
            "Carries out a plan that add --dry-run --json printed.",
            "Its turns and decisions are kept together, or nothing is; no language model is asked. If a"
                    + " memory of the scope has changed since, or the plan was carried out before, nothing"
                    + " is kept, and the exit code is 3."
        })
final class ApplyCommand extends Action {

    private static final int PLAN_LENGTH_MAX = 20_000_000;

    @Parameters(paramLabel = "FILE", description = "The file; - for standard input.")
    private String file = Input.STANDARD;

    @Override
    boolean mayBeFirst() {
        return true;
    }

    @Override
    Needs needs() {
        return Needs.EMBEDDER;
    }

    @Override
    int run() {
        Plan plan = PlanForm.read(text());
        Added added = memories().apply(plan);
        answer(
                AddedForm.of(added),
                () -> {
                    new DecisionLines(lines()).done(added.decisions());
                    lines().reasons(added.reasons());
                });
        return DONE;
    }

    private String text() {
        try (InputStream in = Input.open(file, console().in())) {
            return Input.text(in, PLAN_LENGTH_MAX);
        } catch (IOException e) {
            throw new UnavailableException(
                    ErrorCode.STORE_UNAVAILABLE, "The input cannot be closed.", e);
        }
    }
}
