package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.network.Experts;
import dev.cram.djl.internal.decoder.rotary.RotaryFrequencies;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;

/** Mixtral: Mistral, each of whose layers has experts instead of one MLP. */
final class MixtralFamily implements Family {

    /** What transformers takes for absent entries. */
    private static final Dimensions ABSENT = new Dimensions(32, 4096, 32, 8, 0, 14_336, 32_000, 131_072);

    private static final int DEFAULT_EXPERTS = 8;
    private static final int DEFAULT_CHOSEN = 2;
    private static final double THETA = 1_000_000;
    private static final double EPS = 1e-5;

    private static final List<String> NAMES = List.of("w1", "w3", "w2");

    @Override
    public List<String> modelTypes() {
        return List.of("mixtral");
    }

    @Override
    public List<String> honors() {
        return Mixture.COUNTS;
    }

    @Override
    public DecoderSpec read(Config config) {
        Dimensions sizes = Dimensions.of(config, ABSENT);
        Experts experts = Mixture.read(config, DEFAULT_EXPERTS, DEFAULT_CHOSEN, true);
        WeightTable weights = LlamaNames.weights(config, sizes, experts, LlamaNames.Biases.NONE);
        weights.eachLayer(
                LlamaNames.LAYERS,
                layer -> Mixture.put(layer, "block_sparse_moe.", experts, sizes.width(), sizes.inner(), NAMES));
        return LlamaFamily.builder(config, sizes, weights, EPS)
                .rotary(RotaryFrequencies.of(config, THETA, sizes.headDim(), sizes.positions()))
                .windows(SlidingWindows.ofAll(config, sizes.layers(), 0))
                .experts(experts)
                .build();
    }
}
