package dev.recall4j;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Extractor;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * Lets nothing but an extraction of a believable size through. Whatever else an extractor answers,
 * or throws, is {@code MODEL_UNAVAILABLE}, so that turns stay pending and no caller is blamed; only
 * {@link ModelFailure what is wrong with the machine} is passed on. Thread-safe, if the extractor
 * is.
 */
final class CheckedExtractor implements Extractor {

    private final Extractor extractor;
    private final String name;

    CheckedExtractor(Extractor extractor) {
        this.extractor = extractor;
        this.name = Objects.requireNonNull(extractor.name(), "name of the extractor");
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * All that was drawn from a hearing is written in one transaction, and others wait for it.
     *
     * @throws UnavailableException also if it is more than an extractor may draw
     */
    @Override
    public Extraction extract(List<HeardTurn> turns) {
        Extraction extraction = answer(turns);
        if (extraction == null) {
            throw refused("nothing");
        }
        long entries = (long) extraction.candidates().size() + extraction.skipped().size();
        long max = Extractor.entriesMax(turns);
        if (entries > max) {
            throw refused(
                    "%,d entries for %,d turns, where at most %,d are believed"
                            .formatted(entries, turns.size(), max));
        }
        return extraction;
    }

    /** The message of an extractor's own exception could hold what was said: it goes no further. */
    private @Nullable Extraction answer(List<HeardTurn> turns) {
        try {
            return extractor.extract(turns);
        } catch (Throwable e) {
            ModelFailure.passOnIfOfTheMachine(e);
            throw refused("a " + e.getClass().getSimpleName());
        }
    }

    private UnavailableException refused(String answer) {
        return new UnavailableException(
                ErrorCode.MODEL_UNAVAILABLE,
                "The extractor %s answered with %s; check it, what was said is kept."
                        .formatted(name, answer));
    }
}
