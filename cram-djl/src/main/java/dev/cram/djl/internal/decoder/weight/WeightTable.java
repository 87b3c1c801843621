package dev.cram.djl.internal.decoder.weight;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The weights of a model, as its family names them, in the order of the program: those of the model, then those of each
 * layer, each weight followed by its bias. What is never put stays {@link Weight#NONE}.
 */
public final class WeightTable {

    private final List<String> bases;
    private final List<Enum<?>> modelRoles;
    private final List<Enum<?>> layerRoles;
    private final Weight[] slots;

    /** Norms without weights, by width: one for all layers, since a configuration may ask for many. */
    private final Map<Integer, Weight> plain = new HashMap<>();

    /**
     * Begins a table.
     *
     * @param model the weights that there are once
     * @param layer the weights that there are in each layer
     * @param layers number of layers
     * @param bases what the names may begin with: checkpoints saved from the bare network lack the usual beginning
     */
    public WeightTable(Class<? extends Enum<?>> model, Class<? extends Enum<?>> layer, int layers, List<String> bases) {
        this.bases = bases;
        this.modelRoles = List.of(model.getEnumConstants());
        this.layerRoles = List.of(layer.getEnumConstants());
        this.slots = new Weight[2 * modelRoles.size() + 2 * layerRoles.size() * layers];
        Arrays.fill(slots, Weight.NONE);
    }

    /** The weights that there are once. */
    public WeightBlock model() {
        return new WeightBlock(slots, bases, plain, modelRoles, 0, "");
    }

    /** Does the same for each layer, whose names begin with a prefix, a number and a dot. */
    public void eachLayer(String prefix, Consumer<WeightBlock> action) {
        int number = 0;
        for (int from = 2 * modelRoles.size(); from < slots.length; from += 2 * layerRoles.size()) {
            action.accept(new WeightBlock(slots, bases, plain, layerRoles, from, prefix + number++ + "."));
        }
    }

    public List<Weight> toList() {
        return List.of(slots);
    }
}
