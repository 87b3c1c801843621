package dev.cram.djl.internal.decoder.weight;

import java.util.Arrays;
import java.util.Collections;
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
    public Block model() {
        return new Block(modelRoles, 0, "");
    }

    /** Does the same for each layer, whose names begin with a prefix, a number and a dot. */
    public void eachLayer(String prefix, Consumer<Block> action) {
        int number = 0;
        for (int from = 2 * modelRoles.size(); from < slots.length; from += 2 * layerRoles.size()) {
            action.accept(new Block(layerRoles, from, prefix + number++ + "."));
        }
    }

    public List<Weight> toList() {
        return List.of(slots);
    }

    /** Some neighbors in the table. */
    public final class Block {

        private final List<Enum<?>> roles;
        private final int from;
        private final String prefix;

        private Block(List<Enum<?>> roles, int from, String prefix) {
            this.roles = roles;
            this.from = from;
            this.prefix = prefix;
        }

        public void put(Enum<?> role, Weight weight) {
            slots[place(role)] = weight;
        }

        public void putBias(Enum<?> role, Weight weight) {
            slots[place(role) + 1] = weight;
        }

        private int place(Enum<?> role) {
            int index = roles.indexOf(role);
            if (index < 0) {
                throw new IllegalArgumentException(role + " is none of " + roles);
            }
            return from + 2 * index;
        }

        /** A tensor by its name without beginning. */
        public Weight tensor(String name, long... shape) {
            return Weight.of(bases.stream().map(base -> base + prefix + name).toList(), shape);
        }

        public void linear(Enum<?> role, String name, int out, int in, boolean bias) {
            put(role, tensor(name + ".weight", out, in));
            if (bias) {
                bias(role, name, out);
            }
        }

        public void bias(Enum<?> role, String name, int out) {
            putBias(role, tensor(name + ".bias", out));
        }

        /**
         * The output head.
         *
         * @param embedding role of the embedding, which has been put
         * @param tied whether the configuration says that head and embedding are one tensor: under which of their names
         *     it is stored is then open, and a head of its own that differs counts
         */
        public void head(Enum<?> role, Enum<?> embedding, Weight head, boolean tied) {
            put(role, tied ? head.asTied() : head);
            if (tied) {
                put(embedding, slots[place(embedding)].orNamedAs(head));
            }
        }

        /** A norm without bias. */
        public void norm(Enum<?> role, String name, int width) {
            put(role, tensor(name + ".weight", width));
        }

        /** A norm with bias. */
        public void layerNorm(Enum<?> role, String name, int width) {
            norm(role, name, width);
            bias(role, name, width);
        }

        /** A norm that has no weights of its own. */
        public void plainNorm(Enum<?> role, int width) {
            put(role, plain.computeIfAbsent(width, size -> Weight.given(Collections.nCopies(size, 1f), size)));
        }
    }
}
