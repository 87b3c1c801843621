package dev.cram.djl.internal.checkpoint.gguf.architecture;

import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Llama and those of its descendants that differ from it in tensors alone, or in what no file tells. */
final class GgufLlama implements GgufArchitecture {

    private static final String LLAMA = "llama";
    private static final String SMOLLM3 = "smollm3";
    private static final String GRANITE = "granite";
    private static final String OLMO2 = "olmo2";

    /** Those whose {@code config.json} says of each matrix whether it has a bias. */
    private static final List<String> BIASES_SAID = List.of(LLAMA, SMOLLM3, GRANITE);

    /** Those whose {@code config.json} always says how large a head is. */
    private static final List<String> HEAD_SAID = List.of(LLAMA, "qwen3");

    /** Of SmolLM3's layers every fourth does not turn queries and keys, in llama.cpp whatever the file. */
    private static final int PLAIN_INTERVAL = 4;

    /** Of OLMo 3's layers every fourth attends to all positions, unless the file says otherwise. */
    private static final int FULL_INTERVAL = 4;

    private final String architecture;
    private final boolean interleaved;
    private final Map<String, String> layerParts;

    /**
     * An architecture.
     *
     * @param interleaved whether the two halves of each query and key head are
     * @param norms names of the norms of layers
     */
    GgufLlama(String architecture, boolean interleaved, Map<String, String> norms) {
        this.architecture = architecture;
        this.interleaved = interleaved;
        this.layerParts = LlamaParts.layers(norms);
    }

    @Override
    public JsonObject config(GgufKeys keys, Gguf gguf) {
        int headDim = LlamaParts.headDim(keys);
        JsonObject json = LlamaParts.config(architecture, "hidden_act", "silu", keys, gguf);
        if (HEAD_SAID.contains(architecture) || !LlamaParts.headsShareWidth(keys)) {
            json.addProperty("head_dim", headDim);
        }
        if (BIASES_SAID.contains(architecture)) {
            json.addProperty("attention_bias", LlamaParts.hasBias(gguf));
            json.addProperty("mlp_bias", gguf.has("blk.0.ffn_up.bias"));
        }
        if (architecture.equals(SMOLLM3)) {
            json.addProperty("no_rope_layer_interval", PLAIN_INTERVAL);
        }
        if (architecture.equals(GRANITE)) {
            putFactors(json, keys, gguf);
        }
        if (architecture.equals(OLMO2) && keys.window() > 0) {
            putWindows(json, keys, gguf);
        } else {
            json.add("rope_parameters", GgufRope.parameters(keys, gguf, headDim));
        }
        return json;
    }

    /** Granite's factors, where absent ones change nothing. */
    private static void putFactors(JsonObject json, GgufKeys keys, Gguf gguf) {
        if (!keys.flag("rope.scaling.finetuned", true)) {
            throw gguf.metadata().error("has granite.rope.scaling.finetuned = false, a model without positions");
        }
        json.addProperty("attention_multiplier", keys.number("attention.scale", 1 / Math.sqrt(keys.headDim())));
        json.addProperty("embedding_multiplier", keys.number("embedding_scale", 1));
        json.addProperty("residual_multiplier", keys.number("residual_scale", 1));
        json.addProperty("logits_scaling", keys.number("logit_scale", 1));
    }

    /** OLMo 3 is OLMo 2 with windows. */
    private static void putWindows(JsonObject json, GgufKeys keys, Gguf gguf) {
        json.addProperty("model_type", "olmo3");
        json.addProperty("sliding_window", keys.window());
        LlamaParts.putLayerTypes(json, keys.windowed(FULL_INTERVAL));
        double theta = keys.number("rope.freq_base", GgufRope.DEFAULT_THETA);
        json.add("rope_parameters", GgufRope.byKind(keys, gguf, keys.headDim(), theta, theta));
    }

    @Override
    public Map<String, String> layerParts() {
        return layerParts;
    }

    @Override
    public Tensor translate(String part, String name, Tensor tensor, GgufKeys keys) {
        return interleaved
                ? LlamaParts.halves(part, name, tensor, keys)
                : GgufArchitecture.super.translate(part, name, tensor, keys);
    }
}
