package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Attention.Layer;
import dev.cram.djl.internal.decoder.network.Attention.Model;
import dev.cram.djl.internal.decoder.network.Experts;
import dev.cram.djl.internal.decoder.weight.Weight;
import dev.cram.djl.internal.decoder.weight.WeightBlock;
import dev.cram.djl.internal.decoder.weight.WeightTable;

/** The tensor names that Llama and its many descendants share. */
final class LlamaNames {

    static final String LAYERS = "layers.";

    private LlamaNames() {}

    /**
     * Which matrices have biases.
     *
     * @param inputs those of queries, keys and values
     * @param output that of attention's output
     * @param mlp the MLP's
     */
    record Biases(boolean inputs, boolean output, boolean mlp) {

        static final Biases NONE = new Biases(false, false, false);

        /** Attention's if {@code attention_bias} says so. Not every family reads the entry. */
        static Biases ofAttention(Config config) {
            boolean attention = config.flag("attention_bias", false);
            return new Biases(attention, attention, false);
        }

        /** The MLP's, too, if {@code mlp_bias} says so. */
        static Biases ofBoth(Config config) {
            boolean attention = config.flag("attention_bias", false);
            return new Biases(attention, attention, config.flag("mlp_bias", false));
        }
    }

    /**
     * The matrices of a model, without its norms.
     *
     * @param tied whether the output head is the embedding if the configuration does not say
     * @param biases which matrices have biases
     */
    static WeightTable weights(Config config, Dimensions sizes, boolean tied, Biases biases) {
        WeightTable weights = AttentionBuilder.weights(sizes.layers(), "model.", "");
        putMatrices(weights, sizes, biases);
        putHead(weights, config, sizes, tied);
        return weights;
    }

    /** The same without the MLPs, for layers that may have experts. */
    static WeightTable weights(Config config, Dimensions sizes, Experts experts, Biases biases) {
        WeightTable weights = AttentionBuilder.weights(experts, sizes.layers(), "model.", "");
        putEmbedding(weights, sizes);
        weights.eachLayer(LAYERS, layer -> putAttention(layer, sizes, biases));
        putHead(weights, config, sizes, false);
        putNorms(weights, sizes.width());
        return weights;
    }

    private static void putHead(WeightTable weights, Config config, Dimensions sizes, boolean tied) {
        Weight head = Weight.of("lm_head.weight", sizes.vocabulary(), sizes.width());
        weights.model().head(Model.HEAD, Model.EMBEDDING, head, config.flag("tie_word_embeddings", tied));
    }

    private static void putEmbedding(WeightTable weights, Dimensions sizes) {
        WeightBlock model = weights.model();
        model.put(Model.EMBEDDING, model.tensor("embed_tokens.weight", sizes.vocabulary(), sizes.width()));
    }

    /** Embedding, attention and gated MLP. */
    static void putMatrices(WeightTable weights, Dimensions sizes, Biases biases) {
        putEmbedding(weights, sizes);
        weights.eachLayer(LAYERS, layer -> {
            putAttention(layer, sizes, biases);
            putMlp(layer, "mlp.", sizes.width(), sizes.inner(), biases.mlp);
        });
    }

    /** A gated MLP. */
    static void putMlp(WeightBlock layer, String name, int width, int inner, boolean bias) {
        layer.linear(Layer.GATE, name + "gate_proj", inner, width, bias);
        layer.linear(Layer.UP, name + "up_proj", inner, width, bias);
        layer.linear(Layer.DOWN, name + "down_proj", width, inner, bias);
    }

    /** Queries, keys, values and attention's output. */
    static void putAttention(WeightBlock layer, Dimensions sizes, Biases biases) {
        int width = sizes.width();
        layer.linear(Layer.QUERY, "self_attn.q_proj", sizes.queries(), width, biases.inputs);
        layer.linear(Layer.KEY, "self_attn.k_proj", sizes.keys(), width, biases.inputs);
        layer.linear(Layer.VALUE, "self_attn.v_proj", sizes.keys(), width, biases.inputs);
        layer.linear(Layer.OUTPUT, "self_attn.o_proj", width, sizes.queries(), biases.output);
    }

    /** Norms before and behind both attention and MLP, and the last. */
    static void putFourNorms(WeightTable weights, int width) {
        weights.model().norm(Model.NORM, "norm", width);
        weights.eachLayer(LAYERS, layer -> {
            layer.norm(Layer.NORM, "input_layernorm", width);
            layer.norm(Layer.NORM_BEHIND, "post_attention_layernorm", width);
            layer.norm(Layer.MLP_NORM, "pre_feedforward_layernorm", width);
            layer.norm(Layer.MLP_NORM_BEHIND, "post_feedforward_layernorm", width);
        });
    }

    /** Llama's norms: before attention, before the MLP, and the last. */
    static void putNorms(WeightTable weights, int width) {
        weights.model().norm(Model.NORM, "norm", width);
        weights.eachLayer(LAYERS, layer -> {
            layer.norm(Layer.NORM, "input_layernorm", width);
            layer.norm(Layer.MLP_NORM, "post_attention_layernorm", width);
        });
    }
}
