package dev.cram.djl.decoder;

import dev.cram.djl.checkpoint.Tensor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that {@link Decoder} must know of a model: its sizes, what it computes, and where each tensor goes. Immutable. */
public final class DecoderSpec {

    private final int width;
    private final int vocabulary;
    private final int positions;
    private final Network network;
    private final List<Weight> weights;

    DecoderSpec(int width, int vocabulary, int positions, Network network, WeightTable weights) {
        this.width = width;
        this.vocabulary = vocabulary;
        this.positions = positions;
        this.network = network;
        this.weights = weights.toList();
    }

    /**
     * Components of an input vector.
     *
     * @return the width of the embedding matrix
     */
    public int width() {
        return width;
    }

    /**
     * Size of the vocabulary.
     *
     * @return the number of token ids
     */
    public int vocabulary() {
        return vocabulary;
    }

    /**
     * Largest number of input positions.
     *
     * @return the number
     */
    public int positions() {
        return positions;
    }

    /**
     * Finds the tensors that the model is made of; nothing of their contents is read.
     *
     * @param tensors all tensors of a checkpoint, by name
     * @return those that the model uses, each once however often it is used
     * @throws dev.cram.api.ModelException naming a tensor that is missing, of another shape, or unknown
     */
    public Set<Tensor> used(Map<String, Tensor> tensors) {
        return new LinkedHashSet<>(WeightSources.find(weights, tensors).values());
    }

    Network network() {
        return network;
    }

    /** The weights in the order of the program. */
    List<Weight> weights() {
        return weights;
    }
}
