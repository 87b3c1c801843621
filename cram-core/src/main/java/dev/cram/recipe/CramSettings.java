package dev.cram.recipe;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All choices of a {@link dev.cram.Cram} but the model, as a value that can be shipped to another machine. Immutable and
 * serialisable; each step returns a new value. What was shipped equals what was not, but for an optimizer of the user's
 * own that is no value itself, such as a lambda.
 *
 * @param vectors number of memory vectors a text, at least 1
 * @param autoVectors whether the fewest vectors that hold a text are found instead
 * @param recipe the method and its limits
 * @param seed where all random numbers come from
 * @param margin smallest margin, in logits, that every token must reach before a text counts as done, at most 1e6; 0 for
 *     any margin above 0
 * @param acceptInexact whether vectors that do not decode to the text, or miss the target margin, are returned rather
 *     than thrown
 * @param acceptOtherPrecision whether vectors that were made in another precision of the same model are decoded
 * @param batch largest number of texts evaluated together, at least 1
 * @param vectorBits what one vector of the model holds, in bits above 0, for the estimate of difficulty; null for what is
 *     known
 * @param limit wall time after which a text is given up, above 0; null for no such limit
 * @serial exclude
 */
public record CramSettings(
        int vectors,
        boolean autoVectors,
        Recipe recipe,
        long seed,
        double margin,
        boolean acceptInexact,
        boolean acceptOtherPrecision,
        int batch,
        @Nullable Double vectorBits,
        @Nullable Duration limit)
        implements Serializable {

    private static final double LARGEST_MARGIN = 1e6;

    private static final CramSettings DEFAULTS =
            new CramSettings(1, false, Recipes.standard(), 0, 0, false, false, 16, null, null);

    public CramSettings {
        Objects.requireNonNull(recipe, "recipe");
        checkArgument(vectors >= 1, "vectors must be at least 1, but was %s", vectors);
        checkArgument(
                vectorBits == null || (vectorBits > 0 && Double.isFinite(vectorBits)),
                "vectorBits must be a finite number of bits above 0, but was %s",
                vectorBits);
        checkArgument(
                margin >= 0 && margin <= LARGEST_MARGIN,
                "margin must be from 0 to %s logits, but was %s",
                LARGEST_MARGIN,
                margin);
        checkArgument(batch >= 1, "batch must be at least 1, but was %s", batch);
        checkArgument(
                limit == null || (!limit.isNegative() && !limit.isZero()),
                "limit must be a time above 0, but was %s",
                limit);
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
     * The same with a number of vectors.
     *
     * @param vectors at least 1
     * @return a new value
     */
    public CramSettings vectors(int vectors) {
        return with(draft -> {
            draft.vectors = vectors;
            draft.autoVectors = false;
        });
    }

    /**
     * The same with the fewest vectors that hold a text.
     *
     * @return a new value
     */
    public CramSettings withAutoVectors() {
        return with(draft -> {
            draft.vectors = 1;
            draft.autoVectors = true;
        });
    }

    /**
     * The same with another recipe.
     *
     * @param recipe the method and its limits
     * @return a new value
     */
    public CramSettings recipe(Recipe recipe) {
        return with(draft -> draft.recipe = recipe);
    }

    /**
     * The same with another seed.
     *
     * @param seed any number
     * @return a new value
     */
    public CramSettings seed(long seed) {
        return with(draft -> draft.seed = seed);
    }

    /**
     * The same with another target margin.
     *
     * @param margin in logits, from 0 to 1e6
     * @return a new value
     */
    public CramSettings margin(double margin) {
        return with(draft -> draft.margin = margin);
    }

    /**
     * The same, returning or throwing what is inexact.
     *
     * @param acceptInexact true to return
     * @return a new value
     */
    public CramSettings acceptInexact(boolean acceptInexact) {
        return with(draft -> draft.acceptInexact = acceptInexact);
    }

    /**
     * The same, decoding or refusing vectors of another precision.
     *
     * @param acceptOtherPrecision true to decode
     * @return a new value
     */
    public CramSettings acceptOtherPrecision(boolean acceptOtherPrecision) {
        return with(draft -> draft.acceptOtherPrecision = acceptOtherPrecision);
    }

    /**
     * The same with another largest batch.
     *
     * @param batch at least 1
     * @return a new value
     */
    public CramSettings batch(int batch) {
        return with(draft -> draft.batch = batch);
    }

    /**
     * The same with another idea of what a vector holds.
     *
     * @param vectorBits in bits, above 0
     * @return a new value
     */
    public CramSettings vectorBits(double vectorBits) {
        return with(draft -> draft.vectorBits = vectorBits);
    }

    /**
     * The same with another time for a text.
     *
     * @param limit wall time, above 0
     * @return a new value
     */
    public CramSettings limit(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        return with(draft -> draft.limit = limit);
    }

    private CramSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** The one copy of all choices, while one of them changes. */
    private static final class Draft {

        private int vectors;
        private boolean autoVectors;
        private Recipe recipe;
        private long seed;
        private double margin;
        private boolean acceptInexact;
        private boolean acceptOtherPrecision;
        private int batch;
        private @Nullable Double vectorBits;
        private @Nullable Duration limit;

        Draft(CramSettings of) {
            vectors = of.vectors;
            autoVectors = of.autoVectors;
            recipe = of.recipe;
            seed = of.seed;
            margin = of.margin;
            acceptInexact = of.acceptInexact;
            acceptOtherPrecision = of.acceptOtherPrecision;
            batch = of.batch;
            vectorBits = of.vectorBits;
            limit = of.limit;
        }

        CramSettings settings() {
            return new CramSettings(
                    vectors,
                    autoVectors,
                    recipe,
                    seed,
                    margin,
                    acceptInexact,
                    acceptOtherPrecision,
                    batch,
                    vectorBits,
                    limit);
        }
    }

    /**
     * Those choices that are not the defaults.
     *
     * @return {@code name=value} of each, a comma before it; empty for the defaults
     */
    public String changes() {
        StringBuilder changes = new StringBuilder();
        change(changes, "vectors", autoVectors ? "auto" : vectors, DEFAULTS.vectors);
        change(changes, "recipe", recipe, DEFAULTS.recipe);
        change(changes, "seed", seed, DEFAULTS.seed);
        change(changes, "margin", margin, DEFAULTS.margin);
        change(changes, "acceptInexact", acceptInexact, DEFAULTS.acceptInexact);
        change(changes, "acceptOtherPrecision", acceptOtherPrecision, DEFAULTS.acceptOtherPrecision);
        change(changes, "batch", batch, DEFAULTS.batch);
        change(changes, "vectorBits", vectorBits, DEFAULTS.vectorBits);
        change(changes, "limit", limit, DEFAULTS.limit);
        return changes.toString();
    }

    private static void change(StringBuilder changes, String name, @Nullable Object value, @Nullable Object usual) {
        if (!Objects.equals(value, usual)) {
            changes.append(", ").append(name).append('=').append(value);
        }
    }
}
