package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Angles of rotary position embeddings: pair i of a head turns by {@code theta^(-2i/dim)} radians a position, where dim
 * is the number of turning components. {@code linear} scaling divides all by a factor; {@code llama3} divides those of
 * wave lengths beyond a share of the original positions, leaves the short ones, and blends between; {@code dynamic}
 * changes nothing up to the original positions, and no more are offered. Computed in float32, step by step as the
 * models were trained.
 *
 * <p>Read from {@code rope_parameters}, or from {@code rope_scaling} if it has entries, which then takes the other's place
 * altogether, as in transformers. What the one that counts does not say of base and share is read beside them, as in older
 * files.
 */
final class RotaryFrequencies {

    private static final Logger LOGGER = System.getLogger(RotaryFrequencies.class.getName());

    private static final double DEFAULT_THETA = 10_000;
    private static final String ORIGINAL = "original_max_position_embeddings";

    private RotaryFrequencies() {}

    /** The angles of a model that turns whole heads. */
    static float[] of(Config config, int headDim, int positions) {
        return of(config, DEFAULT_THETA, headDim, positions);
    }

    /** The angles of a model that turns whole heads. */
    static float[] of(Config config, double defaultTheta, int headDim, int positions) {
        Config scaling = flat(config);
        double theta = theta(config, scaling, "rope_theta", defaultTheta);
        return whole(config, scaling, theta, headDim, original(config, scaling, positions));
    }

    /**
     * The angles of the layers of one kind, which turn whole heads.
     *
     * @param scaling the kind's entries about scaling
     * @param theta the base unless the entries say it
     */
    static float[] ofKind(Config config, Config scaling, double theta, int headDim, int positions) {
        double base = scaling.number("rope_theta", theta);
        return whole(config, scaling, base, headDim, scaling.size(ORIGINAL, positions));
    }

    /** The angles of a model that turns the first components of its heads. */
    static float[] partial(Config config, String thetaKey, String factorKey, double defaultFactor, Dimensions sizes) {
        Config scaling = flat(config);
        double factor = scaling.number("partial_rotary_factor", config.number(factorKey, defaultFactor));
        int dim = (int) (sizes.headDim() * factor);
        if (dim < 1 || dim + dim % 2 > sizes.headDim()) {
            throw config.error("turns " + dim + " of the " + sizes.headDim()
                    + " components of a head, which rotary positions cannot pair");
        }
        double theta = theta(config, scaling, thetaKey, DEFAULT_THETA);
        return scaled(scaling, theta, dim, original(config, scaling, sizes.positions()));
    }

    private static double theta(Config config, Config scaling, String key, double absent) {
        double theta = scaling.number("rope_theta", config.number(key, absent));
        double other = config.sectionOrEmpty("rope_parameters").number("rope_theta", theta);
        if (other != theta) {
            LOGGER.log(
                    Level.WARNING,
                    "rope_scaling takes the place of rope_parameters, as in transformers, and with them of their rope_theta "
                            + "of {0}: rotary positions have the base {1}. Write rope_theta into rope_scaling",
                    other,
                    theta);
        }
        return theta;
    }

    private static float[] whole(Config config, Config scaling, double theta, int headDim, int original) {
        if (scaling.number("partial_rotary_factor", config.number("partial_rotary_factor", 1)) != 1) {
            throw config.error("has a partial_rotary_factor, which is not supported for this family");
        }
        if (headDim % 2 != 0) {
            throw scaling.error("turns heads of " + headDim + " components, which rotary positions cannot pair");
        }
        return scaled(scaling, theta, headDim, original);
    }

    /** The angles of {@code dim} components, and of one more if their number is odd. */
    private static float[] scaled(Config scaling, double theta, int dim, int original) {
        if (theta <= 0) {
            throw scaling.error("has the rope_theta " + theta + ", which must be above 0: fetch the file again");
        }
        float[] frequencies = base(theta, dim);
        String type = type(scaling);
        switch (type) {
            case "default" -> {}
            case "dynamic" -> factor(scaling, "factor");
            case "linear" -> scaleLinear(frequencies, factor(scaling, "factor"));
            case "llama3" -> scaleLlama3(frequencies, scaling, original);
            default ->
                throw scaling.error("has rotary positions of the type '" + type
                        + "', which is not supported: supported are default, linear, llama3 and dynamic");
        }
        return frequencies;
    }

    /** How many of the positions can be honored: with {@code dynamic} scaling no more than the original ones. */
    static int positions(Config config, int positions) {
        Config scaling = scaling(config);
        return type(scaling).equals("dynamic") ? Math.min(positions, original(config, scaling, positions)) : positions;
    }

    private static int original(Config config, Config scaling, int positions) {
        return config.size(ORIGINAL, scaling.size(ORIGINAL, positions));
    }

    /** The entries about scaling, which are the same for all layers. */
    private static Config flat(Config config) {
        Config scaling = scaling(config);
        for (String key : scaling.keys()) {
            if (scaling.isSection(key)) {
                throw scaling.error("has entries by kind of layer (" + key
                        + "), which this family does not have: write " + "one list of entries for all layers");
            }
        }
        return scaling;
    }

    private static Config scaling(Config config) {
        Config added = config.sectionOrEmpty("rope_scaling");
        return added.keys().isEmpty() ? config.sectionOrEmpty("rope_parameters") : added;
    }

    private static String type(Config scaling) {
        return scaling.text("rope_type", scaling.text("type", "default"));
    }

    private static float[] base(double theta, int dim) {
        float[] frequencies = new float[(dim + 1) / 2];
        for (int i = 0; i < frequencies.length; i++) {
            float exponent = (float) (2 * i) / dim;
            frequencies[i] = 1f / (float) Math.pow((float) theta, exponent);
        }
        return frequencies;
    }

    private static void scaleLinear(float[] frequencies, float factor) {
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] /= factor;
        }
    }

    private static void scaleLlama3(float[] frequencies, Config scaling, float original) {
        float factor = factor(scaling, "factor");
        float low = factor(scaling, "low_freq_factor");
        float high = factor(scaling, "high_freq_factor");
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
