package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.decoder.network.Activation;
import dev.cram.djl.internal.decoder.network.Attention;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.weight.Weight;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Gathers what a family says of a decoder with attention. What it does not say is as in Llama: a norm before attention
 * and before the MLP, each layer attends to all positions, nothing is clipped or scaled. Mutable, for one model.
 */
final class AttentionBuilder {

    private final Dimensions sizes;
    private final WeightTable weights;
    private final Attention.Norm norm;
    private final Activation activation;
    private int inputWidth;
    private List<Double> scales;
    private double qkvLimit;
    private SlidingWindows windows;
    private List<Integer> rotary;
    private int firstPosition;
    private boolean parallel;
    private double embeddingScale = 1;

    AttentionBuilder(Dimensions sizes, WeightTable weights, Attention.Norm norm, Activation activation) {
        this.sizes = sizes;
        this.weights = weights;
        this.norm = norm;
        this.activation = activation;
        this.inputWidth = sizes.width();
        this.scales = Collections.nCopies(sizes.layers(), 1 / Math.sqrt(sizes.headDim()));
        this.windows = SlidingWindows.none(sizes.layers());
        this.rotary = Collections.nCopies(sizes.layers(), -1);
    }

    /** An empty table for the weights of this network. */
    static WeightTable weights(int layers, String... bases) {
        return new WeightTable(Attention.Model.class, Attention.Layer.class, layers, List.of(bases));
    }

    /** All layers turn queries and keys by the same angles. */
    AttentionBuilder rotary(float[] frequencies) {
        return rotary(List.of(frequencies), Collections.nCopies(sizes.layers(), 0));
    }

    /**
     * Layers turn queries and keys each by its kind of angles.
     *
     * @param kinds the angles of each kind, all of one length
     * @param byLayer a layer's kind, or -1 if it does not turn
     */
    AttentionBuilder rotary(List<float[]> kinds, List<Integer> byLayer) {
        List<Float> values = kinds.stream().flatMap(AttentionBuilder::boxed).collect(Collectors.toList());
        weights.model().put(Attention.Model.ROTARY, Weight.given(values, kinds.size(), kinds.get(0).length));
        rotary = byLayer;
        return this;
    }

    private static Stream<Float> boxed(float[] values) {
        return IntStream.range(0, values.length).mapToObj(i -> values[i]);
    }

    AttentionBuilder windows(SlidingWindows value) {
        windows = value;
        return this;
    }

    /** Factor of the products of queries and keys, in all layers. */
    AttentionBuilder scale(double value) {
        return scales(Collections.nCopies(sizes.layers(), value));
    }

    /** The same by layer. */
    AttentionBuilder scales(List<Double> values) {
        scales = values;
        return this;
    }

    AttentionBuilder qkvLimit(double value) {
        qkvLimit = value;
        return this;
    }

    /** Row of the position embeddings that belongs to position 0. */
    AttentionBuilder firstPosition(int value) {
        firstPosition = value;
        return this;
    }

    /** Attention and MLP both start from the layer's input. */
    AttentionBuilder parallel(boolean value) {
        parallel = value;
        return this;
    }

    AttentionBuilder embeddingScale(double value) {
        embeddingScale = value;
        return this;
    }

    /** Components of an embedding, if other than those of a hidden state. */
    AttentionBuilder inputWidth(int value) {
        inputWidth = value;
        return this;
    }

    DecoderSpec build() {
        Attention network = new Attention(
                sizes.layers(),
                sizes.heads(),
                sizes.keyValueHeads(),
                sizes.headDim(),
                scales,
                qkvLimit,
                windows.size(),
                windows.windowed(),
                rotary,
                firstPosition,
                norm,
                parallel,
                activation,
                embeddingScale);
        return new DecoderSpec(inputWidth, sizes.vocabulary(), sizes.positions(), network, weights);
    }
}
