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
                .scale(config.number("attention_multiplier", 1))
                .logits(new Logits(1 / divisor(config), 0))
                .build();
    }

    private static double divisor(Config config) {
        double divisor = config.number("logits_scaling", 1);
        if (divisor == 0) {
            throw config.error("has a logits_scaling of 0, by which logits cannot be divided: fetch the file again");
        }
        return divisor;
    }
}
