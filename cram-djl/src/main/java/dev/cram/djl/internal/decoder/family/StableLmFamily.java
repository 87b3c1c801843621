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

/** StableLM: Llama with layer norms and heads that turn in part; attention and MLP may stand side by side. */
final class StableLmFamily implements Family {

    /** What transformers takes for absent entries. */
    private static final Dimensions ABSENT = new Dimensions(32, 2560, 32, 32, 0, 6912, 50_304, 4096);

    private static final double DEFAULT_ROTARY_PART = 0.25;

    @Override
    public List<String> modelTypes() {
        return List.of("stablelm");
    }

    @Override
    public DecoderSpec read(Config config) {
        if (config.isNull("num_key_value_heads")) {
            throw config.error(
                    "says that num_key_value_heads is null, which this family does not read: write their " + "number");
        }
        Dimensions sizes = Dimensions.of(config, ABSENT).ofSharedWidth(config);
        SlidingWindows.refuse(config, sizes.layers());
        boolean parallel = config.flag("use_parallel_residual", false);
        return new AttentionBuilder(
                        sizes,
                        weights(config, sizes, parallel),
                        Attention.Norm.layer(config.number("layer_norm_eps", 1e-5)),
                        Activation.read(config, "hidden_act", "silu"))
                .rotary(RotaryFrequencies.partial(
                        config,
                        "rope_theta",
                        "partial_rotary_factor",
                        DEFAULT_ROTARY_PART,
                        sizes.headDim(),
                        sizes.positions()))
                .parallel(parallel)
                .build();
    }

    private static WeightTable weights(Config config, Dimensions sizes, boolean parallel) {
        int width = sizes.width();
        boolean bias = config.flag("use_qkv_bias", false);
        boolean headNorms = config.flag("qk_layernorm", false);
        WeightTable weights = LlamaNames.weights(config, sizes, false, new LlamaNames.Biases(bias, false, false));
        weights.model().layerNorm(Model.NORM, "norm", width);
        weights.eachLayer(LlamaNames.LAYERS, layer -> {
            layer.layerNorm(Layer.NORM, "input_layernorm", width);
            layer.layerNorm(Layer.MLP_NORM, parallel ? "input_layernorm" : "post_attention_layernorm", width);
            if (headNorms) {
                layer.put(Layer.QUERY_NORM, headNorms(layer, "q", sizes.heads(), sizes.headDim()));
                layer.put(Layer.KEY_NORM, headNorms(layer, "k", sizes.keyValueHeads(), sizes.headDim()));
            }
        });
        return weights;
    }

    /** Norms of each head of its own, which the checkpoint has stacked. */
    private static Weight headNorms(WeightBlock layer, String of, int heads, int headDim) {
        return layer.tensor("self_attn." + of + "_layernorm.weight", heads, headDim);
    }
}
