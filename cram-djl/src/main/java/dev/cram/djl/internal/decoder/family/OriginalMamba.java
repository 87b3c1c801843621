package dev.cram.djl.internal.decoder.family;

import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.Config;
import java.util.Set;

/**
 * Mamba's configuration as its authors publish it, beside weights of the same tensors: no {@code model_type}, other names,
 * and the state space's sizes in {@code ssm_cfg}.
 */
final class OriginalMamba {

    private static final String SIZES = "ssm_cfg";
    private static final String SUPPORTED_LAYER = "Mamba1";

    /** Entries of {@code ssm_cfg} that say how weights are drawn at first, or how the same is computed. */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("layer", "dt_min", "dt_max", "dt_init", "dt_scale", "dt_init_floor", "use_fast_path");

    private static final Set<String> READ = Set.of("d_state", "d_conv", "expand", "dt_rank", "conv_bias", "bias");

    private OriginalMamba() {}

    /** Whether a configuration has this form. */
    static boolean is(Config config) {
        return !config.has("model_type")
                && config.has("d_model")
                && config.has("n_layer")
                && (config.has(SIZES) || config.has("fused_add_norm") || config.has("residual_in_fp32"));
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
        String layer = sizes.text("layer", SUPPORTED_LAYER);
        if (!layer.equals(SUPPORTED_LAYER)) {
            throw sizes.error("has layers of the kind '" + layer
                    + "', which is not supported: choose a model of the kind " + SUPPORTED_LAYER);
        }
        for (String key : sizes.keys()) {
            if (!READ.contains(key) && !WITHOUT_EFFECT.contains(key)) {
                throw sizes.error("has " + key + ", which is not supported: choose a plain Mamba model");
            }
        }
        JsonObject json = new JsonObject();
        json.addProperty("model_type", MambaFamily.TYPE);
        json.addProperty("hidden_size", config.size("d_model"));
        json.addProperty("num_hidden_layers", config.size("n_layer"));
        json.addProperty("vocab_size", vocabulary(config));
        json.addProperty("state_size", sizes.size("d_state", MambaFamily.STATES));
        json.addProperty("conv_kernel", sizes.size("d_conv", MambaFamily.KERNEL));
        json.addProperty("expand", sizes.size("expand", MambaFamily.EXPAND));
        json.addProperty("use_conv_bias", sizes.flag("conv_bias", true));
        json.addProperty("use_bias", sizes.flag("bias", false));
        json.addProperty("tie_word_embeddings", config.flag("tie_embeddings", true));
        if (!sizes.text("dt_rank", MambaFamily.AUTO).equals(MambaFamily.AUTO)) {
            json.addProperty("time_step_rank", sizes.size("dt_rank"));
        }
        return config.as(json.toString());
    }

    /** Tokens with those that fill the embedding up to a multiple. */
    private static int vocabulary(Config config) {
        int multiple = config.size("pad_vocab_size_multiple", 8);
        return (config.size("vocab_size") + multiple - 1) / multiple * multiple;
    }
}
