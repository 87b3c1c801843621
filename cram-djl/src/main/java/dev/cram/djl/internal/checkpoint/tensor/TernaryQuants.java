package dev.cram.djl.internal.checkpoint.tensor;

import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.bitPair;
import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.half;
import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.negatedIf;
import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.nibble;
import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.unsigned;

import java.nio.ByteBuffer;

/**
 * GGUF's formats of numbers of at most three values: {@code -d}, {@code 0} and {@code d}, in IQ1 moved by an eighth of the
 * scale. Each reads the block that begins at a byte of the source, as {@link BlockFormat} says.
 */
final class TernaryQuants {

    private static final float DELTA = 0.125f;

    private TernaryQuants() {}

    /** A scale, 16 bytes of signs, the lowest bit first: a set one is plus. */
    static void q10(ByteBuffer source, int at, float[] target) {
        float d = half(source, at);
        for (int i = 0; i < 128; i++) {
            target[i] = negatedIf(~source.get(at + 2 + i / 8) >> (i % 8), d);
        }
    }

    /** 64 bytes of bit pairs, a scale. */
    static void tq20(ByteBuffer source, int at, float[] target) {
        float d = half(source, at + 64);
        for (int group = 0; group < 16; group++) {
            for (int i = 0; i < 16; i++) {
                target[group * 16 + i] = d * (bitPair(source, at, group, i) - 1);
            }
        }
    }

    /** 32 bytes of 5 digits each, 16 bytes of 5, 4 bytes of 4, a scale: bytes are fractions in base 3, read by rows of digits. */
    static void tq10(ByteBuffer source, int at, float[] target) {
        float d = half(source, at + 52);
        digits(source, at, 32, d, target, 0, 160);
        digits(source, at + 32, 16, d, target, 160, 240);
        digits(source, at + 48, 4, d, target, 240, 256);
    }

    private static void digits(ByteBuffer source, int at, int bytes, float d, float[] target, int from, int to) {
        int shift = 1;
        for (int row = from; row < to; row += bytes) {
            for (int i = 0; i < bytes; i++) {
                int fraction = (source.get(at + i) * shift) & 255;
                target[row + i] = d * (((fraction * 3) >> 8) - 1);
            }
            shift *= 3;
        }
    }

    /** A scale, 32 bytes of indices, for each 32 numbers 2 bytes: 4 times 3 upper bits, a scale of 3 bits, a sign. */
    static void iq1s(ByteBuffer source, int at, float[] target) {
        float d = half(source, at);
        for (int i = 0; i < 32; i++) {
            int rest = source.getShort(at + 34 + i / 4 * 2);
            float scale = d * (2 * (rest >> 12 & 7) + 1);
            int vector = unsigned(source, at + 2 + i) | (rest >> (i % 4 * 3) & 7) << 8;
            moved(vector, scale, rest < 0 ? -DELTA : DELTA, target, i * 8);
        }
    }

    /**
     * 32 bytes of indices, 32 nibbles of 3 upper bits and a sign, 4 times 2 bytes: 4 times 3 bits of scales, and a quarter
     * of the scale of all.
     */
    static void iq1m(ByteBuffer source, int at, float[] target) {
        int bits = 0;
        for (int i = 0; i < 4; i++) {
            bits |= (source.getShort(at + 48 + i * 2) >> 12 & 15) << (i * 4);
        }
        float d = half((short) bits);
        for (int i = 0; i < 32; i++) {
            int scales = source.getShort(at + 48 + i / 8 * 2);
            float scale = d * (2 * (scales >> (i % 8 / 2 * 3) & 7) + 1);
            int rest = nibble(source, at + 32, i);
            int vector = unsigned(source, at + i) | (rest & 7) << 8;
            moved(vector, scale, rest < 8 ? DELTA : -DELTA, target, i * 8);
        }
    }

    private static void moved(int vector, float scale, float delta, float[] target, int at) {
        for (int i = 0; i < 8; i++) {
            target[at + i] = scale * (Grid.IQ1_S.number(vector, i) + delta);
        }
    }
}
