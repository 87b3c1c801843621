package dev.cram.djl.internal.checkpoint.gguf.architecture;

import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.util.Map;

/**
 * BLOOM and Falcon, whose tensors have the same names. Falcon's files are of models with rotary positions and without biases,
 * whose attention and MLP stand side by side: llama.cpp opens no others.
 */
final class GgufBloom implements GgufArchitecture {

    private static final Map<String, String> MODEL = Map.of(
            "token_embd", "transformer.word_embeddings",
            "output_norm", "transformer.ln_f",
            "output", "lm_head");

    private static final Map<String, String> BLOOM_MODEL =
            LlamaParts.join(MODEL, Map.of("token_embd_norm", "transformer.word_embeddings_layernorm"));

    private static final Map<String, String> MATRICES = Map.of(
            "attn_qkv", "self_attention.query_key_value",
            "attn_output", "self_attention.dense",
            "ffn_up", "mlp.dense_h_to_4h",
            "ffn_down", "mlp.dense_4h_to_h");

    private final boolean falcon;
    private final Map<String, String> layerParts;

    private GgufBloom(boolean falcon, Map<String, String> norms) {
        this.falcon = falcon;
        this.layerParts = LlamaParts.join(MATRICES, norms);
    }

    static GgufBloom bloom() {
        return new GgufBloom(false, LlamaParts.NORMS);
    }

    static GgufBloom falcon() {
        return new GgufBloom(true, Map.of("attn_norm", "input_layernorm"));
    }

    /** Falcon with a norm of its own before the MLP, which is the one that is always there. */
    static GgufBloom falconWithTwoNorms() {
        return new GgufBloom(true, Map.of("attn_norm", "ln_mlp", "attn_norm_2", "ln_attn"));
    }

    @Override
    public JsonObject config(GgufKeys keys, Gguf gguf) {
        int heads = keys.size("attention.head_count");
        JsonObject json = new JsonObject();
        json.addProperty("model_type", falcon ? "falcon" : "bloom");
        json.addProperty("vocab_size", gguf.extent("token_embd.weight", 0));
        json.addProperty("hidden_size", keys.size("embedding_length"));
        json.addProperty(falcon ? "num_hidden_layers" : "n_layer", keys.size("block_count"));
        json.addProperty(falcon ? "num_attention_heads" : "n_head", heads);
        json.addProperty("layer_norm_epsilon", keys.number("attention.layer_norm_epsilon", 0));
        json.addProperty("tie_word_embeddings", !gguf.has("output.weight"));
        if (falcon) {
            putFalcon(json, keys, gguf, keys.size("attention.head_count_kv", heads));
        } else {
            keys.ignore("context_length"); // the width, for want of a limit
            keys.expect("attention.head_count_kv", heads);
            keys.expect("feed_forward_length", 4L * keys.size("embedding_length"));
        }
        return json;
    }

    private void putFalcon(JsonObject json, GgufKeys keys, Gguf gguf, int groups) {
        boolean twoNorms = layerParts.containsKey("attn_norm_2");
        boolean grouped = groups > 1 || twoNorms;
        json.addProperty("activation", "gelu");
        json.addProperty("alibi", false);
        json.addProperty("bias", gguf.has("blk.0.attn_qkv.bias"));
        json.addProperty("parallel_attn", true);
        json.addProperty("new_decoder_architecture", grouped);
        json.addProperty("multi_query", true);
        json.addProperty("num_kv_heads", groups);
        if (grouped) {
            json.addProperty("num_ln_in_parallel_attn", twoNorms ? 2 : 1);
        }
        json.addProperty("ffn_hidden_size", keys.size("feed_forward_length"));
        json.addProperty("max_position_embeddings", keys.size("context_length"));
        json.add("rope_parameters", GgufRope.parameters(keys, gguf, LlamaParts.headDim(keys)));
    }

    @Override
    public Map<String, String> parts() {
        return falcon ? MODEL : BLOOM_MODEL;
    }

    @Override
    public String layers() {
        return "transformer.h.";
    }

    @Override
    public Map<String, String> layerParts() {
        return layerParts;
    }

    @Override
    public Tensor translate(String part, String name, Tensor tensor, GgufKeys keys) {
        return part.equals("attn_qkv")
                ? GgufNeox.byGroup(name, tensor, keys)
                : GgufArchitecture.super.translate(part, name, tensor, keys);
    }
}
