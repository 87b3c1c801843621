package dev.cram.djl.internal.checkpoint.gguf.architecture;

import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.tensor.ElementOrder;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** GPT-2, whose linear layers Hugging Face keeps with inputs as rows and GGUF with outputs as rows. */
final class GgufGpt2 implements GgufArchitecture {

    private static final Set<String> LINEAR = Set.of("attn_qkv", "attn_output", "ffn_up", "ffn_down");

    @Override
    public JsonObject config(GgufKeys keys, Gguf gguf) {
        int heads = keys.size("attention.head_count");
        keys.expect("attention.head_count_kv", heads);
        JsonObject json = new JsonObject();
        json.addProperty("model_type", "gpt2");
        json.addProperty("activation_function", "gelu_new");
        json.addProperty("vocab_size", gguf.extent("token_embd.weight", 0));
        json.addProperty("n_embd", keys.size("embedding_length"));
        json.addProperty("n_inner", keys.size("feed_forward_length"));
        json.addProperty("n_layer", keys.size("block_count"));
        json.addProperty("n_head", heads);
        json.addProperty("n_positions", keys.size("context_length"));
        json.addProperty("layer_norm_epsilon", keys.number("attention.layer_norm_epsilon", 0));
        json.addProperty("tie_word_embeddings", !gguf.has("output.weight"));
        return json;
    }

    @Override
    public Map<String, String> parts() {
        return Map.of(
                "token_embd", "transformer.wte",
                "position_embd", "transformer.wpe",
                "output_norm", "transformer.ln_f",
                "output", "lm_head");
    }

    @Override
    public String layers() {
        return "transformer.h.";
    }

    @Override
    public Map<String, String> layerParts() {
        return Map.of(
                "attn_norm", "ln_1",
                "attn_qkv", "attn.c_attn",
                "attn_output", "attn.c_proj",
                "ffn_norm", "ln_2",
                "ffn_up", "mlp.c_fc",
                "ffn_down", "mlp.c_proj");
    }

    @Override
    public Tensor translate(String part, String name, Tensor tensor, GgufKeys keys) {
        if (!LINEAR.contains(part) || tensor.shape().size() != 2) {
            return tensor.as(name, tensor.shape(), ElementOrder.AS_STORED);
        }
        long outputs = tensor.shape().get(0);
        long inputs = tensor.shape().get(1);
        return tensor.as(name, List.of(inputs, outputs), ElementOrder.transposed(inputs, outputs));
    }
}
