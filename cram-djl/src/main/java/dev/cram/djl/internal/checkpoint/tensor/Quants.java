package dev.cram.djl.internal.checkpoint.tensor;

import java.nio.ByteBuffer;

/**
 * The block formats of GGUF: each block holds its numbers as small integers with one or two scales. The small formats
 * have 32 numbers a block, {@code d * q} or {@code d * q + m}, numbers i and i + 16 sharing a byte. The K formats have
 * 256, in groups whose scales and minima are themselves integers under two scales of the block.
 *
 * <p>Computed in float32 in the order of the reference, {@code gguf.quants} of the ggml project, so that each number
 * equals the reference's bit for bit.
 */
final class Quants {

    private static final int SMALL = 32;
    private static final int HALF = SMALL / 2;

    private Quants() {}

    /** Widens one block. */
    @FunctionalInterface
    interface Block {

        /** Reads the block that begins at a byte of the source into the target, from its beginning. */
        void widen(ByteBuffer source, int at, float[] target);
    }

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
        for (int i = 0; i < SMALL; i++) {
            target[i] = d * source.get(at + 2 + i);
        }
    }

    /** 2 scales, 12 bytes of packed group scales and minima, 128 bytes of nibbles: 8 groups of 32. */
    static void q4k(ByteBuffer source, int at, float[] target) {
        float d = half(source, at);
        float min = half(source, at + 2);
        for (int group = 0; group < 8; group++) {
            float scale = d * groupScale(source, at + 4, group);
            float offset = min * groupMin(source, at + 4, group);
            int bytes = at + 16 + group / 2 * 32;
            int shift = group % 2 * 4;
            for (int i = 0; i < 32; i++) {
                target[group * 32 + i] = scale * low(source.get(bytes + i) >> shift) - offset;
            }
        }
    }

    /** As {@link #q4k}, with 32 bytes of fifth bits before the nibbles: bit g of byte i belongs to group g. */
    static void q5k(ByteBuffer source, int at, float[] target) {
        float d = half(source, at);
        float min = half(source, at + 2);
        for (int group = 0; group < 8; group++) {
            float scale = d * groupScale(source, at + 4, group);
            float offset = min * groupMin(source, at + 4, group);
            int bytes = at + 48 + group / 2 * 32;
            int shift = group % 2 * 4;
            for (int i = 0; i < 32; i++) {
                int fifth = fifth(source.get(at + 16 + i), group);
                target[group * 32 + i] = scale * (low(source.get(bytes + i) >> shift) + fifth) - offset;
            }
        }
    }

    /** 128 bytes of nibbles, 64 bytes of upper bit pairs, 16 signed group scales, one scale: 16 groups of 16. */
    static void q6k(ByteBuffer source, int at, float[] target) {
        float d = half(source, at + 208);
        for (int i = 0; i < 256; i++) {
            float scale = d * source.get(at + 192 + i / 16);
            int row = i / 128;
            int low = low(source.get(at + row * 64 + i % 64) >> (i % 128 / 64 * 4));
            int high = source.get(at + 128 + row * 32 + i % 32) >> (i % 128 / 32 * 2) & 3;
            target[i] = scale * (low + high * 16 - 32);
        }
    }

    private static int low(int pair) {
        return pair & 15;
    }

    private static int high(int pair) {
        return pair >> 4 & 15;
    }

    /** The fifth bit of a number, in its place. */
    private static int fifth(int bits, int index) {
        return (bits >> index & 1) * 16;
    }

    private static int groupScale(ByteBuffer source, int at, int group) {
        return group < 4
                ? source.get(at + group) & 63
                : low(source.get(at + group + 4)) + (source.get(at + group - 4) >> 2 & 48);
    }

    private static int groupMin(ByteBuffer source, int at, int group) {
        return group < 4
                ? source.get(at + group + 4) & 63
                : high(source.get(at + group + 4)) + (source.get(at + group) >> 2 & 48);
    }

    private static float half(ByteBuffer source, int at) {
        return half(source.getShort(at));
    }

    /** Widens an IEEE half: its bits, read as a float's, lack only the difference of the exponents' biases. */
    static float half(short bits) {
        int magnitude = (bits & 0x7fff) << 13;
        float value = (bits & 0x7c00) == 0x7c00
                ? Float.intBitsToFloat(magnitude | 0x7f800000)
                : Float.intBitsToFloat(magnitude) * 0x1p112f;
        return bits < 0 ? -value : value;
    }
}
