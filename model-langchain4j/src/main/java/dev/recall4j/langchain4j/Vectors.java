package dev.recall4j.langchain4j;

/** Arithmetic on vectors. */
final class Vectors {

    private Vectors() {}

    /** Of two vectors of unit length. */
    static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /**
     * A copy of unit length.
     *
     * @return null if it has no direction
     */
    static float @org.jspecify.annotations.Nullable [] unit(float[] vector) {
        double length = Math.sqrt(cosine(vector, vector));
        if (!(length > 0 && Double.isFinite(length))) {
            return null;
        }
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }
}
