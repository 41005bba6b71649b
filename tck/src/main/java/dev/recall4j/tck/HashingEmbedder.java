package dev.recall4j.tck;

import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Embedder;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An embedder without a model, for tests: texts that share words or parts of words have near
 * vectors, whatever they mean. Each word and each run of three letters in it is hashed to a
 * coordinate and a sign. Quick, deterministic on every machine, and thread-safe.
 */
public final class HashingEmbedder implements Embedder {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final int GRAM = 3;
    private static final double WORD_WEIGHT = 1;
    private static final double GRAM_WEIGHT = 0.5;

    private final int dimension;
    private volatile boolean closed;

    /** Vectors of 256 coordinates. */
    public HashingEmbedder() {
        this(256);
    }

    /**
     * @param dimension length of the vectors; the shorter they are, the more words collide
     */
    public HashingEmbedder(int dimension) {
        this.dimension = dimension;
    }

    @Override
    public EmbedderInfo info() {
        return new EmbedderInfo("hashing-" + dimension, dimension);
    }

    @Override
    public Band band() {
        return new Band(0.1, 1.0);
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
        requireOpen();
        return texts.stream().map(this::embed).toList();
    }

    @Override
    public float[] embedQuery(String text) {
        requireOpen();
        return embed(text);
    }

    @Override
    public void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new UnavailableException(
                    ErrorCode.CLOSED, "this embedder was closed; open another one");
        }
    }

    private float[] embed(String text) {
        double[] sums = new double[dimension];
        for (String word : NO_WORD.split(text.toLowerCase(Locale.ROOT))) {
            addWord(word, sums);
        }
        return unitLength(sums);
    }

    private static void addWord(String word, double[] sums) {
        if (word.isEmpty()) {
            return;
        }
        add(word, WORD_WEIGHT, sums);
        String bounded = "<" + word + ">";
        for (int i = 0; i + GRAM <= bounded.length(); i++) {
            add(bounded.substring(i, i + GRAM), GRAM_WEIGHT, sums);
        }
    }

    private static void add(String feature, double weight, double[] sums) {
        int hash = mixed(feature.hashCode());
        sums[Math.floorMod(hash >> 1, sums.length)] += (hash & 1) == 0 ? weight : -weight;
    }

    /** Spreads every bit of the input over all bits of the output (MurmurHash3's last step). */
    private static int mixed(int value) {
        int hash = value;
        hash ^= hash >>> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >>> 13;
        hash *= 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }

    private static float[] unitLength(double[] sums) {
        double squares = 0;
        for (double sum : sums) {
            squares += sum * sum;
        }
        float[] vector = new float[sums.length];
        if (squares == 0) {
            vector[0] = 1; // no word, or words that cancel each other: any fixed direction will do
            return vector;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (sums[i] / Math.sqrt(squares));
        }
        return vector;
    }
}
