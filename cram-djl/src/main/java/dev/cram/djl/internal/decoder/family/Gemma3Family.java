package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Activation;
import dev.cram.djl.internal.decoder.network.Attention.Layer;
import dev.cram.djl.internal.decoder.network.Attention.Model;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.network.Logits;
import dev.cram.djl.internal.decoder.rotary.RotaryAngles;
import dev.cram.djl.internal.decoder.weight.Weight;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;

/**
 * Gemma 3, and the text part of its models for text and images: scaled embeddings, norms before and behind attention
 * and MLP and of each query and key, whose weights are kept less 1; most layers attend to a sliding window and turn
 * queries and keys by larger angles than the others.
 */
final class Gemma3Family implements Family {

    /** What transformers takes for absent entries, which files of models for text and images leave out. */
    private static final Dimensions ABSENT = new Dimensions(26, 2304, 8, 4, 256, 9216, 262_208, 131_072);

    private static final int DEFAULT_WINDOW = 4096;
    private static final int DEFAULT_PATTERN = 6;
    private static final double GLOBAL_THETA = 1_000_000;
    private static final double LOCAL_THETA = 10_000;

    @Override
    public List<String> modelTypes() {
        return List.of("gemma3_text", "gemma3");
    }

    @Override
    public boolean readsTextConfig() {
        return true;
    }

    @Override
    public List<String> honors() {
        return List.of(SoftCaps.LOGITS);
    }

    @Override
    public DecoderSpec read(Config config) {
        Config text = config.section("text_config").orElse(config);
        // transformers passes over a soft cap in models for text and images.
        UnsupportedFeatures.check(text, config.isSection("text_config") ? List.of() : honors());
        if (config.isSection("text_config") && text.has("text_config")) {
            throw text.error("has a text_config within its text_config: fetch the file again");
        }
        GemmaFamily.refuseBidirectional(text);
        Dimensions sizes = Dimensions.of(text, ABSENT);
        int pattern = pattern(text);
        SlidingWindows windows = SlidingWindows.byType(
                text, sizes.layers(), SlidingWindows.size(text, DEFAULT_WINDOW), layer -> (layer + 1) % pattern != 0);
        RotaryKinds kinds = new RotaryKinds(text, sizes, "Gemma 3");
        RotaryAngles full = kinds.full(text.number("rope_theta", GLOBAL_THETA));
        RotaryAngles sliding = kinds.sliding(text.number("rope_local_base_freq", LOCAL_THETA));
        return new AttentionBuilder(
                        sizes,
                        weights(config, text, sizes),
                        GemmaFamily.norm(text),
                        Activation.read(text, "hidden_activation", "gelu_pytorch_tanh"))
                .factors(GemmaFamily.factors(sizes))
                .scale(1 / Math.sqrt(text.size("query_pre_attn_scalar", 256)))
                .windows(windows)
                .rotary(List.of(full, sliding), windows.windowed())
                .logits(new Logits(1, SoftCaps.read(text, SoftCaps.LOGITS, 0)))
                .build();
    }

    /** One layer of so many attends to all positions, unless the configuration says each layer's kind. */
    private static int pattern(Config text) {
        int pattern = text.size("sliding_window_pattern", DEFAULT_PATTERN);
        boolean silent = !text.has("layer_types") && !text.has("sliding_window_pattern");
        if (silent && text.size("_sliding_window_pattern", pattern) != pattern) {
            throw text.error(
                    "has _sliding_window_pattern, which transformers passes over: write sliding_window_pattern");
        }
        return pattern;
    }

    private static WeightTable weights(Config config, Config text, Dimensions sizes) {
        int width = sizes.width();
        WeightTable weights = AttentionBuilder.weights(
                sizes.layers(), "model.", "language_model.model.", "model.language_model.", "language_model.", "");
        LlamaNames.putMatrices(weights, sizes, LlamaNames.Biases.ofAttention(text));
        Weight head = Weight.of(List.of("lm_head.weight", "language_model.lm_head.weight"), sizes.vocabulary(), width);
        boolean tied = config.flag("tie_word_embeddings", text.flag("tie_word_embeddings", true));
        weights.model().head(Model.HEAD, Model.EMBEDDING, head, tied);
        LlamaNames.putFourNorms(weights, width);
        weights.eachLayer(LlamaNames.LAYERS, layer -> {
            layer.norm(Layer.QUERY_NORM, "self_attn.q_norm", sizes.headDim());
            layer.norm(Layer.KEY_NORM, "self_attn.k_norm", sizes.headDim());
        });
        return weights;
    }
}
