package dev.cram.djl.internal.checkpoint.huggingface;

import dev.cram.djl.internal.checkpoint.file.MadeFile;
import dev.cram.djl.internal.checkpoint.tensor.ElementOrder;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tensor.TensorData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Norms of each head of its own, which folders keep in a tensor each, {@code q_layernorm.norms.0.weight}; here they are one. */
final class HeadNorms {

    private static final List<String> NAMES = List.of("self_attn.q_layernorm", "self_attn.k_layernorm");
    private static final String EACH = ".norms.";
    private static final String WEIGHT = ".weight";

    private HeadNorms() {}

    /** The tensors of a model, those that belong together as one. */
    static SortedMap<String, Tensor> stack(SortedMap<String, Tensor> stored) {
        SortedMap<String, Tensor> tensors = new TreeMap<>(stored);
        for (String first : stored.keySet()) {
            if (NAMES.stream().anyMatch(name -> first.endsWith(name + EACH + 0 + WEIGHT))) {
                String name = first.substring(0, first.lastIndexOf(EACH));
                List<Tensor> norms = new ArrayList<>();
                Tensor norm = stored.get(first);
                while (norm != null
                        && norm.type() == stored.get(first).type()
                        && norm.shape().equals(stored.get(first).shape())) {
                    norms.add(norm);
                    tensors.remove(norm.name());
                    norm = stored.get(name + EACH + norms.size() + WEIGHT);
                }
                tensors.put(name + WEIGHT, stacked(name + WEIGHT, norms));
            }
        }
        return Collections.unmodifiableSortedMap(tensors);
    }

    private static Tensor stacked(String name, List<Tensor> norms) {
        Tensor first = norms.get(0);
        long count = norms.size();
        int length = Math.toIntExact(first.byteSize());
        MadeFile file = new MadeFile(
                name,
                length,
                count,
                (i, target) -> target.put(norms.get((int) i).bytes(0, length)));
        TensorData data = new TensorData(first.type(), count * first.size(), file, 0);
        return new Tensor(name, List.of(count, first.size()), data, ElementOrder.AS_STORED);
    }
}
