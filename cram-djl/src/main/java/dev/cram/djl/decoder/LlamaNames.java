package dev.cram.djl.decoder;

import dev.cram.djl.checkpoint.Config;
import dev.cram.djl.decoder.Attention.Layer;
import dev.cram.djl.decoder.Attention.Model;

/** The tensor names that Llama and its many descendants share. */
final class LlamaNames {

    static final String LAYERS = "layers.";

    private LlamaNames() {}

    /**
     * The matrices of a model, without its norms.
     *
     * @param tied whether the output head is the embedding if the configuration does not say
     */
    static WeightTable weights(Config config, Dimensions sizes, boolean tied) {
        WeightTable weights = AttentionBuilder.weights(sizes.layers(), "model.", "");
        putMatrices(weights, config, sizes);
        Weight head = Weight.of("lm_head.weight", sizes.vocabulary(), sizes.width());
        weights.model().head(Model.HEAD, Model.EMBEDDING, head, config.flag("tie_word_embeddings", tied));
        return weights;
    }

    /** Embedding, attention and gated MLP. */
    static void putMatrices(WeightTable weights, Config config, Dimensions sizes) {
        boolean attentionBias = config.flag("attention_bias", false);
        boolean mlpBias = config.flag("mlp_bias", false);
        int width = sizes.width();
        int inner = sizes.inner();
        WeightTable.Block model = weights.model();
        model.put(Model.EMBEDDING, model.tensor("embed_tokens.weight", sizes.vocabulary(), width));
        weights.eachLayer(LAYERS, layer -> {
            layer.linear(Layer.QUERY, "self_attn.q_proj", sizes.queries(), width, attentionBias);
            layer.linear(Layer.KEY, "self_attn.k_proj", sizes.keys(), width, attentionBias);
            layer.linear(Layer.VALUE, "self_attn.v_proj", sizes.keys(), width, attentionBias);
            layer.linear(Layer.OUTPUT, "self_attn.o_proj", width, sizes.queries(), attentionBias);
            layer.linear(Layer.GATE, "mlp.gate_proj", inner, width, mlpBias);
            layer.linear(Layer.UP, "mlp.up_proj", inner, width, mlpBias);
            layer.linear(Layer.DOWN, "mlp.down_proj", width, inner, mlpBias);
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
