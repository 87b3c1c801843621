package dev.cram.djl.internal.checkpoint.gguf.architecture;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.tensor.ElementOrder;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.util.Map;

/**
 * Gemma 3, of which files tell less than its configuration: neither which layers attend to a window, nor how these turn,
 * nor how scores are scaled, which for all sizes but the largest follows from a head. The weights of norms are stored
 * with the 1 added that Hugging Face's are less by.
 */
final class GgufGemma3 implements GgufArchitecture {

    private static final Map<String, String> LAYER_PARTS = LlamaParts.layers(LlamaParts.join(
            LlamaParts.join(LlamaParts.HEAD_NORMS, LlamaParts.NORMS_BEHIND),
            Map.of("attn_norm", "input_layernorm", "ffn_norm", "pre_feedforward_layernorm")));

    private static final int PATTERN = 6;
    private static final double GLOBAL_THETA = 1_000_000;
    private static final double LOCAL_THETA = 10_000;

    /** Layers of the model of 27B parameters, by which llama.cpp knows it, too. */
    private static final int LARGEST = 62;

    @Override
    public JsonObject config(GgufKeys keys, Gguf gguf) {
        int headDim = LlamaParts.headDim(keys);
        int layers = keys.size("block_count");
        JsonObject json = new JsonObject();
        json.addProperty("model_type", "gemma3_text");
        json.addProperty("hidden_activation", "gelu_pytorch_tanh");
        LlamaParts.putSizes(json, keys, gguf);
        json.addProperty("rms_norm_eps", keys.number("attention.layer_norm_rms_epsilon", 0));
        json.addProperty("tie_word_embeddings", !gguf.has("output.weight"));
        json.addProperty("head_dim", headDim);
        json.addProperty(
                "query_pre_attn_scalar",
                layers == LARGEST ? keys.size("embedding_length") / keys.size("attention.head_count") : headDim);
        int window = keys.size("attention.sliding_window", 0);
        int pattern = window == 0 ? 1 : keys.size("attention.sliding_window_pattern", PATTERN);
        if (window > 0) {
            json.addProperty("sliding_window", window);
        }
        JsonArray types = new JsonArray();
        for (int layer = 1; layer <= layers; layer++) {
            types.add(layer % pattern == 0 ? "full_attention" : "sliding_attention");
        }
        json.add("layer_types", types);
        double cap = keys.number("final_logit_softcapping", 0);
        if (cap != 0) {
            json.addProperty("final_logit_softcapping", cap);
        }
        json.add("rope_parameters", rope(keys, gguf, headDim));
        return json;
    }

    /** The scaling, if there is one, is that of the layers that attend to all positions. */
    private static JsonObject rope(GgufKeys keys, Gguf gguf, int headDim) {
        JsonObject local = new JsonObject();
        local.addProperty("rope_theta", keys.number("rope.freq_base_swa", LOCAL_THETA));
        local.addProperty("rope_type", "default");
        JsonObject rope = new JsonObject();
        rope.add("full_attention", GgufRope.parameters(keys, gguf, headDim, GLOBAL_THETA));
        rope.add("sliding_attention", local);
        return rope;
    }

    @Override
    public Map<String, String> layerParts() {
        return LAYER_PARTS;
    }

    @Override
    public Tensor translate(String part, String name, Tensor tensor, GgufKeys keys) {
        ElementOrder order = part.endsWith("_norm") ? ElementOrder.changed(w -> w - 1) : ElementOrder.AS_STORED;
        return tensor.as(name, tensor.shape(), order);
    }
}
