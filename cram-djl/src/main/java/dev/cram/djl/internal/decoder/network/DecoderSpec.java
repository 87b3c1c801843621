package dev.cram.djl.internal.decoder.network;

import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.decoder.weight.Weight;
import dev.cram.djl.internal.decoder.weight.WeightSources;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import dev.cram.model.Precision;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that a decoder must know of a model: its sizes, what it computes, and where each tensor goes. Immutable. */
public final class DecoderSpec {

    /** Index of the output head, which every program has there, behind the embedding and its bias. */
    private static final int HEAD = 2;

    private final int width;
    private final int vocabulary;
    private final int positions;
    private final Network network;
    private final List<Weight> weights;

    public DecoderSpec(int width, int vocabulary, int positions, Network network, WeightTable weights) {
        this.width = width;
        this.vocabulary = vocabulary;
        this.positions = positions;
        this.network = network;
        this.weights = weights.toList();
    }

    /** Components of an input vector. */
    public int width() {
        return width;
    }

    /** The number of token ids. */
    public int vocabulary() {
        return vocabulary;
    }

    /** Largest number of input positions. */
    public int positions() {
        return positions;
    }

    /**
     * Finds the tensors that the model is made of: that of each weight that has one, by the weight's index, in order. Where the
     * configuration ties the output head and one is stored, both are read and compared; ask once, and hand the answer on.
     *
     * @param tensors all tensors of a checkpoint, by name
     * @throws dev.cram.model.ModelException naming a tensor that is missing, of another shape, or unknown
     */
    public Map<Integer, Tensor> sources(Map<String, Tensor> tensors) {
        return WeightSources.find(weights, tensors);
    }

    /** The number of weights that {@link #sources} found; what is shared counts once. */
    public static long parameters(Map<Integer, Tensor> sources) {
        return sources.values().stream().distinct().mapToLong(Tensor::size).sum();
    }

    /**
     * Tells whether the output head is the embedding, in words, with the reason where the configuration says otherwise: one that
     * is stored and differs is used whatever it says.
     */
    public String tied(Map<Integer, Tensor> sources) {
        return untiedHead(sources)
                .map(head -> "false, since " + head.name() + " is stored and differs from the embedding")
                .orElse(String.valueOf(!sources.containsKey(HEAD)));
    }

    /** The output head, if it is a tensor of its own though the configuration says that it is the embedding. */
    public Optional<Tensor> untiedHead(Map<Integer, Tensor> sources) {
        return Optional.ofNullable(sources.get(HEAD))
                .filter(head -> weights.get(HEAD).tied());
    }

    /** Memory that a gradient takes. */
    public Footprint footprint(Precision precision, boolean checkpointing) {
        return network.footprint(width, weights, precision, checkpointing);
    }

    public Network network() {
        return network;
    }

    /** The weights in the order of the program. */
    public List<Weight> weights() {
        return weights;
    }
}
