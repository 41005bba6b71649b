package dev.recall4j;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Arbiter;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Lets nothing but one ruling for each pair through. Whatever else an arbiter answers, or throws,
 * is {@code MODEL_UNAVAILABLE}; only {@link ModelFailure what is wrong with the machine} is passed
 * on. Thread-safe, if the arbiter is.
 */
final class CheckedArbiter implements Arbiter {

    private final Arbiter arbiter;

    CheckedArbiter(Arbiter arbiter) {
        this.arbiter = arbiter;
    }

    @Override
    public String name() {
        return arbiter.name();
    }

    @Override
    public Arbitration settle(List<Pair> pairs) {
        Arbitration arbitration = answer(pairs);
        if (arbitration == null) {
            throw refused("nothing");
        }
        if (arbitration.rulings().size() != pairs.size()) {
            throw refused(
                    "%,d rulings for %,d pairs"
                            .formatted(arbitration.rulings().size(), pairs.size()));
        }
        return arbitration;
    }

    /** The message of an arbiter's own exception could hold what was said: it goes no further. */
    private @Nullable Arbitration answer(List<Pair> pairs) {
        try {
            return arbiter.settle(pairs);
        } catch (Throwable e) {
            ModelFailure.passOnIfOfTheMachine(e);
            throw refused("a " + e.getClass().getSimpleName());
        }
    }

    private static UnavailableException refused(String answer) {
        return new UnavailableException(
                ErrorCode.MODEL_UNAVAILABLE,
                "The arbiter answered with %s; rules decide without it.".formatted(answer));
    }
}
