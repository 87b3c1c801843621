package dev.cram.djl.internal.checkpoint.tensor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Properties;

/** The vectors from which one of GGUF's IQ formats takes its numbers. Immutable. */
final class Grid {

    private static final String RESOURCE = "grids.properties";
    private static final Properties PACKED = packed();
    private static final int VECTOR_BYTES = 2;

    static final Grid IQ1_S = new Grid("IQ1_S", 8, -1, 0, 1);
    static final Grid IQ2_XXS = new Grid("IQ2_XXS", 8, 8, 25, 43);
    static final Grid IQ2_XS = new Grid("IQ2_XS", 8, 8, 25, 43);
    static final Grid IQ2_S = new Grid("IQ2_S", 8, 8, 25, 43);
    static final Grid IQ3_XXS = new Grid("IQ3_XXS", 4, 4, 12, 20, 28, 36, 44, 52, 62);
    static final Grid IQ3_S = new Grid("IQ3_S", 4, 1, 3, 5, 7, 9, 11, 13, 15);

    private final int width;
    private final byte[] numbers;

    /**
     * Unpacks a grid.
     *
     * @param width numbers of a vector
     * @param levels what the bits of a number stand for
     */
    private Grid(String name, int width, int... levels) {
        this.width = width;
        byte[] packed = HexFormat.of().parseHex(Objects.requireNonNull(PACKED.getProperty(name), name));
        int perByte = width / VECTOR_BYTES;
        int bits = Byte.SIZE / perByte;
        this.numbers = new byte[packed.length * perByte];
        for (int i = 0; i < numbers.length; i++) {
            int shifted = packed[i / perByte] >> (i % perByte * bits);
            numbers[i] = (byte) levels[shifted & ((1 << bits) - 1)];
        }
    }

    private static Properties packed() {
        Properties packed = new Properties();
        try (InputStream in = Grid.class.getResourceAsStream(RESOURCE)) {
            packed.load(Objects.requireNonNull(in, RESOURCE));
            return packed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Number i of a vector. */
    int number(int vector, int i) {
        return numbers[vector * width + i];
    }

    /** Puts a vector under a scale and the signs that bits tell, a set one for minus. */
    void put(int vector, float scale, int signs, float[] target, int at) {
        for (int i = 0; i < width; i++) {
            target[at + i] = QuantBits.negatedIf(signs >> i, scale * numbers[vector * width + i]);
        }
    }
}
