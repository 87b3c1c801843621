package dev.cram.djl.internal.decoder.network;

import java.util.Collections;
import java.util.List;

/**
 * How queries and keys turn.
 *
 * @param byLayer the kind of angles that each layer turns by, or -1 if it does not turn
 * @param scales by kind: factor of cosines and sines; empty: all are 1
 * @param original texts of more positions turn by the second half of the table of angles; 0: there is none
 * @param interleaved neighbors are turned, rather than components half a head apart
 */
public record Rotary(List<Integer> byLayer, List<Double> scales, int original, boolean interleaved) {

    /** No layer turns. */
    public static Rotary none(int layers) {
        return new Rotary(Collections.nCopies(layers, -1), List.of(), 0, false);
    }
}
