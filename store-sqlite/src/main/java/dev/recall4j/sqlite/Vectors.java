package dev.recall4j.sqlite;

import dev.recall4j.model.MemoryId;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Vectors as they lie in the file: float32, little-endian. */
final class Vectors {

    private Vectors() {}

    static byte[] bytes(float[] vector) {
        ByteBuffer bytes =
                ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    static float[] of(byte[] bytes) {
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }

    /**
     * @throws IllegalArgumentException if there is no vector for the memory
     */
    static float[] require(Map<MemoryId, float[]> vectors, MemoryId id) {
        float[] vector = vectors.get(id);
        if (vector == null) {
            throw new IllegalArgumentException("no vector for the memory " + id);
        }
        return vector;
    }
}
