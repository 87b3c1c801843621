package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Activation;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.network.Logits;
import dev.cram.djl.internal.decoder.rotary.RotaryFrequencies;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;

/**
 * Gemma 2: scaled embeddings, norms before and behind attention and MLP, whose weights are kept less 1, scores and logits
 * below soft caps; every other layer attends to a sliding window.
 */
final class Gemma2Family implements Family {

    /** What transformers takes for absent entries. */
    private static final Dimensions ABSENT = new Dimensions(26, 2304, 8, 4, 256, 9216, 256_000, 8192);

    private static final int DEFAULT_WINDOW = 4096;

    @Override
    public List<String> modelTypes() {
        return List.of("gemma2");
    }

    @Override
    public List<String> honors() {
        return SoftCaps.BOTH;
    }

    @Override
    public DecoderSpec read(Config config) {
        Dimensions sizes = Dimensions.of(config, ABSENT);
        Dimensions.share(config, sizes.width(), sizes.heads());
        GemmaFamily.refuseBidirectional(config);
        WeightTable weights = LlamaNames.weights(config, sizes, true, LlamaNames.Biases.ofAttention(config));
        LlamaNames.putFourNorms(weights, sizes.width());
        return new AttentionBuilder(
                        sizes,
                        weights,
                        GemmaFamily.norm(config),
                        Activation.read(config, "hidden_activation", "gelu_pytorch_tanh"))
                .rotary(RotaryFrequencies.of(config, sizes.headDim(), sizes.positions()))
                .factors(GemmaFamily.factors(sizes))
                .scale(1 / Math.sqrt(config.size("query_pre_attn_scalar", 256)))
                .windows(SlidingWindows.byType(
                        config, sizes.layers(), SlidingWindows.size(config, DEFAULT_WINDOW), layer -> layer % 2 == 0))
                .scoreCap(SoftCaps.read(config, SoftCaps.SCORES, 50))
                .logits(new Logits(1, SoftCaps.read(config, SoftCaps.LOGITS, 30)))
                .build();
    }
}
