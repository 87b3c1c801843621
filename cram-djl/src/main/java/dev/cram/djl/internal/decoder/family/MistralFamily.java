package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.weight.WeightTable;
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
        Dimensions sizes = Dimensions.of(config, ABSENT);
        SlidingWindows windows = windows(config, sizes.layers());
        WeightTable weights = LlamaNames.weights(config, sizes, false, LlamaNames.Biases.NONE);
        LlamaNames.putNorms(weights, sizes.width());
        return LlamaFamily.builder(config, sizes, weights, LlamaFamily.EPS)
                .windows(windows)
                .build();
    }

    /** The same for all layers: transformers passes over layer_types that say otherwise. */
    private static SlidingWindows windows(Config config, int layers) {
        int size = SlidingWindows.size(config, DEFAULT_WINDOW);
        SlidingWindows windows = size > 0 ? SlidingWindows.all(layers, size) : SlidingWindows.none(layers);
        if (config.has("layer_types")
                && !SlidingWindows.byType(config, layers, size, layer -> false).equals(windows)) {
            throw config.error(
                    "has layer_types that differ from its sliding_window, which is of all layers of a Mistral "
                            + "model: choose another model");
        }
        return windows;
    }
}
