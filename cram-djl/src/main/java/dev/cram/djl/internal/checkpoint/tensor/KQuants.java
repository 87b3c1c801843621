package dev.cram.djl.internal.checkpoint.tensor;

import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.bitPair;
import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.fifth;
import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.half;
import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.high;
import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.low;

import java.nio.ByteBuffer;

/**
 * GGUF's K formats, of 256 numbers a block, in groups whose scales and minima are themselves integers under two scales of
 * the block. Each reads the block that begins at a byte of the source, as {@link BlockFormat} says.
 */
final class KQuants {

    private KQuants() {}

    /** 16 bytes of group scales and minima, 64 bytes of bit pairs, 2 scales: 16 groups of 16. */
    static void q2k(ByteBuffer source, int at, float[] target) {
        float d = half(source, at + 80);
        float min = half(source, at + 82);
        for (int group = 0; group < 16; group++) {
            int pair = source.get(at + group);
            float scale = d * low(pair);
            float offset = min * high(pair);
            for (int i = 0; i < 16; i++) {
                target[group * 16 + i] = scale * bitPair(source, at + 16, group, i) - offset;
            }
        }
    }

    /** 32 bytes of third bits, where a bit that is not set takes 4, 64 bytes of bit pairs, 12 of packed scales, one scale. */
    static void q3k(ByteBuffer source, int at, float[] target) {
        float d = half(source, at + 108);
        for (int group = 0; group < 16; group++) {
            int low = source.get(at + 96 + group % 8) >> (group / 8 * 4) & 15;
            int high = source.get(at + 104 + group % 4) >> (group / 4 * 2) & 3;
            float scale = d * (low + high * 16 - 32);
            for (int i = 0; i < 16; i++) {
                int third = source.get(at + group % 2 * 16 + i) >> (group / 2) & 1;
                target[group * 16 + i] = scale * (bitPair(source, at + 32, group, i) + third * 4 - 4);
            }
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
        for (int group = 0; group < 16; group++) {
            float scale = d * source.get(at + 192 + group);
            int nibbles = at + group / 8 * 64 + group % 4 * 16;
            int shift = group % 8 / 4 * 4;
            for (int i = 0; i < 16; i++) {
                int low = low(source.get(nibbles + i) >> shift);
                target[group * 16 + i] = scale * (low + bitPair(source, at + 128, group, i) * 16 - 32);
            }
        }
    }

    /** One scale of single precision, 256 signed bytes, 16 sums of theirs. */
    static void q8k(ByteBuffer source, int at, float[] target) {
        float d = source.getFloat(at);
        for (int i = 0; i < 256; i++) {
            target[i] = d * source.get(at + 4 + i);
        }
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
}
