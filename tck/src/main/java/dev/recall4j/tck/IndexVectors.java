package dev.recall4j.tck;

import java.util.Random;

/** Vectors of unit length whose cosines are known. */
final class IndexVectors {

    static final int DIMENSION = 8;

    private IndexVectors() {}

    /** A vector whose cosine with {@link #query} is given. */
    static float[] leaning(double cosine) {
        float[] vector = new float[DIMENSION];
        vector[0] = (float) cosine;
        vector[1] = (float) Math.sqrt(1 - cosine * cosine);
        return vector;
    }

    static float[] query() {
        return leaning(1);
    }

    static float[] random(Random random, int dimension) {
        float[] vector = new float[dimension];
        double squares = 0;
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < dimension; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    static double cosine(float[] a, float[] b) {
        double product = 0;
        double left = 0;
        double right = 0;
        for (int i = 0; i < a.length; i++) {
            product += a[i] * b[i];
            left += a[i] * a[i];
            right += b[i] * b[i];
        }
        return product / Math.sqrt(left * right);
    }
}
