package dev.cram.djl.internal.checkpoint.gguf.architecture;

import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import java.util.Map;

/** Llama with layer norms: StarCoder 2, whose MLP is plain, and StableLM, whose heads turn in part. */
final class GgufLayerNorms implements GgufArchitecture {

    private static final String STABLELM = "stablelm";

    private static final Map<String, String> SHARED_PARTS = LlamaParts.layers(LlamaParts.NORMS);

    private static final Map<String, String> PLAIN_MLP =
            LlamaParts.join(SHARED_PARTS, Map.of("ffn_up", "mlp.c_fc", "ffn_down", "mlp.c_proj"));

    /** With the norms of each head, stacked. */
    private static final Map<String, String> HEAD_NORMS = LlamaParts.join(
            SHARED_PARTS, Map.of("attn_q_norm", "self_attn.q_layernorm", "attn_k_norm", "self_attn.k_layernorm"));

    private final String architecture;

    GgufLayerNorms(String architecture) {
        this.architecture = architecture;
    }

    @Override
    public JsonObject config(GgufKeys keys, Gguf gguf) {
        JsonObject json = new JsonObject();
        json.addProperty("model_type", architecture);
        boolean biases = LlamaParts.hasBias(gguf);
        double eps = keys.number("attention.layer_norm_epsilon", 0);
        if (architecture.equals(STABLELM)) {
            keys.ignore("use_parallel_residual"); // tensors tell it, also to llama.cpp
            json.addProperty("hidden_act", "silu");
            json.addProperty("layer_norm_eps", eps);
            json.addProperty("use_qkv_bias", biases);
            json.addProperty("qk_layernorm", gguf.has("blk.0.attn_q_norm.weight"));
            json.addProperty("use_parallel_residual", !gguf.has("blk.0.ffn_norm.weight"));
            json.add("rope_parameters", GgufRope.partial(keys, gguf));
        } else {
            json.addProperty("hidden_act", "gelu_pytorch_tanh");
            json.addProperty("norm_epsilon", eps);
            json.addProperty("use_bias", biases);
            json.add("rope_parameters", GgufRope.parameters(keys, gguf, LlamaParts.headDim(keys)));
        }
        LlamaParts.putSizes(json, keys, gguf);
        json.addProperty("tie_word_embeddings", !gguf.has("output.weight"));
        return json;
    }

    @Override
    public Map<String, String> layerParts() {
        return architecture.equals(STABLELM) ? HEAD_NORMS : PLAIN_MLP;
    }
}
