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
        stored.forEach((name, first) -> {
            if (NAMES.stream().anyMatch(norm -> name.endsWith(norm + EACH + 0 + WEIGHT)) && first.size() > 0) {
                String begin = name.substring(0, name.lastIndexOf(EACH));
                List<Tensor> norms = alike(stored, begin + EACH, first);
                for (int i = 0; i < norms.size(); i++) {
                    tensors.remove(begin + EACH + i + WEIGHT);
                }
                tensors.put(begin + WEIGHT, stacked(begin + WEIGHT, norms));
            }
        });
        return Collections.unmodifiableSortedMap(tensors);
    }

    /** Those that follow the first and are of its form. */
    private static List<Tensor> alike(SortedMap<String, Tensor> stored, String begin, Tensor first) {
        List<Tensor> norms = new ArrayList<>();
        Tensor norm = first;
        while (norm != null && norm.type() == first.type() && norm.shape().equals(first.shape())) {
            norms.add(norm);
            norm = stored.get(begin + norms.size() + WEIGHT);
        }
        return norms;
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
