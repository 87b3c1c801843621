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
        SlidingWindows windows = SlidingWindows.ofAll(config, sizes.layers(), DEFAULT_WINDOW);
        WeightTable weights = LlamaNames.weights(config, sizes, false, LlamaNames.Biases.NONE);
        LlamaNames.putNorms(weights, sizes.width());
        return LlamaFamily.builder(config, sizes, weights, LlamaFamily.EPS)
                .windows(windows)
                .build();
    }
}
