package dev.cram.djl.decoder;

import dev.cram.djl.checkpoint.Config;
import dev.cram.djl.decoder.Attention.Layer;
import java.util.List;

/** Qwen 2 and 2.5: Llama with biases of queries, keys and values, whose upper layers may attend to a sliding window. */
final class Qwen2Family implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("qwen2");
    }

    @Override
    public DecoderSpec read(Config config) {
        Dimensions sizes = Dimensions.of(config);
        WeightTable weights = LlamaNames.weights(config, sizes, false);
        LlamaNames.putNorms(weights, sizes.width());
        weights.eachLayer(LlamaNames.LAYERS, layer -> {
            layer.bias(Layer.QUERY, "self_attn.q_proj", sizes.queries());
            layer.bias(Layer.KEY, "self_attn.k_proj", sizes.keys());
            layer.bias(Layer.VALUE, "self_attn.v_proj", sizes.keys());
        });
        return LlamaFamily.builder(config, sizes, weights, LlamaFamily.EPS)
                .windows(Windows.upper(config, sizes.layers()))
                .build();
    }
}
