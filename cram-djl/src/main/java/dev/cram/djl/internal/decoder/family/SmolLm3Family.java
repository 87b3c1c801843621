package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.rotary.RotaryAngles;
import dev.cram.djl.internal.decoder.rotary.RotaryFrequencies;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;
import java.util.stream.IntStream;

/** SmolLM3: Llama, some of whose layers do not turn queries and keys; these may attend to a sliding window. */
final class SmolLm3Family implements Family {

    /** What transformers takes for absent entries. */
    private static final Dimensions ABSENT = new Dimensions(36, 2048, 16, 4, 0, 11_008, 128_256, 32_768);

    private static final double DEFAULT_THETA = 2_000_000;
    private static final int DEFAULT_INTERVAL = 4;

    @Override
    public List<String> modelTypes() {
        return List.of("smollm3");
    }

    @Override
    public DecoderSpec read(Config config) {
        Dimensions sizes = Dimensions.of(config, ABSENT);
        WeightTable weights = LlamaNames.weights(config, sizes, true, LlamaNames.Biases.ofBoth(config));
        LlamaNames.putNorms(weights, sizes.width());
        RotaryAngles angles = RotaryFrequencies.of(config, DEFAULT_THETA, sizes.headDim(), sizes.positions());
        List<Integer> rotary = rotary(config, sizes.layers());
        int window = SlidingWindows.sizeInUse(config, 0);
        return LlamaFamily.builder(config, sizes, weights, LlamaFamily.EPS)
                .rotary(List.of(angles), rotary)
                .windows(SlidingWindows.byType(
                        config, sizes.layers(), window, layer -> window > 0 && rotary.get(layer) < 0))
                .build();
    }

    /** By layer: 0 if it turns, else -1. */
    private static List<Integer> rotary(Config config, int layers) {
        int interval = config.size("no_rope_layer_interval", DEFAULT_INTERVAL);
        List<Integer> turning = config.has("no_rope_layers")
                ? config.integers("no_rope_layers")
                : IntStream.rangeClosed(1, layers)
                        .mapToObj(number -> number % interval == 0 ? 0 : 1)
                        .toList();
        if (turning.size() < layers) {
            throw config.error(
                    "has no_rope_layers for " + turning.size() + " of its " + layers + " layers: fetch the file again");
        }
        return turning.stream().limit(layers).map(turns -> turns == 0 ? -1 : 0).toList();
    }
}
