package dev.cram.djl.internal.decoder.weight;

import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.model.ModelException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Finds the tensors that a model's weights are made of. */
public final class WeightSources {

    /**
     * What files carry along without need: precomputed frequencies and masks, and the parts of models for text and
     * images that see.
     */
    private static final Pattern REDUNDANT = Pattern.compile(".*rotary_emb\\.inv_freq"
            + "|.*\\.(attn|attention)\\.(masked_)?bias"
            + "|(model\\.)?(vision_tower|multi_modal_projector)\\..*");

    private static final Pattern HEAD = Pattern.compile("(.*\\.)?(lm_head|embed_out)\\.(weight|bias)");

    /** Index of the embedding, with which every program begins. */
    private static final int EMBEDDING = 0;

    private WeightSources() {}

    /**
     * Finds the tensors, and checks that a checkpoint has what a model needs and nothing that would be left out. A tied
     * weight has a tensor only if one is stored that differs from the embedding, the first weight.
     *
     * @param tensors by name; a tensor may have several
     * @return the tensor of each weight that has one, by the weight's index, in order
     * @throws ModelException naming the tensor that is missing, of another shape, or unknown
     */
    public static Map<Integer, Tensor> find(List<Weight> weights, Map<String, Tensor> tensors) {
        Map<Integer, Tensor> found = new TreeMap<>();
        Set<Tensor> used = new HashSet<>();
        for (int i = 0; i < weights.size(); i++) {
            Weight weight = weights.get(i);
            Optional<Tensor> tensor = find(weight, tensors);
            tensor.ifPresent(used::add);
            if (tensor.isPresent() && !(weight.tied() && isEmbedding(tensor.get(), found))) {
                found.put(i, tensor.get());
            }
        }
        tensors.forEach((name, tensor) -> {
            if (!used.contains(tensor) && !REDUNDANT.matcher(name).matches()) {
                throw new ModelException(ForeignWeights.reason(tensors.keySet())
                        .orElse("The model has a tensor " + name + " that its configuration does not ask for, so its "
                                + "architecture is not supported as it is: choose a plain model of this family"));
            }
        });
        return found;
    }

    private static boolean isEmbedding(Tensor tensor, Map<Integer, Tensor> found) {
        return tensor.hasContentsOf(Objects.requireNonNull(found.get(EMBEDDING), "every model has an embedding"));
    }

    private static Optional<Tensor> find(Weight weight, Map<String, Tensor> tensors) {
        Optional<Tensor> tensor = weight.names().stream()
                .filter(tensors::containsKey)
                .map(tensors::get)
                .findFirst();
        if (tensor.isEmpty() && !weight.names().isEmpty() && !weight.tied()) {
            throw new ModelException(ForeignWeights.reason(tensors.keySet()).orElseGet(() -> missing(weight)));
        }
        return tensor.map(found -> check(weight, found, tensors));
    }

    private static String missing(Weight weight) {
        String name = weight.names().get(0);
        String problem = "The model has no tensor " + name + ", which its configuration asks for";
        if (!HEAD.matcher(name).matches()) {
            return problem + ": fetch config.json and weights of the same model";
        }
        String reason = name.endsWith(".weight") ? ", since it does not say that the output head is the embedding" : "";
        return problem + reason + ": save it in Python from AutoModelForCausalLM, not from a class without head";
    }

    private static Tensor check(Weight weight, Tensor tensor, Map<String, Tensor> tensors) {
        if (!tensor.type().isFloat()) {
            throw new ModelException(ForeignWeights.reason(tensors.keySet()).orElseGet(tensor::unreadable));
        }
        if (!tensor.shape().equals(weight.shape())) {
            throw new ModelException(ForeignWeights.reason(tensors.keySet())
                    .orElse("Tensor " + tensor.name() + " has the shape " + tensor.shape() + ", but the configuration "
                            + "asks for " + weight.shape() + ": fetch config.json and weights of the same model"));
        }
        return tensor;
    }
}
