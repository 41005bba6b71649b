package dev.recall4j.langchain4j;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.spi.Embedder;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * How an embedding model is to be used. Immutable.
 *
 * <p>Dimension and band are found out when it is opened, by giving the model some constant
 * sentences, if one of them is not given. Give both so that it need not be there when it is opened.
 *
 * @param queryPrefix what this model wants to stand before a question; nothing by default
 * @param passagePrefix what it wants to stand before a text to be found; nothing by default
 * @param longestText how much of a text it is given, prefix included, in bytes of UTF-8; as no
 *     tokeniser makes more tokens than bytes, the number of tokens that a model takes is always
 *     safe. 100 to 1,000,000; 8,000 by default
 * @param dimension of its vectors, or null
 * @param band of its cosines, or null
 */
public record EmbeddingOptions(
        String queryPrefix,
        String passagePrefix,
        int longestText,
        @Nullable Integer dimension,
        Embedder.@Nullable Band band) {

    private static final EmbeddingOptions DEFAULTS =
            new EmbeddingOptions("", "", 8_000, null, null);

    /**
     * @throws InvalidRequestException if a value is out of range
     */
    public EmbeddingOptions {
        Objects.requireNonNull(queryPrefix, "queryPrefix");
        Objects.requireNonNull(passagePrefix, "passagePrefix");
        if (longestText < 100 || longestText > 1_000_000) {
            throw new InvalidRequestException(
                    "The setting longest-text is %,d; give one from 100 to 1,000,000."
                            .formatted(longestText));
        }
        if (dimension != null && dimension < 1) {
            throw new InvalidRequestException(
                    "The setting dimension is %,d; give at least 1.".formatted(dimension));
        }
    }

    public static EmbeddingOptions defaults() {
        return DEFAULTS;
    }

    public EmbeddingOptions withPrefixes(String queryPrefix, String passagePrefix) {
        return new EmbeddingOptions(queryPrefix, passagePrefix, longestText, dimension, band);
    }

    public EmbeddingOptions withLongestText(int longestText) {
        return new EmbeddingOptions(queryPrefix, passagePrefix, longestText, dimension, band);
    }

    public EmbeddingOptions withDimension(@Nullable Integer dimension) {
        return new EmbeddingOptions(queryPrefix, passagePrefix, longestText, dimension, band);
    }

    public EmbeddingOptions withBand(Embedder.@Nullable Band band) {
        return new EmbeddingOptions(queryPrefix, passagePrefix, longestText, dimension, band);
    }
}
