package dev.cram.djl.internal.checkpoint.gguf.architecture;

import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.tensor.ElementOrder;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.util.Map;

/**
 * Llama and Qwen 2, which differ in that files of the former hold the two halves of each query and key head interleaved:
 * row {@code 2 * j + t} of a head is row {@code t * half + j} here.
 */
final class GgufLlama implements GgufArchitecture {

    private static final String LLAMA = "llama";

    private final String architecture;

    GgufLlama(String architecture) {
        this.architecture = architecture;
    }

    @Override
    public JsonObject config(GgufKeys keys, Gguf gguf) {
        int width = keys.size("embedding_length");
        int heads = keys.size("attention.head_count");
        int headDim = keys.headDim();
        keys.expect("attention.value_length", headDim);
        keys.expect("rope.dimension_count", headDim);
        keys.expect("expert_count", 0);
        keys.expect("expert_used_count", 0);
        keys.ignore("vocab_size");
        keys.ignore("tensor_data_layout");
        JsonObject json = new JsonObject();
        json.addProperty("model_type", architecture);
        json.addProperty("hidden_act", "silu");
        json.addProperty("vocab_size", gguf.extent("token_embd.weight", 0));
        json.addProperty("hidden_size", width);
        json.addProperty("intermediate_size", keys.size("feed_forward_length"));
        json.addProperty("num_hidden_layers", keys.size("block_count"));
        json.addProperty("num_attention_heads", heads);
        json.addProperty("num_key_value_heads", keys.size("attention.head_count_kv", heads));
        json.addProperty("max_position_embeddings", keys.size("context_length"));
        json.addProperty("rms_norm_eps", keys.number("attention.layer_norm_rms_epsilon", 0));
        json.addProperty("tie_word_embeddings", !gguf.has("output.weight"));
        if (architecture.equals(LLAMA) || headDim * heads != width) {
            json.addProperty("head_dim", headDim);
        }
        if (architecture.equals(LLAMA)) {
            json.addProperty("attention_bias", gguf.has("blk.0.attn_q.bias"));
            json.addProperty("mlp_bias", gguf.has("blk.0.ffn_up.bias"));
        }
        json.add("rope_parameters", GgufRope.parameters(keys, gguf, headDim));
        return json;
    }

    @Override
    public Map<String, String> parts() {
        return Map.of("token_embd", "model.embed_tokens", "output_norm", "model.norm", "output", "lm_head");
    }

    @Override
    public String layers() {
        return "model.layers.";
    }

    @Override
    public Map<String, String> layerParts() {
        return Map.of(
                "attn_norm", "input_layernorm",
                "attn_q", "self_attn.q_proj",
                "attn_k", "self_attn.k_proj",
                "attn_v", "self_attn.v_proj",
                "attn_output", "self_attn.o_proj",
                "ffn_norm", "post_attention_layernorm",
                "ffn_gate", "mlp.gate_proj",
                "ffn_up", "mlp.up_proj",
                "ffn_down", "mlp.down_proj");
    }

    @Override
    public Tensor translate(String part, String name, Tensor tensor, GgufKeys keys) {
        boolean isInterleaved = architecture.equals(LLAMA) && (part.equals("attn_q") || part.equals("attn_k"));
        int headDim = keys.headDim();
        if (!isInterleaved || tensor.shape().get(0) % headDim != 0) {
            return tensor.as(name, tensor.shape(), ElementOrder.AS_STORED);
        }
        int half = headDim / 2;
        long length = tensor.size() / tensor.shape().get(0);
        return tensor.as(
                name,
                tensor.shape(),
                ElementOrder.rows(
                        length, row -> row - row % headDim + row % headDim % half * 2 + row % headDim / half));
    }
}
