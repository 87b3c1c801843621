package dev.cram.examples.engine;

import java.util.List;

/** Reads texts back: the vectors are the network's first inputs, then each token that it likes best is the next. */
final class GreedyDecoding {

    private GreedyDecoding() {}

    static int[][] texts(ElmanNetwork network, List<float[]> vectors, int[] lengths) {
        if (vectors.size() != lengths.length) {
            throw new IllegalArgumentException(vectors.size() + " texts, but " + lengths.length + " lengths");
        }
        if (vectors.stream().mapToInt(values -> values.length).distinct().count() > 1) {
            throw new IllegalArgumentException("All texts must have the same number of vectors");
        }
        int[][] texts = new int[lengths.length][];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text(network, vectors.get(i), lengths[i]);
        }
        return texts;
    }

    private static int[] text(ElmanNetwork network, float[] vectors, int length) {
        if (length < 1) {
            throw new IllegalArgumentException("lengths must be at least 1, but one was " + length);
        }
        int count = ElmanShape.count(vectors);
        ElmanShape.checkPositions(count - 1L + length);
        float[] state = network.start();
        for (int k = 0; k < count; k++) {
            state = network.next(state, ElmanShape.vector(vectors, k));
        }
        int[] tokens = new int[length];
        for (int i = 0; i < length; i++) {
            state = i == 0 ? state : network.next(state, network.embedding(tokens[i - 1]));
            tokens[i] = Logits.largest(network.logits(state));
        }
        return tokens;
    }
}
