package dev.cram.djl.internal.decoder.rotary;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Angles by which a head's pairs turn a position.
 *
 * @param frequencies those of texts of up to {@code original} positions, or of all
 * @param beyond those of longer texts
 * @param original positions up to which texts turn by the first; 0: all do
 * @param scale factor of cosines and sines
 */
public record RotaryAngles(List<Float> frequencies, List<Float> beyond, int original, double scale) {

    public RotaryAngles {
        frequencies = List.copyOf(frequencies);
        beyond = List.copyOf(beyond);
    }

    /** The same for texts of every length. */
    static RotaryAngles of(float[] frequencies, double scale) {
        List<Float> all = boxed(frequencies);
        return new RotaryAngles(all, all, 0, scale);
    }

    static List<Float> boxed(float[] values) {
        return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
    }
}
