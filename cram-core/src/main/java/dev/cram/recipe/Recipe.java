package dev.cram.recipe;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.optimizer.VectorOptimizer;
import java.io.Serializable;
import java.util.Objects;

/**
 * A way to search: a method for whole texts, one for the longest prefixes, and their limits, under a name that reports
 * carry. Immutable; each step returns a new value.
 *
 * @param name the name
 * @param whole what finds vectors of a whole text
 * @param prefix what finds vectors of as much of a text as it can
 * @param steps largest number of rounds a text, at least 1
 * @param patience rounds without one more correct token (or, once all are correct, a larger smallest margin; or, where a
 *     prefix grows, a longer one) after which a text is given up, at least 1; {@link #ENDLESS} for no such limit
 * @serial exclude
 */
public record Recipe(String name, Method whole, Method prefix, int steps, int patience) implements Serializable {

    /** The patience that no search outlasts. */
    public static final int ENDLESS = Integer.MAX_VALUE;

    /** The longest prefix has no natural end of its search: where ten times as much adds about a tenth. */
    static final double PREFIX_BUDGET = 1_000;

    public Recipe {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(whole, "whole");
        Objects.requireNonNull(prefix, "prefix");
        checkArgument(steps >= 1, "steps must be at least 1, but was %s", steps);
        checkArgument(patience >= 1, "patience must be at least 1 round, but was %s", patience);
    }

    /**
     * One optimizer for whole texts, without a budget, and for prefixes, in 1,000 evaluations.
     *
     * @param name the name
     * @param optimizer what moves the vectors
     * @param loss what it minimises
     * @param steps largest number of rounds a text, at least 1
     * @return the recipe, without a limit of patience
     */
    public static Recipe of(String name, VectorOptimizer optimizer, Loss loss, int steps) {
        Method method = Method.of(optimizer, loss);
        return new Recipe(name, method, method.budget(PREFIX_BUDGET), steps, ENDLESS);
    }

    /**
     * The same with another limit of rounds.
     *
     * @param steps at least 1
     * @return a new value
     */
    public Recipe steps(int steps) {
        return new Recipe(name, whole, prefix, steps, patience);
    }

    /**
     * The same with another patience.
     *
     * @param patience a number of rounds, at least 1
     * @return a new value
     */
    public Recipe patience(int patience) {
        return new Recipe(name, whole, prefix, steps, patience);
    }

    /**
     * The same with another budget for whole texts and for prefixes.
     *
     * @param budget evaluations after which a text is given up, above 0; infinite for no such limit
     * @return a new value
     */
    public Recipe budget(double budget) {
        return new Recipe(name, whole.budget(budget), prefix.budget(budget), steps, patience);
    }

    /**
     * The same with another loss. That of prefixes stays hotter or colder by as much as it was.
     *
     * @param loss what to minimise
     * @return a new value
     */
    public Recipe loss(Loss loss) {
        Objects.requireNonNull(loss, "loss");
        double heat = prefix.loss().temperature() / whole.loss().temperature();
        return new Recipe(name, whole.loss(loss), prefix.loss(loss.hotter(heat)), steps, patience);
    }

    /**
     * The same limits and loss with another optimizer, whose name it takes, for whole texts and for prefixes.
     *
     * @param optimizer what moves the vectors
     * @return a new value
     */
    public Recipe optimizer(VectorOptimizer optimizer) {
        Objects.requireNonNull(optimizer, "optimizer");
        Method alike = new Method(optimizer, whole.loss(), prefix.budget());
        return new Recipe(optimizer.name(), whole.optimizer(optimizer), alike, steps, patience);
    }
}
