package dev.cram.djl.decoder;

import dev.cram.djl.checkpoint.Config;
import java.util.List;

/** Llama and the many models that publish themselves as such. */
final class LlamaFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("llama");
    }

    @Override
    public DecoderSpec read(Config config) {
        Dimensions sizes = Dimensions.of(config);
        WeightTable weights = LlamaNames.weights(config, sizes, false);
        LlamaNames.putNorms(weights, sizes.width());
        return builder(config, sizes, weights).build();
    }

    /** Llama's arithmetic, for descendants that differ little. */
    static AttentionBuilder builder(Config config, Dimensions sizes, WeightTable weights) {
        return new AttentionBuilder(
                        sizes,
                        weights,
                        Attention.Norm.rootMeanSquare(config.number("rms_norm_eps", 1e-6)),
                        Activation.read(config, "hidden_act", "silu"))
                .rotary(RotaryFrequencies.of(config, sizes.headDim(), sizes.positions()));
    }
}
