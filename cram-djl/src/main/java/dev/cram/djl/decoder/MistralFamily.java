package dev.cram.djl.decoder;

import dev.cram.djl.checkpoint.Config;
import java.util.List;

/** Mistral: Llama, whose layers all attend to a sliding window, if the configuration has one. */
final class MistralFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("mistral");
    }

    @Override
    public DecoderSpec read(Config config) {
        if (config.has("layer_types")) {
            throw config.error("has layer_types, which are not supported for Mistral models");
        }
        Dimensions sizes = Dimensions.of(config);
        WeightTable weights = LlamaNames.weights(config, sizes, false);
        LlamaNames.putNorms(weights, sizes.width());
        AttentionBuilder builder = LlamaFamily.builder(config, sizes, weights, LlamaFamily.EPS);
        if (config.has("sliding_window")) {
            builder.windows(Windows.all(sizes.layers(), config.size("sliding_window")));
        }
        return builder.build();
    }
}
