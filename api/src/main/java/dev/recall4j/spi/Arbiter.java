package dev.recall4j.spi;

import dev.recall4j.model.ModelUse;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Says how statements relate where rules cannot tell. It does not say which of two is true now:
 * that follows from when each of them is. Thread-safe, and free of side effects.
 *
 * <p>An answer that is not as promised counts as none, and so does whatever it throws; rules then
 * decide alone. Of an exception only the code and the name of its class are passed on, since a
 * message could hold a statement.
 */
public interface Arbiter {

    /** It is given no more pairs in one call. */
    int PAIRS_MAX = 50;

    /** Name and version of what rules; at most 128 characters. */
    String name();

    /**
     * @param pairs one to {@value #PAIRS_MAX}
     * @return one ruling for each, in their order
     */
    Arbitration settle(List<Pair> pairs);

    /**
     * Two statements of one scope.
     *
     * @param heard the one just heard
     * @param known one that was known, or heard, before
     */
    record Pair(Statement heard, Statement known) {

        public Pair {
            Objects.requireNonNull(heard, "heard");
            Objects.requireNonNull(known, "known");
        }
    }

    /**
     * What somebody said.
     *
     * @param saidAt when
     * @param validFrom since when it is true, or null if it does not say
     */
    record Statement(String text, Instant saidAt, @Nullable Instant validFrom) {

        public Statement {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(saidAt, "saidAt");
        }

        /** The times only. */
        @Override
        public String toString() {
            return "Statement[saidAt=%s, validFrom=%s]".formatted(saidAt, validFrom);
        }
    }

    /** How what was heard relates to what was known. */
    enum Ruling {
        /** It says the same, in other words or with less. */
        SAME,
        /** It tells of a change: each is true in its own time, and not at the same time. */
        CHANGE,
        /** It says that the other was never true. */
        CORRECTION,
        /** Both can be true at the same time. */
        COMPATIBLE
    }

    /**
     * What came of some pairs.
     *
     * @param use what language models were used for it
     */
    record Arbitration(List<Ruling> rulings, ModelUse use) {

        public Arbitration {
            rulings = List.copyOf(rulings);
            Objects.requireNonNull(use, "use");
        }
    }
}
