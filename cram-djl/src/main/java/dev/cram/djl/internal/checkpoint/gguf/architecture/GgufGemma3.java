package dev.cram.djl.internal.checkpoint.gguf.architecture;

import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.util.Map;

/**
 * Gemma 3, of which files tell less than its configuration: neither which layers attend to a window, nor how these turn,
 * nor how scores are scaled, which for all sizes but the largest follows from a head. The weights of norms are stored
 * with the 1 added that Hugging Face's are less by.
 */
final class GgufGemma3 implements GgufArchitecture {

    private static final Map<String, String> LAYER_PARTS = LlamaParts.join(GgufGemma.FOUR_NORMS, LlamaParts.HEAD_NORMS);

    private static final int PATTERN = 6;
    private static final double GLOBAL_THETA = 1_000_000;
    private static final double LOCAL_THETA = 10_000;

    /** Layers of the model of 27B parameters, by which llama.cpp knows it, too. */
    private static final int LARGEST = 62;

    @Override
    public JsonObject config(GgufKeys keys, Gguf gguf) {
        int headDim = LlamaParts.headDim(keys);
        JsonObject json = GgufGemma.common("gemma3_text", "hidden_activation", keys, gguf);
        json.addProperty("query_pre_attn_scalar", GgufGemma.scaleOf(keys, LARGEST));
        int window = keys.window();
        if (window > 0) {
            json.addProperty("sliding_window", window);
        }
        LlamaParts.putLayerTypes(json, keys.windowed(window == 0 ? 1 : PATTERN));
        double cap = keys.number("final_logit_softcapping", 0);
        if (cap != 0) {
            json.addProperty("final_logit_softcapping", cap);
        }
        json.add("rope_parameters", GgufRope.byKind(keys, gguf, headDim, GLOBAL_THETA, LOCAL_THETA));
        return json;
    }

    @Override
    public Map<String, String> layerParts() {
        return LAYER_PARTS;
    }

    @Override
    public Tensor translate(String part, String name, Tensor tensor, GgufKeys keys) {
        return GgufGemma.withPlainNorms(part, name, tensor);
    }
}
