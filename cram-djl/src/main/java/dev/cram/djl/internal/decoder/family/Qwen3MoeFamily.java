package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Attention.Layer;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;

/** The mixtures of Qwen 3: experts, norms of each query and key; all layers may attend to a window. */
final class Qwen3MoeFamily implements Family {

    /** What transformers takes for absent entries. */
    private static final Dimensions ABSENT = new Dimensions(24, 2048, 32, 4, 0, 6144, 151_936, 32_768);

    private static final int DEFAULT_EXPERTS = 128;
    private static final int DEFAULT_CHOSEN = 8;
    private static final int DEFAULT_INNER = 768;
    private static final int DEFAULT_WINDOW = 4096;

    @Override
    public List<String> modelTypes() {
        return List.of("qwen3_moe");
    }

    @Override
    public List<String> honors() {
        return Mixture.COUNTS;
    }

    @Override
    public DecoderSpec read(Config config) {
        Dimensions sizes = Dimensions.of(config, ABSENT);
        QwenMixture mixture = QwenMixture.read(config, sizes, DEFAULT_EXPERTS, DEFAULT_CHOSEN, DEFAULT_INNER);
        LlamaNames.Biases biases = LlamaNames.Biases.ofAttention(config);
        WeightTable weights = LlamaNames.weights(config, sizes, mixture.experts(), biases);
        mixture.put(weights, 0);
        weights.eachLayer(LlamaNames.LAYERS, layer -> {
            layer.norm(Layer.QUERY_NORM, "self_attn.q_norm", sizes.headDim());
            layer.norm(Layer.KEY_NORM, "self_attn.k_norm", sizes.headDim());
        });
        return LlamaFamily.builder(config, sizes, weights, LlamaFamily.EPS)
                .windows(windows(config, sizes.layers()))
                .experts(mixture.experts())
                .build();
    }

    private static SlidingWindows windows(Config config, int layers) {
        if (config.flag("use_sliding_window", false)) {
            return SlidingWindows.ofAll(config, layers, DEFAULT_WINDOW);
        }
        SlidingWindows.refuse(config, layers);
        return SlidingWindows.none(layers);
    }
}
