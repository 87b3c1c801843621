package dev.cram.djl.internal.checkpoint.gguf.architecture;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.tensor.ElementOrder;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The names and sizes that Llama and its many descendants share. */
final class LlamaParts {

    /** Hugging Face's names for parts outside of layers. */
    static final Map<String, String> MODEL =
            Map.of("token_embd", "model.embed_tokens", "output_norm", "model.norm", "output", "lm_head");

    static final String LAYERS = "model.layers.";

    /** What the name of a tensor of queries, keys and values contains. */
    static final String JOINT = ".attn_qkv.";

    /** Norms before attention and MLP. */
    static final Map<String, String> NORMS =
            Map.of("attn_norm", "input_layernorm", "ffn_norm", "post_attention_layernorm");

    /** Norms of queries and of keys. */
    static final Map<String, String> HEAD_NORMS =
            Map.of("attn_q_norm", "self_attn.q_norm", "attn_k_norm", "self_attn.k_norm");

    /** Norms behind attention and MLP. */
    static final Map<String, String> NORMS_BEHIND =
            Map.of("post_attention_norm", "post_attention_layernorm", "post_ffw_norm", "post_feedforward_layernorm");

    /** Attention's matrices. */
    static final Map<String, String> ATTENTION = Map.of(
            "attn_q", "self_attn.q_proj",
            "attn_k", "self_attn.k_proj",
            "attn_v", "self_attn.v_proj",
            "attn_output", "self_attn.o_proj");

    private static final Map<String, String> MATRICES =
            join(ATTENTION, Map.of("ffn_gate", "mlp.gate_proj", "ffn_up", "mlp.up_proj", "ffn_down", "mlp.down_proj"));

    private LlamaParts() {}

    /** Both. */
    static Map<String, String> join(Map<String, String> some, Map<String, String> others) {
        Map<String, String> all = new TreeMap<>(some);
        all.putAll(others);
        return Map.copyOf(all);
    }

    /** Hugging Face's names for layers' matrices and norms. */
    static Map<String, String> layers(Map<String, String> norms) {
        return join(MATRICES, norms);
    }

    /** Components of a head, of which keys and values have equally many and all turn, of a model without experts. */
    static int headDim(GgufKeys keys) {
        keys.expect("expert_count", 0);
        keys.expect("expert_used_count", 0);
        return headDimOfMixture(keys);
    }

    /** The same of a model with experts. */
    static int headDimOfMixture(GgufKeys keys) {
        int headDim = keys.headDim();
        keys.expect("attention.value_length", headDim);
        keys.expect("rope.dimension_count", headDim);
        keys.ignore("vocab_size");
        keys.ignore("tensor_data_layout");
        return headDim;
    }

    /** Whether all heads together are as wide as a hidden state. */
    static boolean headsShareWidth(GgufKeys keys) {
        return keys.headDim() * (long) keys.size("attention.head_count") == keys.size("embedding_length");
    }

    /** What begins the configuration of all of these. */
    static JsonObject config(String type, String activationEntry, String activation, GgufKeys keys, Gguf gguf) {
        JsonObject json = new JsonObject();
        json.addProperty("model_type", type);
        json.addProperty(activationEntry, activation);
        putSizes(json, keys, gguf);
        json.addProperty("rms_norm_eps", keys.number("attention.layer_norm_rms_epsilon", 0));
        json.addProperty("tie_word_embeddings", !gguf.has("output.weight"));
        return json;
    }

    static void putSizes(JsonObject json, GgufKeys keys, Gguf gguf) {
        int heads = keys.size("attention.head_count");
        json.addProperty("vocab_size", gguf.extent("token_embd.weight", 0));
        json.addProperty("hidden_size", keys.size("embedding_length"));
        json.addProperty("intermediate_size", keys.size("feed_forward_length"));
        json.addProperty("num_hidden_layers", keys.size("block_count"));
        json.addProperty("num_attention_heads", heads);
        json.addProperty("num_key_value_heads", keys.size("attention.head_count_kv", heads));
        json.addProperty("max_position_embeddings", keys.size("context_length"));
    }

    /** Whether queries have a bias. */
    static boolean hasBias(Gguf gguf) {
        return gguf.has("blk.0.attn_q.bias") || gguf.has("blk.0.attn_qkv.bias");
    }

    /** The parts of a joint tensor of queries, keys and values, one below the other; the tensor itself if its rows are others. */
    static List<Tensor> apart(Tensor joint, GgufKeys keys) {
        int heads = keys.size("attention.head_count");
        long queries = (long) heads * keys.headDim();
        long others = (long) keys.size("attention.head_count_kv", heads) * keys.headDim();
        boolean wholeBlocks = joint.size() / joint.shape().get(0) % joint.type().blockSize() == 0;
        if (joint.shape().get(0) != queries + 2 * others || !wholeBlocks) {
            return List.of(joint);
        }
        return List.of(
                joint.rows(joint.name().replace(JOINT, ".attn_q."), 0, queries),
                joint.rows(joint.name().replace(JOINT, ".attn_k."), queries, others),
                joint.rows(joint.name().replace(JOINT, ".attn_v."), queries + others, others));
    }

    /** Adds the kind of each layer. */
    static void putLayerTypes(JsonObject json, List<Boolean> windowed) {
        JsonArray types = new JsonArray();
        windowed.forEach(window -> types.add(window ? "sliding_attention" : "full_attention"));
        json.add("layer_types", types);
    }

    /** A part of a file that holds the two halves of each query and key head interleaved: row {@code 2 * j + t} of a head is row {@code t * half + j} here. */
    static Tensor halves(String part, String name, Tensor tensor, GgufKeys keys) {
        int headDim = keys.headDim();
        boolean turns = part.equals("attn_q") || part.equals("attn_k");
        if (!turns || tensor.shape().get(0) % headDim != 0) {
            return tensor.as(name, tensor.shape(), ElementOrder.AS_STORED);
        }
        int half = headDim / 2;
        long length = tensor.size() / tensor.shape().get(0);
        return tensor.as(
                name,
                tensor.shape(),
                ElementOrder.rows(
                        length, row -> row - row % headDim + row % headDim % half * 2 + row % headDim / half));
    }
}
