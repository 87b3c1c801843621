package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Activation;
import dev.cram.djl.internal.decoder.network.Attention;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.rotary.RotaryFrequencies;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;

/** Llama and the many models that publish themselves as such. */
final class LlamaFamily implements Family {

    /** What transformers takes for absent entries. */
    private static final Dimensions ABSENT = new Dimensions(32, 4096, 32, 0, 0, 11_008, 32_000, 2048);

    /** What the norms add unless the configuration says it. */
    static final double EPS = 1e-6;

    @Override
    public List<String> modelTypes() {
        return List.of("llama");
    }

    @Override
    public DecoderSpec read(Config config) {
        Dimensions sizes = Dimensions.of(config, ABSENT);
        SlidingWindows.refuse(config, sizes.layers());
        WeightTable weights = LlamaNames.weights(config, sizes, false, LlamaNames.Biases.ofBoth(config));
        LlamaNames.putNorms(weights, sizes.width());
        return builder(config, sizes, weights, EPS).build();
    }

    /**
     * Llama's arithmetic, for descendants that differ little.
     *
     * @param eps what the norms add unless the configuration says it
     */
    static AttentionBuilder builder(Config config, Dimensions sizes, WeightTable weights, double eps) {
        return new AttentionBuilder(
                        sizes,
                        weights,
                        Attention.Norm.rootMeanSquare(config.number("rms_norm_eps", eps)),
                        Activation.read(config, "hidden_act", "silu"))
                .rotary(RotaryFrequencies.of(config, sizes.headDim(), sizes.positions()));
    }
}
