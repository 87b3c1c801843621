package dev.cram.djl.internal.decoder.rotary;

import dev.cram.djl.internal.checkpoint.Config;

/**
 * The kinds of scaling, by which models go beyond the positions that they were first trained on: {@code linear} divides
 * all angles by a factor; {@code llama3} divides those of wave lengths beyond a share of the original positions, leaves
 * the short ones, and blends between; {@code yarn} and {@code longrope} have classes of their own; {@code dynamic} changes
 * nothing up to the original positions, and no more are offered. Computed in float32, step by step as the models were trained.
 */
final class RopeScaling {

    private RopeScaling() {}

    /**
     * The angles as the entries scale them.
     *
     * @param frequencies before scaling
     * @param theta their base
     * @param dim number of turning components of a head
     * @param original positions before scaling
     * @param positions positions that the model has
     */
    static RotaryAngles apply(float[] frequencies, Config entries, double theta, int dim, int original, int positions) {
        String type = RopeEntries.type(entries);
        switch (type) {
            case "default" -> {}
            case "dynamic" -> RopeEntries.factor(entries, "factor");
            case "linear" -> linear(frequencies, RopeEntries.factor(entries, "factor"));
            case "llama3" -> llama3(frequencies, entries, original);
            case "yarn" -> {
                return new Yarn(entries, theta, dim, original, positions).scale(frequencies);
            }
            case "longrope" -> {
                return LongRope.scale(frequencies, entries, original, positions);
            }
            default ->
                throw entries.error("has rotary positions of the type '" + type
                        + "', which is not supported: supported are default, linear, llama3, yarn, longrope and "
                        + "dynamic");
        }
        return RotaryAngles.of(frequencies, 1);
    }

    private static void linear(float[] frequencies, float factor) {
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] /= factor;
        }
    }

    private static void llama3(float[] frequencies, Config entries, float original) {
        float factor = RopeEntries.factor(entries, "factor");
        float low = RopeEntries.factor(entries, "low_freq_factor");
        float high = RopeEntries.factor(entries, "high_freq_factor");
        if (high <= low) {
            throw entries.error("has a high_freq_factor that is not above its low_freq_factor: fetch the file again");
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
}
