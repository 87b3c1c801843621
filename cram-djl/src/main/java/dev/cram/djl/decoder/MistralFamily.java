package dev.cram.djl.decoder;

import dev.cram.djl.checkpoint.Config;
import java.util.List;

/** Mistral: Llama, whose layers all attend to a sliding window, unless the configuration says that there is none. */
final class MistralFamily implements Family {

    private static final int DEFAULT_WINDOW = 4096;

    /** What transformers takes for absent entries. */
    private static final Dimensions ABSENT = new Dimensions(32, 4096, 32, 8, 0, 14_336, 32_000, 131_072);

    @Override
    public List<String> modelTypes() {
        return List.of("mistral");
    }

    @Override
    public DecoderSpec read(Config config) {
        if (config.has("layer_types")) {
            throw config.error("has layer_types, which are not supported for Mistral models");
        }
        Dimensions sizes = Dimensions.of(config, ABSENT);
        WeightTable weights = LlamaNames.weights(config, sizes, false, LlamaNames.Biases.NONE);
        LlamaNames.putNorms(weights, sizes.width());
        AttentionBuilder builder = LlamaFamily.builder(config, sizes, weights, LlamaFamily.EPS);
        if (!config.isNull("sliding_window")) {
            builder.windows(Windows.all(sizes.layers(), config.size("sliding_window", DEFAULT_WINDOW)));
        }
        return builder.build();
    }
}
