package dev.cram.optim;

import dev.cram.spi.StepRule;
import dev.cram.spi.VectorOptimizer;

/**
 * A method that needs one gradient a step and has one rate: what {@link Staged} and {@link LowDimensional} build on.
 * Immutable.
 */
public interface FirstOrder extends VectorOptimizer {

    /**
     * Makes the step rule of one search, with no step taken. May move the problem's start.
     *
     * @param problem the text's sizes, the budget and the start
     * @return the rule
     */
    StepRule rule(Problem problem);

    /**
     * The same at another rate.
     *
     * @param rate size of a step, in the method's own unit, above 0
     * @return a new value
     */
    FirstOrder rate(double rate);

    @Override
    default State start(Problem problem) {
        return VectorOptimizer.firstOrder(name(), this::rule).start(problem);
    }
}
