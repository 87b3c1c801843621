package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Activation;
import dev.cram.djl.internal.decoder.network.Attention;
import dev.cram.djl.internal.decoder.network.Attention.Layer;
import dev.cram.djl.internal.decoder.network.Attention.Model;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.rotary.RotaryFrequencies;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;

/** OLMo: Llama with layer norms that have no weights, and clipped queries, keys and values. */
final class OlmoFamily implements Family {

    /** What transformers takes for absent entries. */
    private static final Dimensions ABSENT = new Dimensions(32, 4096, 32, 0, 0, 11_008, 50_304, 2048);

    private static final double EPS = 1e-5;

    @Override
    public List<String> modelTypes() {
        return List.of("olmo");
    }

    @Override
    public DecoderSpec read(Config config) {
        Dimensions sizes = Dimensions.of(config, ABSENT);
        SlidingWindows.refuse(config, sizes.layers());
        WeightTable weights = LlamaNames.weights(config, sizes, false, LlamaNames.Biases.ofAttention(config));
        weights.model().plainNorm(Model.NORM, sizes.width());
        weights.eachLayer(LlamaNames.LAYERS, layer -> {
            layer.plainNorm(Layer.NORM, sizes.width());
            layer.plainNorm(Layer.MLP_NORM, sizes.width());
        });
        return new AttentionBuilder(
                        sizes, weights, Attention.Norm.layer(EPS), Activation.read(config, "hidden_act", "silu"))
                .rotary(RotaryFrequencies.of(config, sizes.headDim(), sizes.positions()))
                .qkvLimit(qkvLimit(config))
                .build();
    }

    private static double qkvLimit(Config config) {
        double limit = config.number("clip_qkv", 0);
        if (config.has("clip_qkv") && limit <= 0) {
            throw config.error("has the clip_qkv " + limit + ", which must be above 0: fetch the file again");
        }
        return limit;
    }
}
