package dev.cram.djl.internal.checkpoint.tensor;

import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.half;
import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.high;
import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.low;
import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.nibble;
import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.unsigned;

import java.nio.ByteBuffer;

/**
 * GGUF's formats whose nibbles are indices of a table of 16 numbers. Each reads the block that begins at a byte of the
 * source, as {@link BlockFormat} says.
 */
final class TableQuants {

    /** Levels that lie closer near zero. */
    private static final byte[] NON_LINEAR = {-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113};

    /** Twice the floating-point numbers of 4 bits, of which one is for the fraction; scales are halved instead. */
    private static final byte[] E2M1 = {0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12};

    private TableQuants() {}

    /** A scale, 16 bytes of nibbles. */
    static void iq4nl(ByteBuffer source, int at, float[] target) {
        put(source, at + 2, 16, NON_LINEAR, half(source, at), target, 0);
    }

    /** A scale, 2 bytes of 8 scales' upper bit pairs, 8 nibbles of their lower bits, 128 bytes of nibbles. */
    static void iq4xs(ByteBuffer source, int at, float[] target) {
        float d = half(source, at);
        int upper = source.getShort(at + 2);
        for (int group = 0; group < 8; group++) {
            int scale = nibble(source, at + 4, group) + (upper >> (group * 2) & 3) * 16 - 32;
            put(source, at + 8 + group * 16, 16, NON_LINEAR, d * scale, target, group * 32);
        }
    }

    /** A power of two as scale, 16 bytes of nibbles. */
    static void mxfp4(ByteBuffer source, int at, float[] target) {
        put(source, at + 1, 16, E2M1, halfPower(unsigned(source, at)), target, 0);
    }

    /** 4 scales of 8 bits, for each 16 numbers 8 bytes of nibbles. */
    static void nvfp4(ByteBuffer source, int at, float[] target) {
        for (int group = 0; group < 4; group++) {
            float scale = halfE4m3(unsigned(source, at + group));
            put(source, at + 4 + group * 8, 8, E2M1, scale, target, group * 16);
        }
    }

    private static void put(
            ByteBuffer source, int at, int bytes, byte[] table, float scale, float[] target, int first) {
        for (int i = 0; i < bytes; i++) {
            int pair = source.get(at + i);
            target[first + i] = scale * table[low(pair)];
            target[first + bytes + i] = scale * table[high(pair)];
        }
    }

    /** Half of the power of two whose exponent is 127 less than the bits; the smallest two are subnormal. */
    private static float halfPower(int bits) {
        return Float.intBitsToFloat(bits < 2 ? 0x0020_0000 << bits : (bits - 1) << 23);
    }

    /** Half of a number of 4 bits of exponent and 3 of fraction, whose sign does not count; 0 in place of not-a-number. */
    private static float halfE4m3(int bits) {
        if (bits == 0x7f) {
            return 0;
        }
        int fraction = bits & 7;
        int exponent = bits >> 3 & 15;
        return exponent == 0 ? fraction * 0x1p-10f : Math.scalb(8 + fraction, exponent - 11);
    }
}
