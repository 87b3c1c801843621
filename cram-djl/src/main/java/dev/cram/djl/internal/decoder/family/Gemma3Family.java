package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Activation;
import dev.cram.djl.internal.decoder.network.Attention;
import dev.cram.djl.internal.decoder.network.Attention.Layer;
import dev.cram.djl.internal.decoder.network.Attention.Model;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.rotary.RotaryFrequencies;
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
    public DecoderSpec read(Config config) {
        Config text = config.section("text_config").orElse(config);
        UnsupportedFeatures.check(text);
        if (config.isSection("text_config") && text.has("text_config")) {
            throw text.error("has a text_config within its text_config: fetch the file again");
        }
        if (text.flag("use_bidirectional_attention", false)) {
            throw text.error("has use_bidirectional_attention, which is not supported: choose a causal model");
        }
        Dimensions sizes = Dimensions.of(text, ABSENT);
        int pattern = pattern(text);
        SlidingWindows windows = SlidingWindows.byType(
                text, sizes.layers(), SlidingWindows.size(text, DEFAULT_WINDOW), layer -> (layer + 1) % pattern != 0);
        double eps = text.number("rms_norm_eps", 1e-6);
        return new AttentionBuilder(
                        sizes,
                        weights(config, text, sizes),
                        new Attention.Norm(eps, false, 1, false),
                        Activation.read(text, "hidden_activation", "gelu_pytorch_tanh"))
                .embeddingScale(Math.sqrt(sizes.width()))
                .scale(1 / Math.sqrt(text.size("query_pre_attn_scalar", 256)))
                .windows(windows)
                .rotary(List.of(global(text, sizes), local(text, sizes)), windows.windowed())
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
        weights.model().norm(Model.NORM, "norm", width);
        weights.eachLayer(LlamaNames.LAYERS, layer -> {
            layer.norm(Layer.NORM, "input_layernorm", width);
            layer.norm(Layer.QUERY_NORM, "self_attn.q_norm", sizes.headDim());
            layer.norm(Layer.KEY_NORM, "self_attn.k_norm", sizes.headDim());
            layer.norm(Layer.NORM_BEHIND, "post_attention_layernorm", width);
            layer.norm(Layer.MLP_NORM, "pre_feedforward_layernorm", width);
            layer.norm(Layer.MLP_NORM_BEHIND, "post_feedforward_layernorm", width);
        });
        return weights;
    }

    /** Entries of {@code rope_scaling}, which all are about these layers, win over those of the same names. */
    private static float[] global(Config text, Dimensions sizes) {
        Config scaling = text.sectionOrEmpty("rope_scaling");
        if (scaling.has("type") && !scaling.has("rope_type")) {
            throw scaling.error("names its kind 'type', which transformers passes over for Gemma 3: write rope_type");
        }
        Config entries = kind(text, "full_attention").with(scaling);
        double theta = text.number("rope_theta", GLOBAL_THETA);
        return RotaryFrequencies.ofKind(text, entries, theta, sizes.headDim(), sizes.positions());
    }

    private static float[] local(Config text, Dimensions sizes) {
        double theta = text.number("rope_local_base_freq", LOCAL_THETA);
        Config entries = kind(text, "sliding_attention");
        return RotaryFrequencies.ofKind(text, entries, theta, sizes.headDim(), sizes.positions());
    }

    private static Config kind(Config text, String kind) {
        Config kinds = text.sectionOrEmpty("rope_parameters");
        for (String key : kinds.keys()) {
            if (kinds.has(key) && !kinds.isSection(key)) {
                throw text.error("has rope_parameters that are not by kind of layer (" + key
                        + "), which are not supported for Gemma 3");
            }
        }
        return kinds.sectionOrEmpty(kind);
    }
}
