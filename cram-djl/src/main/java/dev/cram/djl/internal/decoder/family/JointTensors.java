package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.decoder.network.Attention.Layer;
import dev.cram.djl.internal.decoder.weight.Weight;
import dev.cram.djl.internal.decoder.weight.WeightBlock;
import java.util.List;

/** Queries, keys and values that stand in one tensor. */
final class JointTensors {

    private JointTensors() {}

    /** All heads' rows of queries, then those of keys, then those of values. */
    static void oneBelowTheOther(WeightBlock layer, String name, Dimensions sizes) {
        put(layer, name, sizes, 1, sizes.heads(), sizes.keyValueHeads(), false);
    }

    /** For each head of keys and values, the rows of the queries that share it, then its key's, then its value's. */
    static void byGroup(WeightBlock layer, String name, Dimensions sizes, boolean bias) {
        put(layer, name, sizes, sizes.keyValueHeads(), sizes.heads() / sizes.keyValueHeads(), 1, bias);
    }

    private static void put(
            WeightBlock layer, String name, Dimensions sizes, int blocks, int queries, int keys, boolean bias) {
        int all = queries + 2 * keys;
        long rows = (long) blocks * all * sizes.headDim();
        Weight matrices = layer.tensor(name + ".weight", rows, sizes.width());
        Weight biases = layer.tensor(name + ".bias", rows);
        List<Layer> roles = List.of(Layer.QUERY, Layer.KEY, Layer.VALUE);
        for (Layer role : roles) {
            int index = role == Layer.QUERY ? 0 : queries + (role == Layer.KEY ? 0 : keys);
            int own = role == Layer.QUERY ? queries : keys;
            Weight.Part part = new Weight.Part(-1, blocks, all, index, own, false);
            layer.put(role, matrices.part(part));
            layer.putBias(role, bias ? biases.part(part) : Weight.NONE);
        }
    }
}
