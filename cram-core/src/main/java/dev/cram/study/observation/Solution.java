package dev.cram.study.observation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * One of several solutions of a text. Immutable.
 *
 * @param model the model's name
 * @param source the source's name
 * @param tokens tokens of the text
 * @param index of the text
 * @param seed of the search
 * @param exact whether the vector decodes to the text
 * @param accuracy share of correct tokens, given the true ones before them
 * @param vector the vector: float32, little-endian, in base 64
 */
@Kind("solution")
public record Solution(
        String model, String source, int tokens, int index, long seed, boolean exact, double accuracy, String vector)
        implements Observation {

    /**
     * The key of such an observation.
     *
     * @param model the model's name
     * @param source the source's name
     * @param tokens tokens of the text
     * @param index index of the text
     * @param seed seed of the search
     * @return the key
     */
    public static Key<Solution> key(String model, String source, int tokens, int index, long seed) {
        return Key.of(Solution.class, model, source, tokens, index, seed);
    }

    @Override
    public Key<Solution> key() {
        return key(model, source, tokens, index, seed);
    }

    /**
     * A vector as {@link #vector()} holds it.
     *
     * @param vector its components
     * @return float32, little-endian, in base 64
     */
    public static String pack(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /**
     * The vector's components.
     *
     * @return a new array
     */
    public float[] values() {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(vector)).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
