package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Attention.Layer;
import dev.cram.djl.internal.decoder.network.Attention.Model;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;

/** OLMo 2: norms behind attention and MLP instead of before them, and norms of all queries and all keys of a position. */
final class Olmo2Family implements Family {

    /** What transformers takes for absent entries. */
    private static final Dimensions ABSENT = new Dimensions(32, 4096, 32, 0, 0, 11_008, 50_304, 2048);

    static final double EPS = 1e-5;

    @Override
    public List<String> modelTypes() {
        return List.of("olmo2");
    }

    @Override
    public DecoderSpec read(Config config) {
        Dimensions sizes = Dimensions.of(config, ABSENT);
        SlidingWindows.refuse(config, sizes.layers());
        return LlamaFamily.builder(config, sizes, weights(config, sizes), EPS).build();
    }

    static WeightTable weights(Config config, Dimensions sizes) {
        WeightTable weights = LlamaNames.weights(config, sizes, false, LlamaNames.Biases.ofAttention(config));
        weights.model().norm(Model.NORM, "norm", sizes.width());
        weights.eachLayer(LlamaNames.LAYERS, layer -> {
            layer.norm(Layer.QUERY_NORM, "self_attn.q_norm", sizes.queries());
            layer.norm(Layer.KEY_NORM, "self_attn.k_norm", sizes.keys());
            layer.norm(Layer.NORM_BEHIND, "post_attention_layernorm", sizes.width());
            layer.norm(Layer.MLP_NORM_BEHIND, "post_feedforward_layernorm", sizes.width());
        });
        return weights;
    }
}
