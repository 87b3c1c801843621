package dev.cram.djl.internal.checkpoint.tensor;

import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.half;
import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.nibble;
import static dev.cram.djl.internal.checkpoint.tensor.QuantBits.unsigned;

import java.nio.ByteBuffer;

/**
 * GGUF's IQ2 and IQ3 formats, of 256 numbers a block: indices of vectors of a {@link Grid}, signs, and scales of groups.
 * Where 7 bits tell the signs of 8 numbers, the number of minuses is even. Each reads the block that begins at a byte of
 * the source, as {@link BlockFormat} says.
 */
final class GridQuants {

    private GridQuants() {}

    /** A scale, then for each 32 numbers 4 bytes of indices and 4 bytes with 4 times 7 signs and a scale above them. */
    static void iq2xxs(ByteBuffer source, int at, float[] target) {
        float d = half(source, at);
        for (int group = 0; group < 8; group++) {
            int bytes = at + 2 + group * 8;
            int rest = source.getInt(bytes + 4);
            float scale = d * (0.5f + (rest >>> 28)) * 0.25f;
            for (int i = 0; i < 4; i++) {
                int signs = evenSigns(rest >> (i * 7) & 127);
                Grid.IQ2_XXS.put(unsigned(source, bytes + i), scale, signs, target, group * 32 + i * 8);
            }
        }
    }

    /** A scale, 32 times 9 bits of an index and 7 of signs, 16 nibbles of scales. */
    static void iq2xs(ByteBuffer source, int at, float[] target) {
        float d = half(source, at);
        for (int i = 0; i < 32; i++) {
            float scale = d * (0.5f + nibble(source, at + 66, i / 2)) * 0.25f;
            int pair = source.getShort(at + 2 + i * 2);
            Grid.IQ2_XS.put(pair & 511, scale, evenSigns(pair >> 9 & 127), target, i * 8);
        }
    }

    /** A scale, 32 bytes of indices, 32 of signs, 8 of the indices' upper bit pairs, 16 nibbles of scales. */
    static void iq2s(ByteBuffer source, int at, float[] target) {
        float d = half(source, at);
        for (int i = 0; i < 32; i++) {
            float scale = d * (0.5f + nibble(source, at + 74, i / 2)) * 0.25f;
            int upper = source.get(at + 66 + i / 4) >> (i % 4 * 2) & 3;
            int vector = unsigned(source, at + 2 + i) | upper << 8;
            Grid.IQ2_S.put(vector, scale, source.get(at + 34 + i), target, i * 8);
        }
    }

    /** A scale, 64 bytes of indices, then for each 32 numbers 4 bytes with 4 times 7 signs and a scale above them. */
    static void iq3xxs(ByteBuffer source, int at, float[] target) {
        float d = half(source, at);
        for (int i = 0; i < 64; i++) {
            int rest = source.getInt(at + 66 + i / 8 * 4);
            float scale = d * (0.5f + (rest >>> 28)) * 0.5f;
            int signs = evenSigns(rest >> (i % 8 / 2 * 7) & 127) >> (i % 2 * 4);
            Grid.IQ3_XXS.put(unsigned(source, at + 2 + i), scale, signs, target, i * 4);
        }
    }

    /** A scale, 64 bytes of indices, 8 of their ninth bits, 32 of signs, 8 nibbles of scales. */
    static void iq3s(ByteBuffer source, int at, float[] target) {
        float d = half(source, at);
        for (int i = 0; i < 64; i++) {
            float scale = d * (1 + 2 * nibble(source, at + 106, i / 8));
            int ninth = source.get(at + 66 + i / 8) >> (i % 8) & 1;
            int vector = unsigned(source, at + 2 + i) | ninth << 8;
            int signs = source.get(at + 74 + i / 2) >> (i % 2 * 4);
            Grid.IQ3_S.put(vector, scale, signs, target, i * 4);
        }
    }

    private static int evenSigns(int seven) {
        return seven | (Integer.bitCount(seven) & 1) << 7;
    }
}
