package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Turns to remember.
 *
 * @param scope whose memory
 * @param turns what was said, in order; 1 to {@value #TURNS_MAX}, with at most {@value #IMAGES_MAX}
 *     images together
 * @param mode how they become memories, or null for the engine's default
 * @param settings what is wished of a language model that draws them; the engine's apply where
 *     these do not say
 * @param metadata attached to every memory; a turn's own metadata wins where both have a name
 * @param categories attached to every memory; those that an extractor finds join them, up to
 *     {@value Memory#CATEGORIES_MAX} in all
 * @param expiresAt from when on the memories are not recalled, or null for never
 * @param review whether nothing becomes a memory before somebody accepts it
 * @param deferred whether the turns are only kept for now, so that one call of a language model can
 *     serve several adds; images are not put into words then. A plan has no use for it
 */
public record AddRequest(
        Scope scope,
        List<Turn> turns,
        @Nullable ExtractionMode mode,
        ExtractionSettings settings,
        Metadata metadata,
        Set<String> categories,
        @Nullable Instant expiresAt,
        boolean review,
        boolean deferred) {

    public static final int TURNS_MAX = 10_000;
    public static final int IMAGES_MAX = 16;

    /**
     * @throws InvalidRequestException if there is no turn or there are too many, or too many
     *     images, or if a turn's metadata and the request's are too much together
     */
    public AddRequest {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(metadata, "metadata");
        turns = List.copyOf(turns);
        categories = Categories.givenBy(categories);
        if (turns.isEmpty()) {
            throw new InvalidRequestException("There is no turn to add; give at least one.");
        }
        if (turns.size() > TURNS_MAX) {
            throw new InvalidRequestException(
                    "There are %,d turns in one add; at most %,d are allowed. Split them."
                            .formatted(turns.size(), TURNS_MAX));
        }
        requireFewImages(turns);
        if (expiresAt != null) {
            Times.require("expiry time", expiresAt);
        }
        for (int i = 0; i < turns.size(); i++) {
            requireMergeable(metadata, turns.get(i).metadata(), i + 1);
        }
    }

    private static void requireFewImages(List<Turn> turns) {
        int images = turns.stream().mapToInt(turn -> turn.images().size()).sum();
        if (images > IMAGES_MAX) {
            throw new InvalidRequestException(
                    "There are %,d images in one add; at most %,d are allowed. Split it."
                            .formatted(images, IMAGES_MAX));
        }
    }

    private static void requireMergeable(Metadata ofAll, Metadata ofTurn, int turn) {
        try {
            ofAll.with(ofTurn);
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException(
                    "The metadata of turn %,d and that of the request are too much together. %s"
                            .formatted(turn, e.getMessage()));
        }
    }

    /** The same with other turns. */
    public AddRequest with(List<Turn> changed) {
        return new AddRequest(
                scope, changed, mode, settings, metadata, categories, expiresAt, review, deferred);
    }

    public static Builder builder(Scope scope) {
        return new Builder(scope);
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {
        private final Scope scope;
        private final List<Turn> turns = new ArrayList<>();
        private @Nullable ExtractionMode mode;
        private ExtractionSettings settings = ExtractionSettings.NONE;
        private Metadata metadata = Metadata.EMPTY;
        private Set<String> categories = Set.of();
        private @Nullable Instant expiresAt;
        private boolean review;
        private boolean deferred;

        private Builder(Scope scope) {
            this.scope = scope;
        }

        public Builder turn(Turn turn) {
            turns.add(turn);
            return this;
        }

        public Builder turns(List<Turn> more) {
            turns.addAll(more);
            return this;
        }

        public Builder mode(@Nullable ExtractionMode mode) {
            this.mode = mode;
            return this;
        }

        public Builder settings(ExtractionSettings settings) {
            this.settings = settings;
            return this;
        }

        public Builder metadata(Metadata metadata) {
            this.metadata = metadata;
            return this;
        }

        public Builder categories(Set<String> categories) {
            this.categories = categories;
            return this;
        }

        public Builder categories(String... categories) {
            return categories(Set.of(categories));
        }

        public Builder expiresAt(@Nullable Instant expiresAt) {
            this.expiresAt = expiresAt;
            return this;
        }

        /** Default: no. */
        public Builder review(boolean review) {
            this.review = review;
            return this;
        }

        /** Default: no. */
        public Builder deferred(boolean deferred) {
            this.deferred = deferred;
            return this;
        }

        public AddRequest build() {
            return new AddRequest(
                    scope,
                    turns,
                    mode,
                    settings,
                    metadata,
                    categories,
                    expiresAt,
                    review,
                    deferred);
        }
    }
}
