package dev.cram.djl.decoder;

import dev.cram.djl.checkpoint.Config;

/**
 * Angles of rotary position embeddings: pair i of a head turns by {@code theta^(-2i/headDim)} radians a position.
 * {@code linear} scaling divides all by a factor; {@code llama3} divides those of wave lengths beyond a share of the
 * original positions, leaves the short ones, and blends between. Computed in float32, step by step as the models were
 * trained.
 *
 * <p>Read from {@code rope_parameters}, or from {@code rope_theta} and {@code rope_scaling} in older files.
 */
final class RotaryFrequencies {

    private static final double DEFAULT_THETA = 10_000;

    private RotaryFrequencies() {}

    static float[] of(Config config, int headDim, int positions) {
        Config scaling = config.section("rope_parameters")
                .or(() -> config.section("rope_scaling"))
                .orElseGet(() -> Config.parse("rope_parameters", "{}"));
        double theta = scaling.number("rope_theta", config.number("rope_theta", DEFAULT_THETA));
        if (theta <= 0) {
            throw config.error("has the rope_theta " + theta + ", which must be above 0: fetch the file again");
        }
        if (scaling.number("partial_rotary_factor", config.number("partial_rotary_factor", 1)) != 1) {
            throw config.error("has a partial_rotary_factor, which is not supported for this family");
        }
        float[] frequencies = base(theta, headDim);
        String type = scaling.text("rope_type", scaling.text("type", "default"));
        switch (type) {
            case "default" -> {}
            case "linear" -> scaleLinear(frequencies, factor(scaling, "factor"));
            case "llama3" -> scaleLlama3(frequencies, scaling, config, positions);
            default ->
                throw config.error("has rotary positions of the type '" + type
                        + "', which is not supported: supported are default, linear and llama3");
        }
        return frequencies;
    }

    private static float[] base(double theta, int headDim) {
        float[] frequencies = new float[headDim / 2];
        for (int i = 0; i < frequencies.length; i++) {
            float exponent = (float) (2 * i) / headDim;
            frequencies[i] = 1f / (float) Math.pow((float) theta, exponent);
        }
        return frequencies;
    }

    private static void scaleLinear(float[] frequencies, float factor) {
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] /= factor;
        }
    }

    private static void scaleLlama3(float[] frequencies, Config scaling, Config config, int positions) {
        float factor = factor(scaling, "factor");
        float low = factor(scaling, "low_freq_factor");
        float high = factor(scaling, "high_freq_factor");
        String key = "original_max_position_embeddings";
        float original = scaling.size(key, config.size(key, positions));
        if (high <= low) {
            throw scaling.error("has a high_freq_factor that is not above its low_freq_factor: fetch the file again");
        }
        for (int i = 0; i < frequencies.length; i++) {
            float length = (float) (2 * Math.PI) / frequencies[i];
            float scaled = frequencies[i] / factor;
            if (length > original / low) {
                frequencies[i] = scaled;
            } else if (length >= original / high) {
                float smooth = (original / length - low) / (high - low);
                frequencies[i] = (1 - smooth) * frequencies[i] / factor + smooth * frequencies[i];
            }
        }
    }

    private static float factor(Config scaling, String key) {
        double value = scaling.number(key, 0);
        if (value <= 0) {
            throw scaling.error("needs a " + key + " above 0: fetch the file again");
        }
        return (float) value;
    }
}
