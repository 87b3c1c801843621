package dev.cram.djl.internal.checkpoint.gguf.architecture;

import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.tensor.ElementOrder;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Mixtures of experts that are Llama's descendants otherwise. Whether the shares of the experts that are chosen add up to
 * 1 is in no file: it is as in the models that the families published, and as llama.cpp has it.
 */
final class GgufMixture implements GgufArchitecture {

    private static final String QWEN2 = "qwen2_moe";
    private static final String QWEN3 = "qwen3_moe";
    private static final String MIXTRAL = "mixtral";

    private static final Map<String, String> SHARED_EXPERT = Map.of(
            "ffn_gate_shexp", "mlp.shared_expert.gate_proj",
            "ffn_up_shexp", "mlp.shared_expert.up_proj",
            "ffn_down_shexp", "mlp.shared_expert.down_proj",
            "ffn_gate_inp_shexp", "mlp.shared_expert_gate");

    private final String family;
    private final Map<String, String> layerParts;

    /**
     * A family.
     *
     * @param mixture what Hugging Face's names of router and experts begin with
     * @param matrices Hugging Face's names of an expert's gate, factor and output
     * @param more names of further parts
     */
    private GgufMixture(String family, String mixture, List<String> matrices, Map<String, String> more) {
        String experts = mixture + "experts." + GgufTranslation.EACH + ".";
        this.family = family;
        this.layerParts = LlamaParts.join(
                LlamaParts.join(LlamaParts.ATTENTION, LlamaParts.join(LlamaParts.NORMS, more)),
                Map.of(
                        "ffn_gate_inp", mixture + "gate",
                        "ffn_gate_exps", experts + matrices.get(0),
                        "ffn_up_exps", experts + matrices.get(1),
                        "ffn_down_exps", experts + matrices.get(2)));
    }

    static GgufMixture mixtral() {
        return new GgufMixture(MIXTRAL, "block_sparse_moe.", List.of("w1", "w3", "w2"), Map.of());
    }

    static GgufMixture qwen2() {
        return qwen(QWEN2, SHARED_EXPERT);
    }

    static GgufMixture qwen3() {
        return qwen(QWEN3, LlamaParts.HEAD_NORMS);
    }

    private static GgufMixture qwen(String family, Map<String, String> more) {
        return new GgufMixture(family, "mlp.", List.of("gate_proj", "up_proj", "down_proj"), more);
    }

    @Override
    public JsonObject config(GgufKeys keys, Gguf gguf) {
        int headDim = LlamaParts.headDimOfMixture(keys);
        JsonObject json = LlamaParts.config(family, "hidden_act", "silu", keys, gguf);
        if (family.equals(QWEN3) || !LlamaParts.headsShareWidth(keys)) {
            json.addProperty("head_dim", headDim);
        }
        json.addProperty(family.equals(QWEN2) ? "num_experts" : "num_local_experts", keys.size("expert_count"));
        json.addProperty("num_experts_per_tok", keys.size("expert_used_count"));
        if (family.equals(MIXTRAL)) {
            keys.expect("expert_feed_forward_length", keys.size("feed_forward_length"));
        } else {
            json.addProperty("norm_topk_prob", family.equals(QWEN3));
            putInner(json, keys, gguf, "moe_intermediate_size", "expert_feed_forward_length", "ffn_gate_exps");
        }
        if (family.equals(QWEN2)) {
            String shared = "expert_shared_feed_forward_length";
            putInner(json, keys, gguf, "shared_expert_intermediate_size", shared, "ffn_gate_shexp");
        }
        json.add("rope_parameters", GgufRope.parameters(keys, gguf, headDim));
        return json;
    }

    /** Components between the matrices of an expert, which older files say by the matrices alone. */
    private static void putInner(JsonObject json, GgufKeys keys, Gguf gguf, String entry, String key, String part) {
        int inner = gguf.extent("blk.0." + part + ".weight", part.endsWith("_exps") ? 1 : 0);
        keys.expect(key, inner);
        json.addProperty(entry, inner);
    }

    @Override
    public Map<String, String> layerParts() {
        return layerParts;
    }

    @Override
    public Tensor translate(String part, String name, Tensor tensor, GgufKeys keys) {
        if (part.equals("ffn_gate_inp_shexp")) {
            return tensor.as(name, List.of(1L, tensor.size()), ElementOrder.AS_STORED);
        }
        return family.equals(MIXTRAL)
                ? LlamaParts.halves(part, name, tensor, keys)
                : GgufArchitecture.super.translate(part, name, tensor, keys);
    }
}
