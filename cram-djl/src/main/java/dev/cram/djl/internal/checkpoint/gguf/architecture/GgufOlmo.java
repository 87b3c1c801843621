package dev.cram.djl.internal.checkpoint.gguf.architecture;

import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.util.Map;

/** OLMo: Llama whose norms have no weights and always add the same, and whose queries, keys and values may be clipped. */
final class GgufOlmo implements GgufArchitecture {

    private static final Map<String, String> LAYER_PARTS = LlamaParts.layers(Map.of());
    private static final float EPS = 1e-5f;

    @Override
    public JsonObject config(GgufKeys keys, Gguf gguf) {
        int headDim = LlamaParts.headDim(keys);
        double eps = keys.number("attention.layer_norm_epsilon", EPS);
        if ((float) eps != EPS) {
            throw gguf.metadata()
                    .error("has norms that add " + eps + " (attention.layer_norm_epsilon), where OLMo's add " + EPS);
        }
        double limit = keys.number("attention.clamp_kqv", 0);
        JsonObject json = new JsonObject();
        json.addProperty("model_type", "olmo");
        json.addProperty("hidden_act", "silu");
        LlamaParts.putSizes(json, keys, gguf);
        json.addProperty("tie_word_embeddings", !gguf.has("output.weight"));
        json.addProperty("attention_bias", LlamaParts.hasBias(gguf));
        if (!LlamaParts.headsShareWidth(keys)) {
            json.addProperty("head_dim", headDim);
        }
        if (limit != 0) {
            json.addProperty("clip_qkv", limit);
        }
        json.add("rope_parameters", GgufRope.parameters(keys, gguf, headDim));
        return json;
    }

    @Override
    public Map<String, String> parts() {
        return Map.of("token_embd", "model.embed_tokens", "output", "lm_head");
    }

    @Override
    public Map<String, String> layerParts() {
        return LAYER_PARTS;
    }

    @Override
    public Tensor translate(String part, String name, Tensor tensor, GgufKeys keys) {
        return LlamaParts.halves(part, name, tensor, keys);
    }
}
