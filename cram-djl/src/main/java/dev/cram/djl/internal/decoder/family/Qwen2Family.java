package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;

/** Qwen 2 and 2.5: Llama with biases of queries, keys and values, whose upper layers may attend to a sliding window. */
final class Qwen2Family implements Family {

    /** What transformers takes for absent entries. */
    private static final Dimensions ABSENT = new Dimensions(32, 4096, 32, 32, 0, 22_016, 151_936, 32_768);

    @Override
    public List<String> modelTypes() {
        return List.of("qwen2");
    }

    @Override
    public DecoderSpec read(Config config) {
        Dimensions sizes = Dimensions.of(config, ABSENT);
        WeightTable weights = LlamaNames.weights(config, sizes, false, new LlamaNames.Biases(true, false, false));
        LlamaNames.putNorms(weights, sizes.width());
        return LlamaFamily.builder(config, sizes, weights, LlamaFamily.EPS)
                .windows(SlidingWindows.upper(config, sizes.layers()))
                .build();
    }
}
