package dev.cram.djl.internal.checkpoint.gguf.architecture;

import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.tensor.ElementOrder;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.util.Map;

/**
 * GPT-NeoX, whose rows of queries, keys and values Hugging Face keeps head by head, while GGUF has all queries, all
 * keys, then all values.
 */
final class GgufNeox implements GgufArchitecture {

    @Override
    public JsonObject config(GgufKeys keys, Gguf gguf) {
        int width = keys.size("embedding_length");
        int heads = keys.size("attention.head_count");
        int headDim = keys.headDim();
        if (headDim * (long) heads != width) {
            throw gguf.metadata().error("has " + heads + " heads that do not share a width of " + width);
        }
        keys.expect("attention.head_count_kv", heads);
        keys.ignore("tensor_data_layout");
        JsonObject json = new JsonObject();
        json.addProperty("model_type", "gpt_neox");
        json.addProperty("hidden_act", "gelu");
        json.addProperty("attention_bias", true);
        json.addProperty("vocab_size", gguf.extent("token_embd.weight", 0));
        json.addProperty("hidden_size", width);
        json.addProperty("intermediate_size", keys.size("feed_forward_length"));
        json.addProperty("num_hidden_layers", keys.size("block_count"));
        json.addProperty("num_attention_heads", heads);
        json.addProperty("max_position_embeddings", keys.size("context_length"));
        json.addProperty("layer_norm_eps", keys.number("attention.layer_norm_epsilon", 0));
        json.addProperty("use_parallel_residual", keys.flag("use_parallel_residual", true));
        json.addProperty("tie_word_embeddings", !gguf.has("output.weight"));
        json.add("rope_parameters", GgufRope.partial(keys, gguf));
        return json;
    }

    @Override
    public Map<String, String> parts() {
        return Map.of(
                "token_embd", "gpt_neox.embed_in",
                "output_norm", "gpt_neox.final_layer_norm",
                "output", "embed_out");
    }

    @Override
    public String layers() {
        return "gpt_neox.layers.";
    }

    @Override
    public Map<String, String> layerParts() {
        return Map.of(
                "attn_norm", "input_layernorm",
                "attn_qkv", "attention.query_key_value",
                "attn_output", "attention.dense",
                "ffn_norm", "post_attention_layernorm",
                "ffn_up", "mlp.dense_h_to_4h",
                "ffn_down", "mlp.dense_4h_to_h");
    }

    @Override
    public Tensor translate(String part, String name, Tensor tensor, GgufKeys keys) {
        return part.equals("attn_qkv")
                ? byGroup(name, tensor, keys)
                : GgufArchitecture.super.translate(part, name, tensor, keys);
    }

    /**
     * Rows that Hugging Face keeps as the queries, the key and the value of each group of heads, while GGUF has all queries,
     * all keys, then all values.
     */
    static Tensor byGroup(String name, Tensor tensor, GgufKeys keys) {
        long headDim = keys.headDim();
        long heads = keys.size("attention.head_count");
        long groups = keys.size("attention.head_count_kv", (int) heads);
        long rows = tensor.shape().get(0);
        if (heads % groups != 0 || rows != (heads + 2 * groups) * headDim) {
            return tensor.as(name, tensor.shape(), ElementOrder.AS_STORED);
        }
        long shared = heads / groups;
        ElementOrder order = ElementOrder.rows(tensor.size() / rows, row -> {
            long group = row / headDim / (shared + 2);
            long slot = row / headDim % (shared + 2);
            long head = slot < shared ? group * shared + slot : heads + (slot - shared) * groups + group;
            return head * headDim + row % headDim;
        });
        return tensor.as(name, tensor.shape(), order);
    }
}
