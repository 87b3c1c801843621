package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.decoder.network.Activation;
import dev.cram.djl.internal.decoder.network.Attention;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.network.Experts;
import dev.cram.djl.internal.decoder.network.Logits;
import dev.cram.djl.internal.decoder.network.Rotary;
import dev.cram.djl.internal.decoder.rotary.RotaryAngles;
import dev.cram.djl.internal.decoder.weight.Weight;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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
    private double scoreCap;
    private boolean roundedAlibi;
    private double qkvLimit;
    private SlidingWindows windows;
    private Rotary rotary;
    private int firstPosition;
    private boolean parallel;
    private boolean ontoNormed;
    private Attention.Factors factors = Attention.Factors.NONE;
    private Logits logits = Logits.PLAIN;
    private Experts experts = Experts.NONE;

    AttentionBuilder(Dimensions sizes, WeightTable weights, Attention.Norm norm, Activation activation) {
        this.sizes = sizes;
        this.weights = weights;
        this.norm = norm;
        this.activation = activation;
        this.inputWidth = sizes.width();
        this.scales = Collections.nCopies(sizes.layers(), 1 / Math.sqrt(sizes.headDim()));
        this.windows = SlidingWindows.none(sizes.layers());
        this.rotary = Rotary.none(sizes.layers());
    }

    /** An empty table for the weights of this network. */
    static WeightTable weights(int layers, String... bases) {
        return new WeightTable(Attention.Model.class, Attention.Layer.class, layers, List.of(bases));
    }

    /** An empty table for the weights of a network some of whose layers have experts. */
    static WeightTable weights(Experts experts, int layers, String... bases) {
        List<Enum<?>> roles = List.of(Attention.Expert.values());
        return new WeightTable(
                Attention.Model.class, Attention.Layer.class, roles, experts.count(), layers, List.of(bases));
    }

    /** All layers turn queries and keys by the same angles. */
    AttentionBuilder rotary(RotaryAngles angles) {
        return rotary(List.of(angles), Collections.nCopies(sizes.layers(), 0));
    }

    /**
     * Layers turn queries and keys each by its kind of angles.
     *
     * @param kinds the angles of each kind, all of one length
     * @param byLayer a layer's kind, or -1 if it does not turn
     */
    AttentionBuilder rotary(List<RotaryAngles> kinds, List<Integer> byLayer) {
        int original = kinds.stream().mapToInt(RotaryAngles::original).max().orElse(0);
        List<Float> values = new ArrayList<>();
        kinds.forEach(kind -> values.addAll(kind.frequencies()));
        if (original > 0) {
            kinds.forEach(kind -> values.addAll(kind.beyond()));
        }
        int pairs = kinds.get(0).frequencies().size();
        weights.model().put(Attention.Model.ROTARY, Weight.given(values, values.size() / pairs, pairs));
        List<Double> scales = kinds.stream().map(RotaryAngles::scale).toList();
        boolean scaled = scales.stream().anyMatch(scale -> scale != 1);
        rotary = new Rotary(byLayer, scaled ? scales : List.of(), original, rotary.interleaved());
        return this;
    }

    /** Neighbors are turned, rather than components half a head apart. */
    AttentionBuilder interleaved() {
        rotary = new Rotary(rotary.byLayer(), rotary.scales(), rotary.original(), true);
        return this;
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

    /** Attention and MLP add to what their norms made. */
    AttentionBuilder ontoNormed(boolean value) {
        ontoNormed = value;
        return this;
    }

    AttentionBuilder factors(Attention.Factors value) {
        factors = value;
        return this;
    }

    AttentionBuilder logits(Logits value) {
        logits = value;
        return this;
    }

    /** The products of queries and keys, scaled, are drawn softly below a cap, unless it is 0. */
    AttentionBuilder scoreCap(double value) {
        scoreCap = value;
        return this;
    }

    /** Each key of a head adds its position times the head's slope to the products. */
    AttentionBuilder alibi(List<Float> slopes, boolean rounded) {
        weights.model().put(Attention.Model.ALIBI, Weight.given(slopes, sizes.heads()));
        roundedAlibi = rounded;
        return this;
    }

    AttentionBuilder experts(Experts value) {
        experts = value;
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
                new Attention.Scores(scales, scoreCap, roundedAlibi),
                qkvLimit,
                windows.size(),
                windows.windowed(),
                rotary,
                firstPosition,
                norm,
                parallel,
                ontoNormed,
                activation,
                factors,
                logits,
                experts);
        return new DecoderSpec(inputWidth, sizes.vocabulary(), sizes.positions(), network, weights);
    }
}
