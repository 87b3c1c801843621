package dev.cram.djl.decoder;

import java.util.List;

/**
 * All that the decoder's program must know of a model: sizes, and where each tensor goes.
 *
 * @param layers number of transformer layers
 * @param width components of a hidden state and of an input embedding
 * @param vocabulary number of tokens
 * @param positions largest number of input positions
 * @param heads number of query heads
 * @param keyValueHeads number of key and value heads; divides {@code heads}
 * @param headDim components of a head
 * @param normEps what the norms add to the mean square
 * @param frequencies rotary angle per position of each pair of components, {@code [headDim / 2]}, in radians
 * @param weights the tensors in the order of the program: embedding, last norm, output head (absent if tied to the
 *     embedding), then {@link #SLOTS} a layer: norm, the weights and biases of query, key, value and output, norm, the
 *     weights and biases of gate, up and down
 */
public record DecoderSpec(
        int layers,
        int width,
        int vocabulary,
        int positions,
        int heads,
        int keyValueHeads,
        int headDim,
        double normEps,
        float[] frequencies,
        List<Weight> weights) {

    /** Number of tensors a layer. */
    public static final int SLOTS = 16;

    /** Number of tensors before the first layer's. */
    public static final int HEAD_SLOTS = 3;

    /**
     * Checks that every tensor has its place.
     *
     * @param layers as above
     * @param width as above
     * @param vocabulary as above
     * @param positions as above
     * @param heads as above
     * @param keyValueHeads as above
     * @param headDim as above
     * @param normEps as above
     * @param frequencies as above
     * @param weights as above
     */
    public DecoderSpec {
        if (weights.size() != HEAD_SLOTS + SLOTS * layers) {
            throw new IllegalArgumentException(weights.size() + " weights do not fit " + layers + " layers");
        }
        weights = List.copyOf(weights);
    }
}
