package dev.recall4j.spi;

import dev.recall4j.model.Image;
import dev.recall4j.model.ModelUse;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * Puts an image into words. Thread-safe, and free of side effects.
 *
 * <p>It is given a time to answer. What comes later, what it throws, and words that cannot be kept,
 * count as none: the caption then stands for the image. Of an exception only the code and the name
 * of its class are passed on, since a message could hold what was shown. It never fetches an
 * address itself; who looks at the image may.
 */
public interface Describer {

    /**
     * @param image with its caption, if it has one, which may be wrong
     * @param beside what was said with it, not cut; empty if nothing was
     * @param language that of the words, as somebody wished for it; null for that of what was said
     */
    Description describe(Image image, String beside, @Nullable String language);

    /**
     * What can be seen.
     *
     * @param words at most {@value Image#CAPTION_LENGTH_MAX} characters without control characters,
     *     but for line breaks; or null if it cannot say
     * @param use what language models were used for it
     */
    record Description(@Nullable String words, ModelUse use) {

        public Description {
            Objects.requireNonNull(use, "use");
        }

        /** The cost only. */
        @Override
        public String toString() {
            return "Description[use=%s]".formatted(use);
        }
    }
}
