package dev.cram.djl.internal.checkpoint.tensor;

import java.nio.ByteBuffer;

/** The small numbers that block formats are made of. */
final class QuantBits {

    private QuantBits() {}

    static int low(int pair) {
        return pair & 15;
    }

    static int high(int pair) {
        return pair >> 4 & 15;
    }

    /** Nibble i of those that begin at a byte, the lower one of each first. */
    static int nibble(ByteBuffer source, int at, int i) {
        return source.get(at + i / 2) >> (i % 2 * 4) & 15;
    }

    static int unsigned(ByteBuffer source, int at) {
        return source.get(at) & 255;
    }

    /** The fifth bit of a number, in its place. */
    static int fifth(int bits, int index) {
        return (bits >> index & 1) * 16;
    }

    /**
     * Bit pair i of a group of 16, of those that begin at a byte: each 32 bytes hold 4 rows of 32, the first in the lowest
     * bits.
     */
    static int bitPair(ByteBuffer source, int at, int group, int i) {
        return source.get(at + group / 8 * 32 + group % 2 * 16 + i) >> (group % 8 / 2 * 2) & 3;
    }

    /** A number, negated if the lowest bit of the first is set; no branch, since signs cannot be predicted. */
    static float negatedIf(int bit, float value) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(value) ^ bit << 31);
    }

    static float half(ByteBuffer source, int at) {
        return half(source.getShort(at));
    }

    /** Widens an IEEE half: its bits, read as a float's, lack only the difference of the exponents' biases. */
    static float half(short bits) {
        int magnitude = (bits & 0x7fff) << 13;
        float value = (bits & 0x7c00) == 0x7c00
                ? Float.intBitsToFloat(magnitude | 0x7f800000)
                : Float.intBitsToFloat(magnitude) * 0x1p112f;
        return negatedIf(bits >>> 15, value);
    }
}
