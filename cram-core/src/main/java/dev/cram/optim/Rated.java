package dev.cram.optim;

import dev.cram.optimizer.VectorOptimizer;

/** A method that has one rate, which {@link dev.cram.recipe.Recipe} can change. Immutable. */
public interface Rated extends VectorOptimizer {

    /**
     * Its rate.
     *
     * @return size of a step, in the method's own unit, above 0
     */
    double rate();

    /**
     * The same at another rate.
     *
     * @param rate size of a step, in the method's own unit, above 0
     * @return a new value
     */
    Rated rate(double rate);
}
