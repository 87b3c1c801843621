package dev.cram.djl.internal.decoder.network;

import dev.cram.djl.internal.decoder.torch.TorchArchive;
import dev.cram.djl.internal.decoder.weight.Weight;
import dev.cram.model.Precision;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the decoder with attention computes beyond the weights it is given.
 *
 * @param layers number of layers
 * @param heads number of query heads
 * @param keyValueHeads number of key and value heads; divides {@code heads}
 * @param headDim components of a head
 * @param scores what becomes of the products of queries and keys
 * @param qkvLimit queries, keys and values are clipped to it; 0: they are not
 * @param window positions that a windowed layer attends to, its own included
 * @param windowed by layer: 1 if it attends only to the window, else 0
 * @param rotary how queries and keys turn
 * @param firstPosition row of the position embeddings that belongs to position 0
 * @param norm what the norms compute
 * @param parallel attention and MLP both start from the layer's input
 * @param ontoNormed attention and MLP add to what their norms made
 * @param activation the MLP's
 * @param factors of what passes between the parts
 * @param logits what becomes of the logits
 * @param experts what chooses among the experts, if there are any
 */
public record Attention(
        int layers,
        int heads,
        int keyValueHeads,
        int headDim,
        Scores scores,
        double qkvLimit,
        int window,
        List<Integer> windowed,
        Rotary rotary,
        int firstPosition,
        Norm norm,
        boolean parallel,
        boolean ontoNormed,
        Activation activation,
        Factors factors,
        Logits logits,
        Experts experts)
        implements Network {

    /** Weights of the model. Their order is that of the program, as is that of {@link Layer}. */
    public enum Model {
        EMBEDDING,
        HEAD,
        NORM,
        POSITIONS,
        INPUT_PROJECTION,
        OUTPUT_PROJECTION,
        ROTARY,
        ALIBI,
        INPUT_NORM
    }

    /** Weights of a layer. */
    public enum Layer {
        NORM,
        QUERY,
        KEY,
        VALUE,
        OUTPUT,
        QUERY_NORM,
        KEY_NORM,
        NORM_BEHIND,
        MLP_NORM,
        GATE,
        UP,
        DOWN,
        MLP_NORM_BEHIND,
        SINKS,
        ROUTER,
        SHARED_GATE
    }

    /** Weights of an expert. */
    public enum Expert {
        GATE,
        UP,
        DOWN
    }

    /**
     * What becomes of the products of queries and keys.
     *
     * @param scales by layer: their factor
     * @param cap they are then drawn softly below it; 0: they are not
     * @param roundedAlibi linear biases are rounded as bfloat16, and have the factor too
     */
    public record Scores(List<Double> scales, double cap, boolean roundedAlibi) {}

    /**
     * Factors of what passes between the parts.
     *
     * @param embeddings of token embeddings
     * @param inputs of all that enters, vectors too
     * @param residuals of what attention and MLP add
     */
    public record Factors(double embeddings, double inputs, double residuals) {

        public static final Factors NONE = new Factors(1, 1, 1);
    }

    /**
     * What the norms compute.
     *
     * @param eps what they add to the mean square
     * @param centered whether they subtract the mean (layer norm) or not (root mean square norm)
     * @param shift added to their weights
     * @param ofSum whether those behind attention and MLP are taken after adding the residual
     */
    public record Norm(double eps, boolean centered, double shift, boolean ofSum) {

        public static Norm layer(double eps) {
            return new Norm(eps, true, 0, false);
        }

        public static Norm rootMeanSquare(double eps) {
            return new Norm(eps, false, 0, false);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>A norm keeps its input: root mean square in float32, layer norm as it is. Attention keeps queries, keys and
     * values of all heads, and its output. An MLP keeps the input of its activation and, if gated, the other factor.
     */
    @Override
    public Footprint footprint(int inputWidth, List<Weight> weights, Precision precision, boolean checkpointing) {
        int bytes = precision.bytes();
        long attended = (long) heads * headDim;
        long width = size(weights, Layer.OUTPUT) / attended;
        long inner = size(weights, Layer.DOWN) / width;
        boolean gated = size(weights, Layer.GATE) > 0;
        long given = experts.chosen() * (3 * expertInner(weights, width) + 3 * width);
        long norms = Stream.of(Layer.NORM, Layer.MLP_NORM, Layer.NORM_BEHIND, Layer.MLP_NORM_BEHIND)
                .filter(norm -> size(weights, norm) > 0)
                .count();
        long headNorms = size(weights, Layer.QUERY_NORM) > 0 ? attended + (long) keyValueHeads * headDim : 0;
        int normBytes = norm.centered() ? bytes : Float.BYTES;
        long layer = normBytes * (norms * width + headNorms)
                + bytes * (4 * attended + (gated ? 2 : 1) * inner + given)
                + 2L * Float.BYTES * experts.count();
        long passing = bytes * (4 * inner + 4 * attended + 2 * width) + 2L * Float.BYTES * width;
        Footprint linear = Footprint.of(inputWidth, precision, checkpointing, layers, layer, passing);
        return scores.cap() == 0 ? linear : linear.withPairs(pairs(bytes, checkpointing));
    }

    /** Capped scores are kept thrice, once in float32, and need as much again for a while. */
    private long pairs(int bytes, boolean checkpointing) {
        long layer = heads * (Float.BYTES + 2L * bytes);
        return (checkpointing ? layer : layers * layer) + 2 * layer;
    }

    /** Elements of a weight of the layer that has most; 0 if none has it. */
    private long size(List<Weight> weights, Layer role) {
        return largest(weights, List.of(Layer.values()).indexOf(role));
    }

    @Override
    public int boundary() {
        return rotary.original();
    }

    /** How many positions each expert is given. */
    @Override
    public boolean asksBack() {
        return experts.count() > 0;
    }

    @Override
    public List<String> program() {
        return List.of("attention_decoder.py", "attention_backward.py");
    }

    @Override
    public void describe(TorchArchive archive) {
        archive.put("layers", layers)
                .put("heads", heads)
                .put("kv_heads", keyValueHeads)
                .put("head_dim", headDim)
                .putAll("attention_scales", scores.scales())
                .put("score_cap", scores.cap())
                .put("alibi_rounded", scores.roundedAlibi())
                .put("qkv_limit", qkvLimit)
                .put("window", window)
                .put("windowed", windowed)
                .put("rotary", rotary.byLayer())
                .putAll("rotary_scales", rotary.scales())
                .put("rotary_original", rotary.original())
                .put("interleaved", rotary.interleaved())
                .put("first_position", firstPosition)
                .put("eps", norm.eps())
                .put("centered", norm.centered())
                .put("norm_shift", norm.shift())
                .put("norm_of_sum", norm.ofSum())
                .put("parallel", parallel)
                .put("onto_normed", ontoNormed)
                .put("activation", activation.inProgram())
                .put("embedding_scale", factors.embeddings())
                .put("input_scale", factors.inputs())
                .put("residual_scale", factors.residuals());
        logits.describe(archive);
        experts.describe(archive);
    }

    /** Components between the matrices of an expert. */
    private long expertInner(List<Weight> weights, long width) {
        int down = Layer.values().length + List.of(Expert.values()).indexOf(Expert.DOWN);
        return experts.count() == 0 ? 0 : largest(weights, down) / width;
    }

    /** Elements of the weight at a place of the layers, of the layer that has most; 0 if none has it. */
    private long largest(List<Weight> weights, int place) {
        long largest = 0;
        for (int layer = 0; layer < layers; layer++) {
            largest = Math.max(largest, weights.get(place(layer) + 2 * place).size());
        }
        return largest;
    }

    @Override
    public int place(int layer) {
        int each = Layer.values().length + Expert.values().length * experts.count();
        return 2 * (Model.values().length + each * layer);
    }
}
