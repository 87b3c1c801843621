package dev.cram.djl.decoder;

import dev.cram.djl.checkpoint.Config;
import dev.cram.djl.decoder.Attention.Layer;
import dev.cram.djl.decoder.Attention.Model;
import java.util.List;

/** Phi 1 to 2: attention and a plain MLP side by side behind one layer norm, heads that turn in part, biases everywhere. */
final class PhiFamily implements Family {

    private static final double DEFAULT_ROTARY_PART = 0.5;

    @Override
    public List<String> modelTypes() {
        return List.of("phi");
    }

    @Override
    public DecoderSpec read(Config config) {
        if (config.flag("qk_layernorm", false)) {
            throw config.error("has qk_layernorm, which is not supported: choose another Phi model");
        }
        Dimensions sizes = Dimensions.of(config);
        return new AttentionBuilder(
                        sizes,
                        weights(config, sizes),
                        Attention.Norm.layer(config.number("layer_norm_eps", 1e-5)),
                        Activation.read(config, "hidden_act", "gelu_new"))
                .rotary(RotaryFrequencies.partial(
                        config, "rope_theta", "partial_rotary_factor", DEFAULT_ROTARY_PART, sizes))
                .parallel(true)
                .build();
    }

    private static WeightTable weights(Config config, Dimensions sizes) {
        int width = sizes.width();
        WeightTable weights = AttentionBuilder.weights(sizes.layers(), "model.", "");
        WeightTable.Block model = weights.model();
        model.put(Model.EMBEDDING, model.tensor("embed_tokens.weight", sizes.vocabulary(), width));
        model.layerNorm(Model.NORM, "final_layernorm", width);
        Weight head = Weight.of("lm_head.weight", sizes.vocabulary(), width);
        model.head(Model.HEAD, Model.EMBEDDING, head, config.flag("tie_word_embeddings", false));
        model.putBias(Model.HEAD, Weight.of("lm_head.bias", sizes.vocabulary()));
        weights.eachLayer("layers.", layer -> {
            layer.layerNorm(Layer.NORM, "input_layernorm", width);
            layer.layerNorm(Layer.MLP_NORM, "input_layernorm", width);
            layer.linear(Layer.QUERY, "self_attn.q_proj", sizes.queries(), width, true);
            layer.linear(Layer.KEY, "self_attn.k_proj", sizes.keys(), width, true);
            layer.linear(Layer.VALUE, "self_attn.v_proj", sizes.keys(), width, true);
            layer.linear(Layer.OUTPUT, "self_attn.dense", width, sizes.queries(), true);
            layer.linear(Layer.UP, "mlp.fc1", sizes.inner(), width, true);
            layer.linear(Layer.DOWN, "mlp.fc2", width, sizes.inner(), true);
        });
        return weights;
    }
}
