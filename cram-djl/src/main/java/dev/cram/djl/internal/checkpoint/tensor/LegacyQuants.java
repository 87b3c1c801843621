package dev.cram.djl.internal.checkpoint.tensor;

import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.fifth;
import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.half;
import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.high;
import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.low;

import java.nio.ByteBuffer;

/**
 * GGUF's first block formats, of 32 numbers a block: {@code d * q} or {@code d * q + m}, numbers i and i + 16 sharing a
 * byte. Each reads the block that begins at a byte of the source, as {@link BlockFormat} says.
 */
final class LegacyQuants {

    private static final int SIZE = 32;
    private static final int HALF = SIZE / 2;

    private LegacyQuants() {}

    static void q40(ByteBuffer source, int at, float[] target) {
        float d = half(source, at);
        for (int i = 0; i < HALF; i++) {
            int pair = source.get(at + 2 + i);
            target[i] = d * (low(pair) - 8);
            target[i + HALF] = d * (high(pair) - 8);
        }
    }

    static void q41(ByteBuffer source, int at, float[] target) {
        float d = half(source, at);
        float m = half(source, at + 2);
        for (int i = 0; i < HALF; i++) {
            int pair = source.get(at + 4 + i);
            target[i] = d * low(pair) + m;
            target[i + HALF] = d * high(pair) + m;
        }
    }

    static void q50(ByteBuffer source, int at, float[] target) {
        float d = half(source, at);
        int fifths = source.getInt(at + 2);
        for (int i = 0; i < HALF; i++) {
            int pair = source.get(at + 6 + i);
            target[i] = d * ((low(pair) + fifth(fifths, i)) - 16);
            target[i + HALF] = d * ((high(pair) + fifth(fifths, i + HALF)) - 16);
        }
    }

    static void q51(ByteBuffer source, int at, float[] target) {
        float d = half(source, at);
        float m = half(source, at + 2);
        int fifths = source.getInt(at + 4);
        for (int i = 0; i < HALF; i++) {
            int pair = source.get(at + 8 + i);
            target[i] = d * (low(pair) + fifth(fifths, i)) + m;
            target[i + HALF] = d * (high(pair) + fifth(fifths, i + HALF)) + m;
        }
    }

    static void q80(ByteBuffer source, int at, float[] target) {
        float d = half(source, at);
        for (int i = 0; i < SIZE; i++) {
            target[i] = d * source.get(at + 2 + i);
        }
    }
}
