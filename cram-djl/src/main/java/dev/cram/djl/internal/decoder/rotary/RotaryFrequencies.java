package dev.cram.djl.internal.decoder.rotary;

import dev.cram.djl.internal.checkpoint.Config;

/**
 * Angles of rotary position embeddings: pair i of a head turns by {@code theta^(-2i/dim)} radians a position, where dim
 * is the number of turning components, scaled as {@link RopeScaling} says.
 */
public final class RotaryFrequencies {

    private static final double DEFAULT_THETA = 10_000;

    private RotaryFrequencies() {}

    /** The angles of a model that turns whole heads. */
    public static RotaryAngles of(Config config, int headDim, int positions) {
        return of(config, DEFAULT_THETA, headDim, positions);
    }

    /** The angles of a model that turns whole heads. */
    public static RotaryAngles of(Config config, double defaultTheta, int headDim, int positions) {
        Config entries = RopeEntries.flat(config);
        double theta = RopeEntries.theta(config, entries, "rope_theta", defaultTheta);
        return whole(config, entries, theta, headDim, RopeEntries.original(config, entries, positions), positions);
    }

    /**
     * The angles of the layers of one kind, which turn whole heads.
     *
     * @param entries those of the kind
     * @param theta the base unless the entries say it
     */
    public static RotaryAngles ofKind(Config config, Config entries, double theta, int headDim, int positions) {
        double base = entries.number("rope_theta", theta);
        return whole(config, entries, base, headDim, RopeEntries.original(entries, positions), positions);
    }

    /** The angles of a model that turns the first components of its heads. */
    public static RotaryAngles partial(
            Config config, String thetaKey, String factorKey, double defaultFactor, int headDim, int positions) {
        Config entries = RopeEntries.flat(config);
        double factor = entries.number("partial_rotary_factor", config.number(factorKey, defaultFactor));
        int dim = (int) (headDim * factor);
        if (dim < 1 || dim + dim % 2 > headDim) {
            throw config.error("turns " + dim + " of the " + headDim
                    + " components of a head, which rotary positions cannot pair");
        }
        double theta = RopeEntries.theta(config, entries, thetaKey, DEFAULT_THETA);
        return scaled(entries, theta, dim, RopeEntries.original(config, entries, positions), positions);
    }

    /** The angles of a model that turns the first {@code dim} components of its heads, without scaling. */
    public static RotaryAngles first(Config config, int dim, int headDim) {
        if (dim > headDim || dim % 2 != 0) {
            throw config.error("turns " + dim + " of the " + headDim
                    + " components of a head, which rotary positions cannot pair");
        }
        return RotaryAngles.of(unscaled(DEFAULT_THETA, dim), 1);
    }

    private static RotaryAngles whole(
            Config config, Config entries, double theta, int headDim, int original, int positions) {
        if (entries.number("partial_rotary_factor", config.number("partial_rotary_factor", 1)) != 1) {
            throw config.error("has a partial_rotary_factor, which is not supported for this family");
        }
        if (headDim % 2 != 0) {
            throw entries.error("turns heads of " + headDim + " components, which rotary positions cannot pair");
        }
        return scaled(entries, theta, headDim, original, positions);
    }

    /** The angles of {@code dim} components, and of one more if their number is odd. */
    private static RotaryAngles scaled(Config entries, double theta, int dim, int original, int positions) {
        if (theta <= 0) {
            throw entries.error("has the rope_theta " + theta + ", which must be above 0: fetch the file again");
        }
        return RopeScaling.apply(unscaled(theta, dim), entries, theta, dim, original, positions);
    }

    private static float[] unscaled(double theta, int dim) {
        float[] frequencies = new float[(dim + 1) / 2];
        for (int i = 0; i < frequencies.length; i++) {
            float exponent = (float) (2 * i) / dim;
            frequencies[i] = 1f / (float) Math.pow((float) theta, exponent);
        }
        return frequencies;
    }
}
