package dev.cram;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.recipe.Recipe;
import java.io.Serializable;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * All choices of a {@link Cram} but the model, as a value that can be shipped to another machine. Immutable and
 * serialisable; each step returns a new value. What was shipped equals what was not, but for an optimizer of the user's
 * own that is no value itself, such as a lambda.
 *
 * @param vectors number of memory vectors a text, at least 1; {@link #AUTO_VECTORS} for the fewest that hold it
 * @param recipe the method and its limits
 * @param seed where all random numbers come from
 * @param margin smallest margin, in logits, that every token must reach before a text counts as done, at most 1e6; 0 for
 *     any margin above 0
 * @param acceptInexact whether vectors that do not decode to the text, or miss the target margin, are returned rather
 *     than thrown
 * @param acceptOtherPrecision whether vectors that were made in another precision of the same model are decoded
 * @param budget evaluations after which a text is given up, beside the recipe's limit of rounds; 0 for no such limit
 * @param batch largest number of texts evaluated together, at least 1
 * @param vectorBits what one vector of the model holds, in bits, for the estimate of difficulty; 0 for what is known
 * @serial exclude
 */
public record CramSettings(
        int vectors,
        Recipe recipe,
        long seed,
        double margin,
        boolean acceptInexact,
        boolean acceptOtherPrecision,
        double budget,
        int batch,
        double vectorBits)
        implements Serializable {

    /** As a number of vectors: the fewest that hold the text. */
    public static final int AUTO_VECTORS = 0;

    private static final double LARGEST_MARGIN = 1e6;

    private static final CramSettings DEFAULTS = new CramSettings(1, Recipe.standard(), 0, 0, false, false, 0, 16, 0);

    /**
     * Checks the numbers.
     *
     * @param vectors as above
     * @param recipe as above
     * @param seed as above
     * @param margin as above
     * @param acceptInexact as above
     * @param acceptOtherPrecision as above
     * @param budget as above
     * @param batch as above
     * @param vectorBits as above
     */
    public CramSettings {
        Objects.requireNonNull(recipe, "recipe");
        checkArgument(vectors >= 1 || vectors == AUTO_VECTORS, "vectors must be at least 1, but was %s", vectors);
        checkArgument(
                vectorBits >= 0 && Double.isFinite(vectorBits),
                "vectorBits must be 0 (what is known) or a finite number of bits, but was %s",
                vectorBits);
        checkArgument(
                margin >= 0 && margin <= LARGEST_MARGIN,
                "margin must be from 0 to %s logits, but was %s",
                LARGEST_MARGIN,
                margin);
        checkArgument(
                budget >= 0 && Double.isFinite(budget),
                "budget must be 0 (none) or a finite number of evaluations, but was %s",
                budget);
        checkArgument(batch >= 1, "batch must be at least 1, but was %s", batch);
    }

    /**
     * One vector, the {@code default} recipe, seed 0, no target margin, exact only, batches of up to 16 texts.
     *
     * @return the defaults
     */
    public static CramSettings defaults() {
        return DEFAULTS;
    }

    /**
     * The same with another number of vectors.
     *
     * @param vectors at least 1, or {@link #AUTO_VECTORS}
     * @return a new value
     */
    public CramSettings vectors(int vectors) {
        return new CramSettings(
                vectors, recipe, seed, margin, acceptInexact, acceptOtherPrecision, budget, batch, vectorBits);
    }

    /**
     * The same with another recipe.
     *
     * @param recipe the method and its limits
     * @return a new value
     */
    public CramSettings recipe(Recipe recipe) {
        return new CramSettings(
                vectors, recipe, seed, margin, acceptInexact, acceptOtherPrecision, budget, batch, vectorBits);
    }

    /**
     * The same with another seed.
     *
     * @param seed any number
     * @return a new value
     */
    public CramSettings seed(long seed) {
        return new CramSettings(
                vectors, recipe, seed, margin, acceptInexact, acceptOtherPrecision, budget, batch, vectorBits);
    }

    /**
     * The same with another target margin.
     *
     * @param margin in logits, from 0 to 1e6
     * @return a new value
     */
    public CramSettings margin(double margin) {
        return new CramSettings(
                vectors, recipe, seed, margin, acceptInexact, acceptOtherPrecision, budget, batch, vectorBits);
    }

    /**
     * The same, returning or throwing what is inexact.
     *
     * @param acceptInexact true to return
     * @return a new value
     */
    public CramSettings acceptInexact(boolean acceptInexact) {
        return new CramSettings(
                vectors, recipe, seed, margin, acceptInexact, acceptOtherPrecision, budget, batch, vectorBits);
    }

    /**
     * The same, decoding or refusing vectors of another precision.
     *
     * @param acceptOtherPrecision true to decode
     * @return a new value
     */
    public CramSettings acceptOtherPrecision(boolean acceptOtherPrecision) {
        return new CramSettings(
                vectors, recipe, seed, margin, acceptInexact, acceptOtherPrecision, budget, batch, vectorBits);
    }

    /**
     * The same with another budget.
     *
     * @param budget evaluations a text; 0 for no such limit
     * @return a new value
     */
    public CramSettings budget(double budget) {
        return new CramSettings(
                vectors, recipe, seed, margin, acceptInexact, acceptOtherPrecision, budget, batch, vectorBits);
    }

    /**
     * The same with another largest batch.
     *
     * @param batch at least 1
     * @return a new value
     */
    public CramSettings batch(int batch) {
        return new CramSettings(
                vectors, recipe, seed, margin, acceptInexact, acceptOtherPrecision, budget, batch, vectorBits);
    }

    /**
     * The same with another idea of what a vector holds.
     *
     * @param vectorBits in bits; 0 for what is known
     * @return a new value
     */
    public CramSettings vectorBits(double vectorBits) {
        return new CramSettings(
                vectors, recipe, seed, margin, acceptInexact, acceptOtherPrecision, budget, batch, vectorBits);
    }

    /** Those choices that are not the defaults, as {@code name=value}. */
    String changes() {
        StringJoiner changes = new StringJoiner(", ");
        change(changes, "vectors", vectors == AUTO_VECTORS ? "auto" : vectors, DEFAULTS.vectors);
        change(changes, "recipe", recipe, DEFAULTS.recipe);
        change(changes, "seed", seed, DEFAULTS.seed);
        change(changes, "margin", margin, DEFAULTS.margin);
        change(changes, "acceptInexact", acceptInexact, DEFAULTS.acceptInexact);
        change(changes, "acceptOtherPrecision", acceptOtherPrecision, DEFAULTS.acceptOtherPrecision);
        change(changes, "budget", budget, DEFAULTS.budget);
        change(changes, "batch", batch, DEFAULTS.batch);
        change(changes, "vectorBits", vectorBits, DEFAULTS.vectorBits);
        return changes.toString();
    }

    private static void change(StringJoiner changes, String name, Object value, Object usual) {
        if (!value.equals(usual)) {
            changes.add(name + "=" + value);
        }
    }
}
