package dev.cram.djl.internal.checkpoint.gguf.architecture;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.gguf.file.GgufMetadata;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Set;

/**
 * Rotary positions: what GGUF says of them as {@code rope_parameters}. Of the scaling of Llama 3 a file holds only the
 * factor of each frequency, so that its parameters are those with which all of its models were published, if they give
 * the same factors.
 */
final class GgufRope {

    private static final String FACTORS = "rope_freqs.weight";
    private static final String SHORT = "rope_factors_short.weight";
    private static final String LONG = "rope_factors_long.weight";

    /** The tensors of frequencies' factors. */
    static final Set<String> TENSORS = Set.of(FACTORS, SHORT, LONG);

    private static final String LONGROPE = "longrope";
    private static final String ORIGINAL_POSITIONS = "original_max_position_embeddings";

    /** Entries of parameters that scale nothing. */
    private static final int UNSCALED = 2;

    static final double DEFAULT_THETA = 10_000;
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
        keys.ignore("rope.scaling.finetuned");
        String type = keys.text("rope.scaling.type");
        double factor = keys.number("rope.scaling.factor", keys.number("rope.scale_linear", 1));
        boolean longRope = gguf.has(LONG);
        switch (type) {
            case "", "linear" -> addLinear(json, factor);
            case "yarn" -> addYarn(json, keys, factor);
            case "none" -> {}
            case LONGROPE -> {
                if (!longRope) {
                    throw gguf.metadata().error("has no " + LONG + ", the factors of its " + LONGROPE);
                }
            }
            default ->
                throw gguf.metadata()
                        .error("scales its positions by the method '" + type
                                + "', where only linear, yarn and longrope are supported");
        }
        if (longRope) {
            addLongRope(json, keys, gguf);
        }
        gguf.find(FACTORS).ifPresent(tensor -> addFactors(json, gguf.metadata(), tensor, theta, dimensions));
        return json;
    }

    /**
     * The parameters of a model whose layers turn by their kind: what the file scales are the angles of the layers that
     * attend to all positions.
     *
     * @param absent base of those in a file that does not say it
     * @param local base of those of the layers that attend to a window
     */
    static JsonObject byKind(GgufKeys keys, Gguf gguf, int dimensions, double absent, double local) {
        JsonObject sliding = new JsonObject();
        sliding.addProperty("rope_theta", keys.number("rope.freq_base_swa", local));
        sliding.addProperty("rope_type", "default");
        JsonObject json = new JsonObject();
        json.add("full_attention", parameters(keys, gguf, dimensions, absent));
        json.add("sliding_attention", sliding);
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

    private static void addLinear(JsonObject json, double factor) {
        if (factor != 1) {
            json.addProperty("rope_type", "linear");
            json.addProperty("factor", factor);
        }
    }

    private static void addYarn(JsonObject json, GgufKeys keys, double factor) {
        keys.expect("rope.scaling.yarn_ext_factor", 1.0);
        json.addProperty("rope_type", "yarn");
        json.addProperty("factor", factor);
        json.addProperty(ORIGINAL_POSITIONS, originalPositions(keys));
        for (String name : List.of("beta_fast", "beta_slow")) {
            copy(json, name, keys, "rope.scaling.yarn_" + name);
        }
        copy(json, "attention_factor", keys, "rope.scaling.yarn_attn_factor");
    }

    private static void copy(JsonObject json, String name, GgufKeys keys, String key) {
        if (keys.has(key)) {
            json.addProperty(name, keys.number(key, 0));
        }
    }

    private static void addLongRope(JsonObject json, GgufKeys keys, Gguf gguf) {
        if (json.size() > UNSCALED) {
            throw gguf.metadata().error("has " + LONG + " and scales positions otherwise, too");
        }
        json.addProperty("rope_type", LONGROPE);
        json.addProperty(ORIGINAL_POSITIONS, originalPositions(keys));
        json.addProperty("attention_factor", keys.number("rope.scaling.attn_factor", 1));
        json.add("short_factor", listed(gguf, SHORT));
        json.add("long_factor", listed(gguf, LONG));
    }

    /** Positions before scaling. */
    static int originalPositions(GgufKeys keys) {
        return keys.size("rope.scaling.original_context_length", keys.size("context_length"));
    }

    private static JsonArray listed(Gguf gguf, String name) {
        Tensor tensor = gguf.find(name).orElseThrow(() -> gguf.metadata().error("has no " + name));
        FloatBuffer numbers = FloatBuffer.allocate(Math.toIntExact(tensor.size()));
        tensor.read(0, numbers);
        JsonArray list = new JsonArray();
        for (float number : numbers.array()) {
            list.add(Double.parseDouble(Float.toString(number)));
        }
        return list;
    }

    /** The share that, times the whole and cut to an integer, is the part again. */
    private static double share(int part, int whole) {
        double share = (double) part / whole;
        return (int) (share * whole) == part ? share : Math.nextUp(share);
    }

    private static void addFactors(
            JsonObject json, GgufMetadata metadata, Tensor tensor, double theta, int dimensions) {
        if (tensor.size() != dimensions / 2 || json.size() > UNSCALED) {
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
