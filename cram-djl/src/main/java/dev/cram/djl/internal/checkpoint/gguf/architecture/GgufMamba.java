package dev.cram.djl.internal.checkpoint.gguf.architecture;

import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.tensor.ElementOrder;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Mamba, of whose decay Hugging Face keeps the logarithm and GGUF what it is, and whose convolution has an axis less there. */
final class GgufMamba implements GgufArchitecture {

    private static final Map<String, String> LAYER_PARTS = Map.of(
            "attn_norm", "norm",
            "ssm_in", "mixer.in_proj",
            "ssm_conv1d", "mixer.conv1d",
            "ssm_x", "mixer.x_proj",
            "ssm_dt", "mixer.dt_proj",
            "ssm_a", "mixer.A_log",
            "ssm_d", "mixer.D",
            "ssm_out", "mixer.out_proj");

    @Override
    public JsonObject config(GgufKeys keys, Gguf gguf) {
        if (keys.flag("ssm.dt_b_c_rms", false)) {
            throw gguf.metadata()
                    .error("has norms within its layers (ssm.dt_b_c_rms), which are not supported for Mamba");
        }
        List.of(
                        "context_length",
                        "feed_forward_length",
                        "attention.head_count",
                        "attention.head_count_kv",
                        "vocab_size")
                .forEach(keys::ignore);
        JsonObject json = new JsonObject();
        json.addProperty("model_type", "mamba");
        json.addProperty("hidden_act", "silu");
        json.addProperty("vocab_size", gguf.extent("token_embd.weight", 0));
        json.addProperty("hidden_size", keys.size("embedding_length"));
        json.addProperty("num_hidden_layers", keys.size("block_count"));
        json.addProperty("intermediate_size", keys.size("ssm.inner_size"));
        json.addProperty("state_size", keys.size("ssm.state_size"));
        json.addProperty("conv_kernel", keys.size("ssm.conv_kernel"));
        json.addProperty("time_step_rank", keys.size("ssm.time_step_rank"));
        json.addProperty("layer_norm_epsilon", keys.number("attention.layer_norm_rms_epsilon", 0));
        json.addProperty("use_conv_bias", gguf.has("blk.0.ssm_conv1d.bias"));
        json.addProperty("use_bias", gguf.has("blk.0.ssm_in.bias"));
        json.addProperty("tie_word_embeddings", !gguf.has("output.weight"));
        return json;
    }

    @Override
    public Map<String, String> parts() {
        return Map.of("token_embd", "backbone.embeddings", "output_norm", "backbone.norm_f", "output", "lm_head");
    }

    @Override
    public String layers() {
        return "backbone.layers.";
    }

    @Override
    public Map<String, String> layerParts() {
        return LAYER_PARTS;
    }

    @Override
    public Tensor translate(String part, String name, Tensor tensor, GgufKeys keys) {
        List<Long> shape = tensor.shape();
        if (part.equals("ssm_conv1d") && shape.size() == 2) {
            return tensor.as(name, List.of(shape.get(0), 1L, shape.get(1)), ElementOrder.AS_STORED);
        }
        ElementOrder order =
                part.equals("ssm_a") ? ElementOrder.changed(a -> StrictMath.log(-a)) : ElementOrder.AS_STORED;
        return tensor.as(name, shape, order);
    }
}
