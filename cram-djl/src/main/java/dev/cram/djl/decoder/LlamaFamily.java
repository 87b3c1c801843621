package dev.cram.djl.decoder;

import dev.cram.djl.checkpoint.Config;
import java.util.ArrayList;
import java.util.List;

/** Llama and the many models that publish themselves as such. */
final class LlamaFamily implements Family {

    private static final int DEFAULT_POSITIONS = 2048;
    private static final double DEFAULT_EPS = 1e-6;

    @Override
    public String modelType() {
        return "llama";
    }

    @Override
    public DecoderSpec read(Config config) {
        String activation = config.text("hidden_act", "silu");
        if (!activation.equals("silu")) {
            throw config.error("has the hidden_act '" + activation + "', which is not supported: only silu is");
        }
        int width = config.size("hidden_size");
        int heads = config.size("num_attention_heads");
        int keyValueHeads = config.size("num_key_value_heads", heads);
        int headDim = config.size("head_dim", width / heads);
        if (heads % keyValueHeads != 0) {
            throw config.error("has " + heads + " attention heads, not a multiple of its " + keyValueHeads
                    + " key-value heads: fetch the file again");
        }
        if (headDim < 2 || headDim % 2 != 0) {
            throw config.error("has heads of " + headDim + " components, which rotary positions cannot pair");
        }
        int positions = config.size("max_position_embeddings", DEFAULT_POSITIONS);
        return new DecoderSpec(
                config.size("num_hidden_layers"),
                width,
                config.size("vocab_size"),
                positions,
                heads,
                keyValueHeads,
                headDim,
                config.number("rms_norm_eps", DEFAULT_EPS),
                RotaryFrequencies.of(config, headDim, positions),
                weights(config, width, heads * headDim, keyValueHeads * headDim));
    }

    private static List<Weight> weights(Config config, int width, int queries, int keys) {
        int vocabulary = config.size("vocab_size");
        int inner = config.size("intermediate_size");
        boolean attentionBias = config.flag("attention_bias", false);
        boolean mlpBias = config.flag("mlp_bias", false);
        List<Weight> weights = new ArrayList<>();
        weights.add(Weight.of("model.embed_tokens.weight", vocabulary, width));
        weights.add(Weight.of("model.norm.weight", width));
        weights.add(
                config.flag("tie_word_embeddings", false)
                        ? Weight.NONE
                        : Weight.of("lm_head.weight", vocabulary, width));
        for (int i = 0; i < config.size("num_hidden_layers"); i++) {
            String layer = "model.layers." + i + ".";
            weights.add(Weight.of(layer + "input_layernorm.weight", width));
            linear(weights, layer + "self_attn.q_proj", queries, width, attentionBias);
            linear(weights, layer + "self_attn.k_proj", keys, width, attentionBias);
            linear(weights, layer + "self_attn.v_proj", keys, width, attentionBias);
            linear(weights, layer + "self_attn.o_proj", width, queries, attentionBias);
            weights.add(Weight.of(layer + "post_attention_layernorm.weight", width));
            linear(weights, layer + "mlp.gate_proj", inner, width, mlpBias);
            linear(weights, layer + "mlp.up_proj", inner, width, mlpBias);
            linear(weights, layer + "mlp.down_proj", width, inner, mlpBias);
        }
        return weights;
    }

    private static void linear(List<Weight> weights, String name, int out, int in, boolean bias) {
        weights.add(Weight.of(name + ".weight", out, in));
        weights.add(bias ? Weight.of(name + ".bias", out) : Weight.NONE);
    }
}
