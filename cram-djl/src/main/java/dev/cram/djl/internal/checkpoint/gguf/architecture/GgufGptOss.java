package dev.cram.djl.internal.checkpoint.gguf.architecture;

import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.file.MadeFile;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.tensor.ElementOrder;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tensor.TensorData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * gpt-oss. Of its experts Hugging Face keeps gates and factors in one tensor, in turns, and matrices with rows and columns
 * exchanged. That the ramp of its rotary positions is not rounded is in no file: it is as in the published models.
 */
final class GgufGptOss implements GgufArchitecture {

    private static final String GATE = ".ffn_gate_exps.";
    private static final String UP = ".ffn_up_exps.";
    private static final String BOTH = "ffn_gate_up_exps";
    private static final String DOWN = "ffn_down_exps";
    private static final String SINKS = "attn_sinks";

    private static final Map<String, String> LAYER_PARTS = LlamaParts.join(
            LlamaParts.ATTENTION,
            Map.of(
                    "attn_norm",
                    "input_layernorm",
                    "post_attention_norm",
                    "post_attention_layernorm",
                    SINKS,
                    "self_attn.sinks",
                    "ffn_gate_inp",
                    "mlp.router",
                    BOTH,
                    "mlp.experts.gate_up_proj",
                    DOWN,
                    "mlp.experts.down_proj"));

    @Override
    public JsonObject config(GgufKeys keys, Gguf gguf) {
        int headDim = LlamaParts.headDimOfMixture(keys);
        JsonObject json = new JsonObject();
        json.addProperty("model_type", "gpt_oss");
        LlamaParts.putSizes(json, keys, gguf);
        keys.expect("expert_feed_forward_length", keys.size("feed_forward_length"));
        json.addProperty("rms_norm_eps", keys.number("attention.layer_norm_rms_epsilon", 0));
        json.addProperty("tie_word_embeddings", !gguf.has("output.weight"));
        json.addProperty("head_dim", headDim);
        json.addProperty("attention_bias", gguf.has("blk.0.attn_q.bias"));
        json.addProperty("num_local_experts", keys.size("expert_count"));
        json.addProperty("num_experts_per_tok", keys.size("expert_used_count"));
        json.addProperty("sliding_window", keys.size("attention.sliding_window"));
        JsonObject rope = GgufRope.parameters(keys, gguf, headDim);
        if (rope.get("rope_type").getAsString().equals("yarn")) {
            rope.addProperty("truncate", false);
        }
        json.add("rope_parameters", rope);
        return json;
    }

    @Override
    public Map<String, String> layerParts() {
        return LAYER_PARTS;
    }

    @Override
    public Collection<Tensor> tensors(Gguf gguf) {
        SortedMap<String, Tensor> tensors = new TreeMap<>(gguf.tensors());
        gguf.tensors().forEach((name, gate) -> {
            Tensor up = gguf.tensors().get(name.replace(GATE, UP));
            if (name.contains(GATE) && up != null) {
                if (!fit(gate, up)) {
                    throw gguf.metadata()
                            .error("has gates of the form " + gate.type() + gate.shape() + " (" + name
                                    + ") beside factors of the form " + up.type() + up.shape()
                                    + ", which do not make one tensor");
                }
                tensors.remove(name);
                tensors.remove(up.name());
                String both = name.replace(GATE, "." + BOTH + ".");
                tensors.put(both, inTurns(both, gate, up));
            }
        });
        return tensors.values();
    }

    private static boolean fit(Tensor gate, Tensor up) {
        List<Long> shape = gate.shape();
        return gate.type() == up.type()
                && shape.equals(up.shape())
                && (shape.size() == 3 || (shape.size() == 2 && gate.type().blockSize() == 1));
    }

    /** The rows of two tensors in turns. */
    private static Tensor inTurns(String name, Tensor first, Tensor second) {
        List<Long> shape = new ArrayList<>(first.shape());
        long rows = shape.get(0) * shape.get(1);
        int length = Math.toIntExact(first.byteSize() / rows);
        MadeFile file = new MadeFile(
                name,
                length,
                2 * rows,
                (row, target) -> target.put((row % 2 == 0 ? first : second).bytes(row / 2 * length, length)));
        shape.set(1, 2 * shape.get(1));
        return new Tensor(name, shape, new TensorData(first.type(), 2 * first.size(), file, 0), ElementOrder.AS_STORED);
    }

    @Override
    public Tensor translate(String part, String name, Tensor tensor, GgufKeys keys) {
        String plain = name.replace(".weight", "");
        List<Long> shape = tensor.shape();
        if (part.equals(SINKS)) {
            return tensor.as(plain, shape, ElementOrder.AS_STORED);
        }
        if (!part.equals(BOTH) && !part.equals(DOWN)) {
            return GgufArchitecture.super.translate(part, name, tensor, keys);
        }
        if (shape.size() != 3) {
            return tensor.as(name.replace(".bias", "_bias"), shape, ElementOrder.AS_STORED);
        }
        long outputs = shape.get(1);
        long inputs = shape.get(2);
        ElementOrder order = ElementOrder.each(outputs * inputs, ElementOrder.transposed(inputs, outputs));
        return tensor.as(plain, List.of(shape.get(0), inputs, outputs), order);
    }
}
