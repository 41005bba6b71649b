package dev.recall4j.local;

import java.nio.FloatBuffer;

/** How the vectors of a text's tokens become the text's vector. */
enum Pooling {
    /** The mean of all tokens. */
    MEAN {
        @Override
        void pool(FloatBuffer tokens, float[] sums) {
            while (tokens.remaining() >= sums.length) {
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += tokens.get();
                }
            }
        }
    },
    /** The token before the text, which stands for the whole. */
    FIRST {
        @Override
        void pool(FloatBuffer tokens, float[] sums) {
            tokens.get(sums);
        }
    };

    /**
     * @param tokens one vector after the other
     * @param sums all 0 before; afterwards a vector in the direction of the text's vector
     */
    abstract void pool(FloatBuffer tokens, float[] sums);

    final float[] unitVector(FloatBuffer tokens, int dimension) {
        float[] vector = new float[dimension];
        pool(tokens, vector);
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        float length = (float) Math.sqrt(squares);
        for (int i = 0; i < dimension; i++) {
            vector[i] /= length;
        }
        return vector;
    }
}
