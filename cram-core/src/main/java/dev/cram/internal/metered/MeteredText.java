package dev.cram.internal.metered;

import dev.cram.model.Demand;
import java.io.Serializable;

/** A text of an objective, with what was worked on it so far. */
public final class MeteredText implements Serializable {

    private static final long serialVersionUID = 1;

    private final int row;
    private final int[] ids;
    private double evaluations;

    /** Length of the prefix that the model itself measures rather than its draft; 0 before the first. */
    private int taken;

    private boolean drafted;

    /**
     * Of which nothing was worked on.
     *
     * @param row its index in the objective
     * @param ids its true tokens
     */
    public MeteredText(int row, int[] ids) {
        this.row = row;
        this.ids = ids;
    }

    public int row() {
        return row;
    }

    public int[] ids() {
        return ids;
    }

    void charge(Demand demand, int prefix) {
        evaluations += demand.cost(Math.min(prefix, ids.length), ids.length);
    }

    /** Takes over what the same text has cost elsewhere. */
    public void include(MeteredText other) {
        evaluations += other.evaluations;
    }

    /** What it has cost so far. */
    public double evaluations() {
        return evaluations;
    }

    /** Whether a draft measures prefixes of a length. */
    public boolean isDraftedAt(int length) {
        return length != taken;
    }

    /** Takes down what a draft measured; a prefix that it found correct is the model's own from there on. */
    public void drafted(int length, boolean correct) {
        drafted = !correct;
        taken = correct ? length : taken;
    }

    /** Whether its last scores are a draft's, which the model's own may differ from. */
    public boolean isDrafted() {
        return drafted;
    }
}
