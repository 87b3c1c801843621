package dev.cram.djl.internal.decoder.rotary;

import dev.cram.djl.internal.checkpoint.Config;
import java.util.List;

/**
 * The scaling {@code longrope}: each angle is divided by a factor of its own, of which there is one list for texts of up to
 * the original positions and one for longer texts.
 */
final class LongRope {

    private LongRope() {}

    static RotaryAngles scale(float[] frequencies, Config entries, int original, int positions) {
        double factor = entries.has("factor") ? RopeEntries.factor(entries, "factor") : (double) positions / original;
        if (original == 1) {
            throw entries.error("has 1 original position, from which longrope cannot scale: fetch the file again");
        }
        double plain = factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(original));
        return new RotaryAngles(
                divided(frequencies, entries, "short_factor"),
                divided(frequencies, entries, "long_factor"),
                original,
                entries.number("attention_factor", plain));
    }

    private static List<Float> divided(float[] frequencies, Config entries, String key) {
        List<Double> factors = entries.numbers(key);
        if (factors.size() != frequencies.length || factors.contains(0.0)) {
            throw entries.error("has " + factors.size() + " factors in " + key + ", where longrope needs "
                    + frequencies.length + " other than 0: fetch the file again");
        }
        float[] divided = new float[frequencies.length];
        for (int i = 0; i < divided.length; i++) {
            divided[i] = frequencies[i] / factors.get(i).floatValue();
        }
        return RotaryAngles.boxed(divided);
    }
}
