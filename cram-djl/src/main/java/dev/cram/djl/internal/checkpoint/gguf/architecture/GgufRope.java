package dev.cram.djl.internal.checkpoint.gguf.architecture;

import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.gguf.file.GgufMetadata;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.nio.FloatBuffer;

/**
 * Rotary positions: what GGUF says of them as {@code rope_parameters}. Of the scaling of Llama 3 a file holds only the
 * factor of each frequency, so that its parameters are those with which all of its models were published, if they give
 * the same factors.
 */
final class GgufRope {

    /** The tensor of frequencies' factors. */
    static final String FACTORS = "rope_freqs.weight";

    private static final double DEFAULT_THETA = 10_000;
    private static final double LOW = 1;
    private static final double HIGH = 4;
    private static final int ORIGINAL = 8192;
    private static final double TOLERANCE = 1e-4;

    private GgufRope() {}

    static JsonObject parameters(GgufKeys keys, Gguf gguf, int dimensions) {
        return parameters(keys, gguf, dimensions, DEFAULT_THETA);
    }

    /**
     * The parameters of so many dimensions of a head.
     *
     * @param absent the base of a file that does not say it
     */
    static JsonObject parameters(GgufKeys keys, Gguf gguf, int dimensions, double absent) {
        double theta = keys.number("rope.freq_base", absent);
        JsonObject json = new JsonObject();
        json.addProperty("rope_theta", theta);
        json.addProperty("rope_type", "default");
        keys.ignore("rope.scaling.original_context_length");
        String type = keys.text("rope.scaling.type");
        double factor = keys.number("rope.scaling.factor", keys.number("rope.scale_linear", 1));
        if (!type.isEmpty() && !type.equals("none") && !type.equals("linear")) {
            throw gguf.metadata()
                    .error("scales its positions by the method '" + type + "', where only linear is supported");
        }
        if (!type.equals("none") && factor != 1) {
            json.addProperty("rope_type", "linear");
            json.addProperty("factor", factor);
        }
        gguf.find(FACTORS).ifPresent(tensor -> addFactors(json, gguf.metadata(), tensor, theta, dimensions));
        return json;
    }

    /** The parameters of a model of whose heads the first components turn, as many as the file says. */
    static JsonObject partial(GgufKeys keys, Gguf gguf) {
        int headDim = keys.headDim();
        int turning = keys.size("rope.dimension_count", headDim);
        JsonObject json = parameters(keys, gguf, turning);
        json.addProperty("partial_rotary_factor", share(turning, headDim));
        return json;
    }

    /** The share that, times the whole and cut to an integer, is the part again. */
    private static double share(int part, int whole) {
        double share = (double) part / whole;
        return (int) (share * whole) == part ? share : Math.nextUp(share);
    }

    private static void addFactors(
            JsonObject json, GgufMetadata metadata, Tensor tensor, double theta, int dimensions) {
        if (tensor.size() != dimensions / 2 || json.has("factor")) {
            throw metadata.error("has " + tensor.size() + " factors in " + FACTORS + " for " + dimensions
                    + " rotary dimensions, or scales positions twice");
        }
        FloatBuffer factors = FloatBuffer.allocate(dimensions / 2);
        tensor.read(0, factors);
        double largest = 1;
        for (int i = 0; i < factors.limit(); i++) {
            largest = Math.max(largest, factors.get(i));
        }
        for (int i = 0; i < factors.limit(); i++) {
            double expected = factor(Math.pow(theta, -2.0 * i / dimensions), largest);
            if (!(Math.abs(factors.get(i) - expected) <= TOLERANCE * expected)) {
                throw metadata.error("has in " + FACTORS + " the factor " + factors.get(i) + " at " + i
                        + ", where Llama 3's scaling has " + expected + ", the only one supported");
            }
        }
        if (largest > 1) {
            json.addProperty("rope_type", "llama3");
            json.addProperty("factor", largest);
            json.addProperty("low_freq_factor", LOW);
            json.addProperty("high_freq_factor", HIGH);
            json.addProperty("original_max_position_embeddings", ORIGINAL);
        }
    }

    private static double factor(double frequency, double largest) {
        double length = 2 * Math.PI / frequency;
        if (length < ORIGINAL / HIGH) {
            return 1;
        }
        if (length > ORIGINAL / LOW) {
            return largest;
        }
        double smooth = (ORIGINAL / length - LOW) / (HIGH - LOW);
        return 1 / ((1 - smooth) / largest + smooth);
    }
}
