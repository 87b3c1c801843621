package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Activation;
import dev.cram.djl.internal.decoder.network.Attention;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.rotary.RotaryFrequencies;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;

/** Gemma: Llama with scaled embeddings, and norms whose weights are kept less 1. */
final class GemmaFamily implements Family {

    /** What transformers takes for absent entries. */
    private static final Dimensions ABSENT = new Dimensions(28, 3072, 16, 16, 256, 24_576, 256_000, 8192);

    @Override
    public List<String> modelTypes() {
        return List.of("gemma");
    }

    @Override
    public DecoderSpec read(Config config) {
        Dimensions sizes = Dimensions.of(config, ABSENT);
        SlidingWindows.refuse(config, sizes.layers());
        refuseBidirectional(config);
        WeightTable weights = LlamaNames.weights(config, sizes, true, LlamaNames.Biases.ofAttention(config));
        LlamaNames.putNorms(weights, sizes.width());
        return new AttentionBuilder(sizes, weights, norm(config), activation(config))
                .rotary(RotaryFrequencies.of(config, sizes.headDim(), sizes.positions()))
                .factors(factors(sizes))
                .build();
    }

    static void refuseBidirectional(Config config) {
        if (config.flag("use_bidirectional_attention", false)) {
            throw config.error("has use_bidirectional_attention, which is not supported: choose a causal model");
        }
    }

    /** The norms of all Gemma models. */
    static Attention.Norm norm(Config config) {
        return new Attention.Norm(config.number("rms_norm_eps", 1e-6), false, 1, false);
    }

    /** The scale of embeddings of all Gemma models. */
    static Attention.Factors factors(Dimensions sizes) {
        return new Attention.Factors(Math.sqrt(sizes.width()), 1, 1);
    }

    /** The first files say gelu, and mean the approximation that the models were trained with. */
    private static Activation activation(Config config) {
        String key = "hidden_act";
        return config.text(key, "gelu").equals("gelu") ? Activation.GELU_TANH : Activation.read(config, key, "gelu");
    }
}
