package dev.cram.examples.engine;

import java.util.Arrays;

/** How large the network is, and what fits it. */
final class ElmanShape {

    static final int VOCABULARY = 256;
    static final int WIDTH = 128;
    static final int STATES = 128;
    static final int POSITIONS = 256;
    static final float EMBEDDING_STD = 0.1f;

    private ElmanShape() {}

    static float[] vector(float[] vectors, int index) {
        return Arrays.copyOfRange(vectors, index * WIDTH, (index + 1) * WIDTH);
    }

    static int count(float[] vectors) {
        if (vectors.length == 0 || vectors.length % WIDTH != 0) {
            throw new IllegalArgumentException(vectors.length + " values are no vectors of width " + WIDTH);
        }
        return vectors.length / WIDTH;
    }

    static void checkTokens(int[] tokens) {
        if (tokens.length == 0 || Arrays.stream(tokens).anyMatch(token -> token < 0 || token >= VOCABULARY)) {
            throw new IllegalArgumentException("A text must be one token or more, each from 0 to " + (VOCABULARY - 1));
        }
    }

    static void checkPositions(long needed) {
        if (needed < 1 || needed > POSITIONS) {
            throw new IllegalArgumentException(needed + " positions are needed, of 1 to " + POSITIONS);
        }
    }
}
