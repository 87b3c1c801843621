package dev.cram.djl.decoder;

import dev.cram.djl.checkpoint.Config;
import dev.cram.djl.decoder.Attention.Layer;
import dev.cram.djl.decoder.Attention.Model;
import java.util.List;

/**
 * Gemma 3, and the text part of its models for text and images: scaled embeddings, norms before and behind attention
 * and MLP and of each query and key, whose weights are kept less 1; most layers attend to a sliding window and turn
 * queries and keys by larger angles than the others.
 */
final class Gemma3Family implements Family {

    private static final int DEFAULT_PATTERN = 6;
    private static final double GLOBAL_THETA = 1_000_000;
    private static final double LOCAL_THETA = 10_000;

    @Override
    public List<String> modelTypes() {
        return List.of("gemma3_text", "gemma3");
    }

    @Override
    public DecoderSpec read(Config config) {
        Config text = config.section("text_config").orElse(config);
        Refusals.check(text);
        if (text.flag("use_bidirectional_attention", false)) {
            throw text.error("has use_bidirectional_attention, which is not supported: choose a causal model");
        }
        Dimensions sizes = sizes(text);
        int pattern = text.size("sliding_window_pattern", text.size("_sliding_window_pattern", DEFAULT_PATTERN));
        Windows windows = Windows.byType(
                text, sizes.layers(), text.size("sliding_window", 4096), layer -> (layer + 1) % pattern != 0);
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

    /** The files of models for text and images leave out what is as in the first of them. */
    private static Dimensions sizes(Config text) {
        return new Dimensions(
                        text.size("num_hidden_layers", 26),
                        text.size("hidden_size", 2304),
                        text.size("num_attention_heads", 8),
                        text.size("num_key_value_heads", 4),
                        text.size("head_dim", 256),
                        text.size("intermediate_size", 9216),
                        text.size("vocab_size", 262_208),
                        text.size("max_position_embeddings", 131_072))
                .check(text);
    }

    private static WeightTable weights(Config config, Config text, Dimensions sizes) {
        int width = sizes.width();
        WeightTable weights = AttentionBuilder.weights(
                sizes.layers(), "model.", "language_model.model.", "model.language_model.", "");
        LlamaNames.putMatrices(weights, text, sizes);
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
