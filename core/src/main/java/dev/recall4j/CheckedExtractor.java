package dev.recall4j;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Extractor;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Lets nothing but an extraction of a believable size through. Whatever else an extractor answers,
 * or throws, is {@code MODEL_UNAVAILABLE}, so that turns stay pending and no caller is blamed; only
 * {@link ModelFailure what is wrong with the machine} is passed on. Thread-safe, if the extractor
 * is.
 */
final class CheckedExtractor implements Extractor {

    private static final int NAME_LENGTH_MAX = 128;

    private final Extractor extractor;
    private final String name;

    /**
     * @throws InvalidRequestException if the name cannot be kept
     */
    CheckedExtractor(Extractor extractor) {
        this.extractor = extractor;
        this.name = requireName(Objects.requireNonNull(extractor.name(), "name of the extractor"));
    }

    /** It is kept with every memory, in its provenance and history. */
    private static String requireName(String name) {
        if (name.isBlank()) {
            throw invalid("is blank; give it one, such as model/1");
        }
        if (name.length() > NAME_LENGTH_MAX) {
            throw invalid(
                    "has %,d characters; at most %,d are allowed"
                            .formatted(name.length(), NAME_LENGTH_MAX));
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw invalid("contains half of a surrogate pair; remove it");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw invalid("contains a control character; remove it");
        }
        return name;
    }

    private static InvalidRequestException invalid(String problem) {
        return new InvalidRequestException("The name of the extractor " + problem + ".");
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
    public Extraction extract(List<HeardTurn> turns, ExtractionSettings settings) {
        Extraction extraction = answer(turns, settings);
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

    @Override
    public void close() {
        extractor.close();
    }

    /** The message of an extractor's own exception could hold what was said: it goes no further. */
    private @Nullable Extraction answer(List<HeardTurn> turns, ExtractionSettings settings) {
        try {
            return extractor.extract(turns, settings);
        } catch (Throwable e) {
            ModelFailure.passOnIfOfTheMachine(e);
            throw refused("a " + e.getClass().getSimpleName());
        }
    }

    private UnavailableException refused(String answer) {
        return new UnavailableException(
                ErrorCode.MODEL_UNAVAILABLE,
                "The extractor %s answered with %s; check it. Turns that were added are kept, and extracted later."
                        .formatted(name, answer));
    }
}
