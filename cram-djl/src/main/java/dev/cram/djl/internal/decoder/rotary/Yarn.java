package dev.cram.djl.internal.decoder.rotary;

import dev.cram.djl.internal.checkpoint.Config;

/**
 * The scaling {@code yarn}: angles of pairs that turn often within the original positions stay, those of pairs that turn
 * seldom are divided by a factor, and between it blends; cosines and sines grow with the factor's logarithm.
 */
final class Yarn {

    private static final double FAST = 32;
    private static final double SLOW = 1;

    /** What keeps a ramp of no width from dividing by 0. */
    private static final float LEAST_RAMP = 0.001f;

    private final Config entries;
    private final double theta;
    private final int dim;
    private final int original;
    private final double factor;

    Yarn(Config entries, double theta, int dim, int original, int positions) {
        this.entries = entries;
        this.theta = theta;
        this.dim = dim;
        this.original = original;
        this.factor = entries.isNull("factor") ? (double) positions / original : RopeEntries.factor(entries, "factor");
    }

    RotaryAngles scale(float[] frequencies) {
        if (theta <= 1) {
            throw entries.error("has the rope_theta " + theta + ", which yarn needs above 1: fetch the file again");
        }
        boolean truncate = !entries.isNull("truncate") && entries.flag("truncate", true);
        double low = rotations("beta_fast", FAST);
        double high = rotations("beta_slow", SLOW);
        float begin = (float) Math.max(truncate ? Math.floor(low) : low, 0);
        float end = (float) Math.min(truncate ? Math.ceil(high) : high, dim - 1);
        float width = end == begin ? LEAST_RAMP : end - begin;
        float[] scaled = new float[frequencies.length];
        for (int i = 0; i < scaled.length; i++) {
            float stays = 1 - Math.min(Math.max((i - begin) / width, 0), 1);
            scaled[i] = frequencies[i] / (float) factor * (1 - stays) + frequencies[i] * stays;
        }
        return RotaryAngles.of(scaled, length());
    }

    /** The pair that turns so often within the original positions. */
    private double rotations(String key, double absent) {
        double count = entries.number(key, absent);
        double rotations = count == 0 ? absent : count;
        if (rotations < 0) {
            throw entries.error("has the " + key + " " + count + ", which must be above 0: fetch the file again");
        }
        return dim * Math.log(original / (rotations * 2 * Math.PI)) / (2 * Math.log(theta));
    }

    /** Factor of cosines and sines. */
    private double length() {
        double all = entries.number("mscale_all_dim", 0);
        double some = entries.number("mscale", 0);
        double plain = some != 0 && all != 0 ? growth(some) / growth(all) : growth(1);
        return entries.number("attention_factor", plain);
    }

    private double growth(double share) {
        return factor <= 1 ? 1 : 0.1 * share * Math.log(factor) + 1;
    }
}
