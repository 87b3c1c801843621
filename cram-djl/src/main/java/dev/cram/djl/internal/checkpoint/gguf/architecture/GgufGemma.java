package dev.cram.djl.internal.checkpoint.gguf.architecture;

import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.tensor.ElementOrder;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.util.Map;

/**
 * Gemma and Gemma 2. The weights of norms are stored with the 1 added that Hugging Face's are less by. Of Gemma 2 a file
 * tells neither that every other layer attends to a window, nor how scores are scaled.
 */
final class GgufGemma implements GgufArchitecture {

    private static final Map<String, String> FIRST = LlamaParts.layers(LlamaParts.NORMS);

    /** Those of Gemma 2, of norms before and behind attention and MLP. */
    static final Map<String, String> FOUR_NORMS = LlamaParts.layers(LlamaParts.join(
            LlamaParts.NORMS_BEHIND, Map.of("attn_norm", "input_layernorm", "ffn_norm", "pre_feedforward_layernorm")));

    private static final int WINDOW = 4096;
    private static final int PATTERN = 2;
    private static final double SCORE_CAP = 50;
    private static final double LOGIT_CAP = 30;

    /** Layers of the Gemma 2 of 27B parameters, by which llama.cpp knows it, too. */
    private static final int LARGEST = 46;

    private final boolean second;

    GgufGemma(boolean second) {
        this.second = second;
    }

    @Override
    public JsonObject config(GgufKeys keys, Gguf gguf) {
        int headDim = LlamaParts.headDim(keys);
        JsonObject json = second ? second(keys, gguf) : common("gemma", "hidden_act", keys, gguf);
        json.add("rope_parameters", GgufRope.parameters(keys, gguf, headDim));
        return json;
    }

    private static JsonObject second(GgufKeys keys, Gguf gguf) {
        JsonObject json = common("gemma2", "hidden_activation", keys, gguf);
        json.addProperty("query_pre_attn_scalar", scaleOf(keys, LARGEST));
        json.addProperty("sliding_window", keys.size("attention.sliding_window", WINDOW));
        LlamaParts.putLayerTypes(json, keys.windowed(PATTERN));
        json.addProperty("attn_logit_softcapping", keys.number("attn_logit_softcapping", SCORE_CAP));
        json.addProperty("final_logit_softcapping", keys.number("final_logit_softcapping", LOGIT_CAP));
        return json;
    }

    /** What all Gemma models have. */
    static JsonObject common(String type, String activation, GgufKeys keys, Gguf gguf) {
        JsonObject json = LlamaParts.config(type, activation, "gelu_pytorch_tanh", keys, gguf);
        json.addProperty("head_dim", keys.headDim());
        return json;
    }

    /**
     * Components whose root scores are divided by: a head's, but in the largest model a head's share of the width.
     *
     * @param largest layers of that model
     */
    static int scaleOf(GgufKeys keys, int largest) {
        return keys.size("block_count") == largest
                ? keys.size("embedding_length") / keys.size("attention.head_count")
                : keys.headDim();
    }

    @Override
    public Map<String, String> layerParts() {
        return second ? FOUR_NORMS : FIRST;
    }

    @Override
    public Tensor translate(String part, String name, Tensor tensor, GgufKeys keys) {
        return withPlainNorms(part, name, tensor);
    }

    /** A part whose 1 is taken off if it is a norm's weights. */
    static Tensor withPlainNorms(String part, String name, Tensor tensor) {
        ElementOrder order = part.endsWith("_norm") ? ElementOrder.changed(w -> w - 1) : ElementOrder.AS_STORED;
        return tensor.as(name, tensor.shape(), order);
    }
}
