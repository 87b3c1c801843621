package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Attention;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.network.Logits;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;

/** Granite 3: Llama with factors of embeddings, of scores, of what attention and MLP add, and of logits. */
final class GraniteFamily implements Family {

    /** What transformers takes for absent entries. */
    private static final Dimensions ABSENT = new Dimensions(32, 4096, 32, 0, 0, 11_008, 32_000, 2048);

    @Override
    public List<String> modelTypes() {
        return List.of("granite");
    }

    @Override
    public DecoderSpec read(Config config) {
        Dimensions sizes = Dimensions.of(config, ABSENT);
        SlidingWindows.refuse(config, sizes.layers());
        WeightTable weights = LlamaNames.weights(config, sizes, false, LlamaNames.Biases.ofBoth(config));
        LlamaNames.putNorms(weights, sizes.width());
        double inputs = config.number("embedding_multiplier", 1);
        double residuals = config.number("residual_multiplier", 1);
        return LlamaFamily.builder(config, sizes, weights, LlamaFamily.EPS)
                .factors(new Attention.Factors(1, inputs, residuals))
                .scale(positive(config, "attention_multiplier"))
                .logits(new Logits(1 / positive(config, "logits_scaling"), 0))
                .build();
    }

    private static double positive(Config config, String key) {
        double value = config.number(key, 1);
        if (value <= 0) {
            throw config.error("has the " + key + " " + value + ", which must be above 0: fetch the file again");
        }
        return value;
    }
}
