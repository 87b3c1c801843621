package dev.cram.djl.internal.decoder.weight;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Neighbors in a table of weights: the weights of the model, of one layer, or of one expert. */
public final class WeightBlock {

    private final Weight[] slots;
    private final List<String> bases;
    private final Map<Integer, Weight> plain;
    private final List<Enum<?>> roles;
    private final List<Enum<?>> expertRoles;
    private final int from;
    private final String prefix;

    /**
     * A part of a table.
     *
     * @param slots those of the whole table
     * @param bases what names may begin with
     * @param plain the table's norms without weights, by width
     * @param roles the weights of this block
     * @param expertRoles the weights of each expert behind it
     * @param from the first one's slot
     * @param prefix what names begin with behind their base
     */
    WeightBlock(
            Weight[] slots,
            List<String> bases,
            Map<Integer, Weight> plain,
            List<Enum<?>> roles,
            List<Enum<?>> expertRoles,
            int from,
            String prefix) {
        this.slots = slots;
        this.bases = bases;
        this.plain = plain;
        this.roles = roles;
        this.expertRoles = expertRoles;
        this.from = from;
        this.prefix = prefix;
    }

    public void put(Enum<?> role, Weight weight) {
        slots[place(role)] = weight;
    }

    public void putBias(Enum<?> role, Weight weight) {
        slots[place(role) + 1] = weight;
    }

    /** The weights of one of a layer's experts, from 0; names begin as the layer's do. */
    public WeightBlock expert(int number) {
        int begin = from + 2 * (roles.size() + expertRoles.size() * number);
        return new WeightBlock(slots, bases, plain, expertRoles, List.of(), begin, prefix);
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
