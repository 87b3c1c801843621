package dev.cram.djl.internal.decoder.family;

import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.Config;
import java.util.List;
import java.util.Set;

/**
 * The configuration of Mamba and Mamba 2 as their authors publish it, beside weights of the same tensors: no {@code model_type}, other names,
 * and the state space's sizes in {@code ssm_cfg}.
 */
final class OriginalMamba {

    private static final String SIZES = "ssm_cfg";
    private static final String CHANNELS = "Mamba1";
    private static final String HEADS = "Mamba2";

    /** Entries of {@code ssm_cfg} that say how weights are drawn at first, or how the same is computed. */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("layer", "dt_min", "dt_max", "dt_init", "dt_scale", "dt_init_floor", "use_fast_path", "chunk_size");

    private static final Set<String> READ = Set.of("d_state", "d_conv", "expand", "conv_bias", "bias");
    private static final String RANK = "dt_rank";
    private static final List<String> OF_CHANNELS = List.of(RANK);
    private static final List<String> OF_HEADS = List.of("headdim", "ngroups");

    private OriginalMamba() {}

    /** Whether a configuration has this form. */
    static boolean is(Config config) {
        return !config.has("model_type")
                && config.has("d_model")
                && config.has("n_layer")
                && (config.has(SIZES) || config.has("fused_add_norm") || config.has("residual_in_fp32"));
    }

    /** The {@code model_type} that it would have. */
    static String type(Config config) {
        return layer(config).equals(HEADS) ? Mamba2Family.TYPE : MambaFamily.TYPE;
    }

    private static String layer(Config config) {
        return config.sectionOrEmpty(SIZES).text("layer", CHANNELS);
    }

    /** The same in the form of transformers. */
    static Config translate(Config config) {
        if (!config.flag("rms_norm", true)) {
            throw config.error(
                    "says that rms_norm is false, which is not supported: choose a Mamba model whose norms are "
                            + "root mean square norms");
        }
        if (config.count("d_intermediate", 0) > 0) {
            throw config.error("has MLPs (d_intermediate), which are not supported: choose a plain Mamba model");
        }
        if (!config.integers("attn_layer_idx").isEmpty()) {
            throw config.error(
                    "has layers with attention (attn_layer_idx), which are not supported: choose a plain Mamba "
                            + "model");
        }
        Config sizes = config.sectionOrEmpty(SIZES);
        String layer = layer(config);
        boolean heads = layer.equals(HEADS);
        if (!heads && !layer.equals(CHANNELS)) {
            throw sizes.error("has layers of the kind '" + layer
                    + "', which is not supported: choose a model of the kind " + CHANNELS + " or " + HEADS);
        }
        for (String key : sizes.keys()) {
            if (!READ.contains(key)
                    && !WITHOUT_EFFECT.contains(key)
                    && !(heads ? OF_HEADS : OF_CHANNELS).contains(key)) {
                throw sizes.error("has " + key + ", which is not supported: choose a plain Mamba model");
            }
        }
        JsonObject json = new JsonObject();
        json.addProperty("model_type", type(config));
        json.addProperty("hidden_size", config.size("d_model"));
        json.addProperty("num_hidden_layers", config.size("n_layer"));
        json.addProperty("vocab_size", vocabulary(config));
        json.addProperty("state_size", sizes.size("d_state", heads ? Mamba2Family.STATES : MambaFamily.STATES));
        json.addProperty("conv_kernel", sizes.size("d_conv", MambaFamily.KERNEL));
        json.addProperty("expand", sizes.size("expand", MambaFamily.EXPAND));
        json.addProperty("use_conv_bias", sizes.flag("conv_bias", true));
        json.addProperty("use_bias", sizes.flag("bias", false));
        json.addProperty("tie_word_embeddings", config.flag("tie_embeddings", true));
        if (heads) {
            putHeads(json, config.size("d_model"), sizes);
        } else if (!sizes.text(RANK, MambaFamily.AUTO).equals(MambaFamily.AUTO)) {
            json.addProperty("time_step_rank", sizes.size(RANK));
        }
        return config.as(json.toString());
    }

    private static void putHeads(JsonObject json, int width, Config sizes) {
        if (sizes.size("ngroups", 1) > 1) {
            throw sizes.error(
                    "has several groups of heads (ngroups), each of which the authors' layers norm on its own, "
                            + "which is not supported: choose a model with one");
        }
        int headDim = sizes.size("headdim", Mamba2Family.HEAD_DIM);
        json.addProperty("head_dim", headDim);
        json.addProperty("num_heads", sizes.size("expand", MambaFamily.EXPAND) * width / headDim);
        json.addProperty("n_groups", 1);
    }

    /** Tokens with those that fill the embedding up to a multiple. */
    private static int vocabulary(Config config) {
        int multiple = config.size("pad_vocab_size_multiple", 8);
        return (config.size("vocab_size") + multiple - 1) / multiple * multiple;
    }
}
