package dev.cram.djl.decoder;

import dev.cram.djl.checkpoint.Tensor;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The tensors of a checkpoint that a model is made of. */
public final class UsedTensors {

    private UsedTensors() {}

    /**
     * Finds them; nothing of their contents is read.
     *
     * @param spec the model
     * @param tensors all tensors of its checkpoint, by name
     * @return those that the model uses, each once however often it is used
     * @throws dev.cram.api.ModelException naming a tensor that is missing, of another shape, or unknown
     */
    public static Set<Tensor> of(DecoderSpec spec, Map<String, Tensor> tensors) {
        WeightLoader.check(spec, tensors);
        Set<Tensor> used = new LinkedHashSet<>();
        for (Weight weight : spec.weights()) {
            if (!weight.isAbsent()) {
                used.add(Objects.requireNonNull(tensors.get(weight.name()), weight.name()));
            }
        }
        return used;
    }
}
