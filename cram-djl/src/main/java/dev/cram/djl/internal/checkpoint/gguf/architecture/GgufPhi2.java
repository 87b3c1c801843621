package dev.cram.djl.internal.checkpoint.gguf.architecture;

import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import java.util.Map;

/** Phi 1 to 2. */
final class GgufPhi2 implements GgufArchitecture {

    private static final Map<String, String> LAYER_PARTS = Map.of(
            "attn_norm", "input_layernorm",
            "attn_q", "self_attn.q_proj",
            "attn_k", "self_attn.k_proj",
            "attn_v", "self_attn.v_proj",
            "attn_output", "self_attn.dense",
            "ffn_up", "mlp.fc1",
            "ffn_down", "mlp.fc2");

    @Override
    public JsonObject config(GgufKeys keys, Gguf gguf) {
        JsonObject json = new JsonObject();
        json.addProperty("model_type", "phi");
        json.addProperty("hidden_act", "gelu_new");
        LlamaParts.putSizes(json, keys, gguf);
        json.addProperty("layer_norm_eps", keys.number("attention.layer_norm_epsilon", 0));
        json.addProperty("tie_word_embeddings", !gguf.has("output.weight"));
        json.add("rope_parameters", GgufRope.partial(keys, gguf));
        return json;
    }

    @Override
    public Map<String, String> parts() {
        return Map.of("token_embd", "model.embed_tokens", "output_norm", "model.final_layernorm", "output", "lm_head");
    }

    @Override
    public Map<String, String> layerParts() {
        return LAYER_PARTS;
    }
}
