package dev.recall4j.cli;

import dev.recall4j.model.Erasure;
import dev.recall4j.wire.ErasureForm;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;

/** {@code erase-expired}. */
@Command(
        name = "erase-expired",
        description = {
            "Removes the tenant's memories that expired long enough ago for good, with the turns behind"
                    + " them: no byte of them is left. Until then what expired is hidden."
        })
final class EraseExpiredCommand extends Action {

    @Option(
            names = "--after",
            paramLabel = "PERIOD",
            required = true,
            description =
                    "How long ago they expired at least, such as 30d; 0d for all that expired.")
    private Duration after = Duration.ZERO;

    @Mixin private final Confirmation confirmation = new Confirmation();

    @Override
    int run() {
        confirmation.require(console(), "Erase what expired for good, with the turns behind it?");
        Erasure erasure = memories().eraseExpired(after);
        answer(ErasureForm.of(erasure), () -> lines().erased(erasure));
        return DONE;
    }
}
