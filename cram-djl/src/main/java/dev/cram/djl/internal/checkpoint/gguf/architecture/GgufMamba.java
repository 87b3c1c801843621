package dev.cram.djl.internal.checkpoint.gguf.architecture;

import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.tensor.ElementOrder;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Mamba, Falcon Mamba and Mamba 2, of whose decay Hugging Face keeps the logarithm and GGUF what it is, and whose convolution
 * has an axis less there. What the norms within layers of Falcon Mamba add is in no file: it is as in the published models.
 */
final class GgufMamba implements GgufArchitecture {

    private static final Map<String, String> BOTH = Map.of(
            "attn_norm", "norm",
            "ssm_in", "mixer.in_proj",
            "ssm_conv1d", "mixer.conv1d",
            "ssm_a", "mixer.A_log",
            "ssm_d", "mixer.D",
            "ssm_out", "mixer.out_proj");

    private static final Map<String, String> OF_CHANNELS =
            LlamaParts.join(BOTH, Map.of("ssm_x", "mixer.x_proj", "ssm_dt", "mixer.dt_proj"));

    private static final Map<String, String> OF_HEADS =
            LlamaParts.join(BOTH, Map.of("ssm_dt", "mixer.dt", "ssm_norm", "mixer.norm"));

    /** What has an axis more there, in Mamba 2. */
    private static final Set<String> FLAT = Set.of("ssm_a", "ssm_d", "ssm_norm");

    private final boolean heads;

    /**
     * An architecture.
     *
     * @param heads whether channels belong to heads, as in Mamba 2
     */
    GgufMamba(boolean heads) {
        this.heads = heads;
    }

    @Override
    public JsonObject config(GgufKeys keys, Gguf gguf) {
        List.of(
                        "context_length",
                        "feed_forward_length",
                        "attention.head_count",
                        "attention.head_count_kv",
                        "vocab_size")
                .forEach(keys::ignore);
        JsonObject json = new JsonObject();
        boolean normed = !heads && keys.flag("ssm.dt_b_c_rms", false);
        json.addProperty("model_type", heads ? "mamba2" : normed ? "falcon_mamba" : "mamba");
        json.addProperty("hidden_act", "silu");
        json.addProperty("vocab_size", gguf.extent("token_embd.weight", 0));
        json.addProperty("hidden_size", keys.size("embedding_length"));
        json.addProperty("num_hidden_layers", keys.size("block_count"));
        if (heads) {
            putHeads(json, keys);
        } else {
            json.addProperty("intermediate_size", keys.size("ssm.inner_size"));
        }
        json.addProperty("state_size", keys.size("ssm.state_size"));
        json.addProperty("conv_kernel", keys.size("ssm.conv_kernel"));
        if (!heads) {
            json.addProperty("time_step_rank", keys.size("ssm.time_step_rank"));
        }
        json.addProperty("layer_norm_epsilon", keys.number("attention.layer_norm_rms_epsilon", 0));
        json.addProperty("use_conv_bias", gguf.has("blk.0.ssm_conv1d.bias"));
        json.addProperty("use_bias", gguf.has("blk.0.ssm_in.bias"));
        json.addProperty("tie_word_embeddings", !gguf.has("output.weight"));
        return json;
    }

    /** Of files of Mamba 2 the rank of the time step is the number of heads. */
    private static void putHeads(JsonObject json, GgufKeys keys) {
        int inner = keys.size("ssm.inner_size");
        int heads = keys.size("ssm.time_step_rank");
        json.addProperty("num_heads", heads);
        json.addProperty("head_dim", inner / heads);
        json.addProperty("n_groups", keys.size("ssm.group_count"));
        json.addProperty("expand", (double) inner / keys.size("embedding_length"));
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
        return heads ? OF_HEADS : OF_CHANNELS;
    }

    @Override
    public Tensor translate(String part, String name, Tensor tensor, GgufKeys keys) {
        List<Long> shape = tensor.shape();
        if (part.equals("ssm_conv1d") && shape.size() == 2) {
            return tensor.as(name, List.of(shape.get(0), 1L, shape.get(1)), ElementOrder.AS_STORED);
        }
        ElementOrder order =
                part.equals("ssm_a") ? ElementOrder.changed(a -> StrictMath.log(-a)) : ElementOrder.AS_STORED;
        if (heads && FLAT.contains(part)) {
            return tensor.as(name, List.of(tensor.size()), order);
        }
        return tensor.as(heads && part.equals("ssm_dt") ? name.replace(".bias", "_bias") : name, shape, order);
    }
}
