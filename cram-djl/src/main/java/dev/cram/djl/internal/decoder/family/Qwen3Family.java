package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Attention.Layer;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;

/** Qwen 3: Llama with norms of each query and key, whose upper layers may attend to a sliding window. */
final class Qwen3Family implements Family {

    /** What transformers takes for absent entries. */
    private static final Dimensions ABSENT = new Dimensions(32, 4096, 32, 32, 128, 22_016, 151_936, 32_768);

    @Override
    public List<String> modelTypes() {
        return List.of("qwen3");
    }

    @Override
    public DecoderSpec read(Config config) {
        Dimensions sizes = Dimensions.of(config, ABSENT);
        WeightTable weights = LlamaNames.weights(config, sizes, false, LlamaNames.Biases.ofAttention(config));
        LlamaNames.putNorms(weights, sizes.width());
        weights.eachLayer(LlamaNames.LAYERS, layer -> {
            layer.norm(Layer.QUERY_NORM, "self_attn.q_norm", sizes.headDim());
            layer.norm(Layer.KEY_NORM, "self_attn.k_norm", sizes.headDim());
        });
        return LlamaFamily.builder(config, sizes, weights, LlamaFamily.EPS)
                .windows(SlidingWindows.upper(config, sizes.layers()))
                .build();
    }
}
