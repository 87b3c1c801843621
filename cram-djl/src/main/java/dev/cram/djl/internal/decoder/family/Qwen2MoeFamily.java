package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;

/** The mixtures of Qwen 1.5 and 2: experts beside one that all positions share; every other layer may attend to a window. */
final class Qwen2MoeFamily implements Family {

    /** What transformers takes for absent entries. */
    private static final Dimensions ABSENT = new Dimensions(24, 2048, 16, 16, 0, 5632, 151_936, 32_768);

    private static final int DEFAULT_EXPERTS = 60;
    private static final int DEFAULT_CHOSEN = 4;
    private static final int DEFAULT_INNER = 1408;
    private static final int DEFAULT_SHARED = 5632;
    private static final int DEFAULT_WINDOW_LAYERS = 28;
    private static final int DEFAULT_WINDOW = 4096;

    @Override
    public List<String> modelTypes() {
        return List.of("qwen2_moe");
    }

    @Override
    public List<String> honors() {
        return Mixture.COUNTS;
    }

    @Override
    public DecoderSpec read(Config config) {
        Dimensions sizes = Dimensions.of(config, ABSENT);
        QwenMixture mixture = QwenMixture.read(config, sizes, DEFAULT_EXPERTS, DEFAULT_CHOSEN, DEFAULT_INNER);
        LlamaNames.Biases biases = new LlamaNames.Biases(config.flag("qkv_bias", true), false, false);
        WeightTable weights = LlamaNames.weights(config, sizes, mixture.experts(), biases);
        mixture.put(weights, config.size("shared_expert_intermediate_size", DEFAULT_SHARED));
        int window = SlidingWindows.sizeInUse(config, DEFAULT_WINDOW);
        int last = config.count("max_window_layers", DEFAULT_WINDOW_LAYERS);
        return LlamaFamily.builder(config, sizes, weights, LlamaFamily.EPS)
                .windows(SlidingWindows.byType(
                        config, sizes.layers(), window, layer -> window > 0 && layer % 2 == 0 && layer < last))
                .experts(mixture.experts())
                .build();
    }
}
