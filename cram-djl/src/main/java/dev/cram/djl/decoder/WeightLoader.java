package dev.cram.djl.decoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.cram.api.ModelException;
import dev.cram.djl.checkpoint.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Moves a checkpoint's tensors into a module, piece by piece through one buffer, widened to float32. */
final class WeightLoader {

    private static final int PIECE = 1 << 22;

    private final TorchModule module;
    private final ByteBuffer buffer;

    private WeightLoader(TorchModule module, int piece) {
        this.module = module;
        this.buffer = ByteBuffer.allocateDirect(piece * Float.BYTES).order(ByteOrder.nativeOrder());
    }

    /**
     * Checks that a checkpoint has what a model needs and nothing that would be left out.
     *
     * @throws ModelException naming the tensor that is missing, of another shape, or unknown
     */
    static void check(DecoderSpec spec, Map<String, Tensor> tensors) {
        Set<String> used = new HashSet<>();
        for (Weight weight : spec.weights()) {
            if (weight.isAbsent()) {
                continue;
            }
            Tensor tensor = tensors.get(weight.name());
            if (tensor == null) {
                throw new ModelException("The model has no tensor " + weight.name()
                        + ", which its configuration asks for: " + "fetch config.json and weights of the same model");
            }
            if (!tensor.shape().equals(weight.shape())) {
                throw new ModelException("Tensor " + weight.name() + " has the shape " + tensor.shape() + ", but "
                        + "the configuration asks for " + weight.shape()
                        + ": fetch config.json and weights of the same model");
            }
            used.add(weight.name());
        }
        for (String name : tensors.keySet()) {
            if (!used.contains(name) && !isRedundant(name)) {
                throw new ModelException("The model has a tensor " + name + " that its configuration does not ask for, "
                        + "so its architecture is not supported as it is: choose a plain model of this family");
            }
        }
    }

    /** What older files carry along: precomputed frequencies, and the output head of tied models. */
    private static boolean isRedundant(String name) {
        return name.endsWith("rotary_emb.inv_freq") || name.equals("lm_head.weight");
    }

    static void load(TorchModule module, List<Weight> weights, Map<String, Tensor> tensors) {
        long largest = weights.stream()
                .mapToLong(weight -> weight.shape().stream().reduce(1L, Math::multiplyExact))
                .max()
                .orElseThrow();
        WeightLoader loader = new WeightLoader(module, (int) Math.min(PIECE, largest));
        for (Weight weight : weights) {
            loader.load(weight, tensors);
        }
    }

    private void load(Weight weight, Map<String, Tensor> tensors) {
        Shape shape = new Shape(weight.shape());
        try (NDManager step = module.manager().newSubManager()) {
            module.train("allocate", step.create(shape, DataType.FLOAT32));
        }
        if (!weight.isAbsent()) {
            Tensor tensor = java.util.Objects.requireNonNull(tensors.get(weight.name()));
            for (long from = 0; from < tensor.size(); from += PIECE) {
                fill(tensor, from, (int) Math.min(PIECE, tensor.size() - from));
            }
        }
    }

    private void fill(Tensor tensor, long from, int count) {
        FloatBuffer floats = buffer.asFloatBuffer().limit(count);
        tensor.read(from, floats);
        ByteBuffer piece = buffer.slice(0, count * Float.BYTES).order(ByteOrder.nativeOrder());
        try (NDManager step = module.manager().newSubManager()) {
            NDArray values = step.create(piece, new Shape(count), DataType.FLOAT32);
            module.train("fill", values, step.create(from));
        }
    }
}
