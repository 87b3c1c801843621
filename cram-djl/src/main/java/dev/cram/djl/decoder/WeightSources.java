package dev.cram.djl.decoder;

import dev.cram.api.ModelException;
import dev.cram.djl.checkpoint.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Finds the tensors that a model's weights are made of. */
final class WeightSources {

    /**
     * What files carry along without need: precomputed frequencies and masks, the output head of tied models, and the
     * parts of models for text and images that see.
     */
    private static final Pattern REDUNDANT = Pattern.compile(".*rotary_emb\\.inv_freq"
            + "|.*\\.(attn|attention)\\.(masked_)?bias"
            + "|(language_model\\.)?lm_head\\.weight|embed_out\\.weight"
            + "|(model\\.)?(vision_tower|multi_modal_projector)\\..*");

    private WeightSources() {}

    /**
     * Finds the tensors, and checks that a checkpoint has what a model needs and nothing that would be left out.
     *
     * @return the tensor of each weight that has one, by the weight's index, in order
     * @throws ModelException naming the tensor that is missing, of another shape, or unknown
     */
    static Map<Integer, Tensor> find(List<Weight> weights, Map<String, Tensor> tensors) {
        Map<Integer, Tensor> found = new TreeMap<>();
        Set<String> used = new HashSet<>();
        for (int i = 0; i < weights.size(); i++) {
            if (!weights.get(i).names().isEmpty()) {
                Tensor tensor = find(weights.get(i), tensors);
                found.put(i, tensor);
                used.add(tensor.name());
            }
        }
        for (String name : tensors.keySet()) {
            if (!used.contains(name) && !REDUNDANT.matcher(name).matches()) {
                throw new ModelException("The model has a tensor " + name + " that its configuration does not ask for, "
                        + "so its architecture is not supported as it is: choose a plain model of this family");
            }
        }
        return found;
    }

    private static Tensor find(Weight weight, Map<String, Tensor> tensors) {
        for (String name : weight.names()) {
            Tensor tensor = tensors.get(name);
            if (tensor != null) {
                return check(weight, tensor);
            }
        }
        throw new ModelException("The model has no tensor " + weight.names().get(0)
                + ", which its configuration asks for: fetch config.json and weights of the same model");
    }

    private static Tensor check(Weight weight, Tensor tensor) {
        if (!tensor.shape().equals(weight.shape())) {
            throw new ModelException("Tensor " + tensor.name() + " has the shape " + tensor.shape() + ", but "
                    + "the configuration asks for " + weight.shape()
                    + ": fetch config.json and weights of the same model");
        }
        return tensor;
    }
}
