package dev.cram.djl.internal.decoder.weight;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/**
 * The weights of a model, as its family names them, in the order of the program: those of the model, then those of each
 * layer, each weight followed by its bias, and of a layer at last those of each of its experts. What is never put stays {@link Weight#NONE}.
 */
public final class WeightTable {

    private final List<String> bases;
    private final List<Enum<?>> modelRoles;
    private final List<Enum<?>> layerRoles;
    private final List<Enum<?>> expertRoles;
    private final int layerSize;
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
        this(model, layer, List.of(), 0, layers, bases);
    }

    /**
     * Begins a table of layers with experts.
     *
     * @param expert the weights that there are in each expert
     * @param experts number of a layer's experts
     */
    public WeightTable(
            Class<? extends Enum<?>> model,
            Class<? extends Enum<?>> layer,
            List<Enum<?>> expert,
            int experts,
            int layers,
            List<String> bases) {
        this.bases = bases;
        this.modelRoles = List.of(model.getEnumConstants());
        this.layerRoles = List.of(layer.getEnumConstants());
        this.expertRoles = expert;
        this.layerSize = 2 * (layerRoles.size() + expert.size() * experts);
        this.slots = new Weight[Math.addExact(2 * modelRoles.size(), Math.multiplyExact(layerSize, layers))];
        Arrays.fill(slots, Weight.NONE);
    }

    /** The weights that there are once. */
    public WeightBlock model() {
        return new WeightBlock(slots, bases, plain, modelRoles, List.of(), 0, "");
    }

    /** Does the same for each layer, whose names begin with a prefix, a number and a dot. */
    public void eachLayer(String prefix, Consumer<WeightBlock> action) {
        eachLayer(prefix, (layer, number) -> action.accept(layer));
    }

    /** The same with each layer's number, from 0. */
    public void eachLayer(String prefix, ObjIntConsumer<WeightBlock> action) {
        int number = 0;
        for (int from = 2 * modelRoles.size(); from < slots.length; from += layerSize) {
            action.accept(
                    new WeightBlock(slots, bases, plain, layerRoles, expertRoles, from, prefix + number + "."),
                    number++);
        }
    }

    public List<Weight> toList() {
        return List.of(slots);
    }
}
