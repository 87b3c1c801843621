package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Activation;
import dev.cram.djl.internal.decoder.network.Attention;
import dev.cram.djl.internal.decoder.network.Attention.Layer;
import dev.cram.djl.internal.decoder.network.Attention.Model;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.rotary.RotaryFrequencies;
import dev.cram.djl.internal.decoder.weight.Weight;
import dev.cram.djl.internal.decoder.weight.WeightBlock;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;

/** Phi 1 to 2: attention and a plain MLP side by side behind one layer norm, heads that turn in part, biases everywhere, norms of each query and key if the configuration says so. */
final class PhiFamily implements Family {

    /** What transformers takes for absent entries. */
    private static final Dimensions ABSENT = new Dimensions(24, 2048, 32, 0, 0, 8192, 51_200, 2048);

    private static final double DEFAULT_ROTARY_PART = 0.5;

    @Override
    public List<String> modelTypes() {
        return List.of("phi");
    }

    @Override
    public DecoderSpec read(Config config) {
        Dimensions sizes = Dimensions.of(config, ABSENT);
        SlidingWindows.refuse(config, sizes.layers());
        return new AttentionBuilder(
                        sizes,
                        weights(config, sizes),
                        Attention.Norm.layer(config.number("layer_norm_eps", 1e-5)),
                        Activation.read(config, "hidden_act", "gelu_new"))
                .rotary(RotaryFrequencies.partial(
                        config,
                        "rope_theta",
                        "partial_rotary_factor",
                        DEFAULT_ROTARY_PART,
                        sizes.headDim(),
                        sizes.positions()))
                .parallel(true)
                .build();
    }

    private static WeightTable weights(Config config, Dimensions sizes) {
        int width = sizes.width();
        boolean headNorms = config.flag("qk_layernorm", false);
        WeightTable weights = AttentionBuilder.weights(sizes.layers(), "model.", "");
        WeightBlock model = weights.model();
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
            if (headNorms) {
                layer.layerNorm(Layer.QUERY_NORM, "self_attn.q_layernorm", sizes.headDim());
                layer.layerNorm(Layer.KEY_NORM, "self_attn.k_layernorm", sizes.headDim());
            }
            layer.linear(Layer.UP, "mlp.fc1", sizes.inner(), width, true);
            layer.linear(Layer.DOWN, "mlp.fc2", width, sizes.inner(), true);
        });
        return weights;
    }
}
