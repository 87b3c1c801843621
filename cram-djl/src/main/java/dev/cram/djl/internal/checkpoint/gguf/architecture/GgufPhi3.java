package dev.cram.djl.internal.checkpoint.gguf.architecture;

import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import java.util.Map;

/**
 * Phi 3 to 4, whose joint tensors are as Hugging Face's. The window is the file's, of which llama.cpp makes no use: its
 * texts beyond the window score otherwise there.
 */
final class GgufPhi3 implements GgufArchitecture {

    private static final Map<String, String> LAYER_PARTS = LlamaParts.join(
            LlamaParts.NORMS,
            Map.of(
                    "attn_qkv", "self_attn.qkv_proj",
                    "attn_output", "self_attn.o_proj",
                    "ffn_up", "mlp.gate_up_proj",
                    "ffn_down", "mlp.down_proj"));

    @Override
    public JsonObject config(GgufKeys keys, Gguf gguf) {
        JsonObject json = new JsonObject();
        json.addProperty("model_type", "phi3");
        json.addProperty("hidden_act", "silu");
        LlamaParts.putSizes(json, keys, gguf);
        json.addProperty("original_max_position_embeddings", GgufRope.originalPositions(keys));
        json.addProperty("rms_norm_eps", keys.number("attention.layer_norm_rms_epsilon", 0));
        json.addProperty("tie_word_embeddings", !gguf.has("output.weight"));
        int window = keys.window();
        if (window > 0) {
            json.addProperty("sliding_window", window);
        }
        json.add("rope_parameters", GgufRope.partial(keys, gguf));
        return json;
    }

    @Override
    public Map<String, String> layerParts() {
        return LAYER_PARTS;
    }
}
