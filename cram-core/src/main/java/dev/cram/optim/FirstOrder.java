package dev.cram.optim;

import dev.cram.spi.StepRule;
import dev.cram.spi.VectorOptimizer;

/**
 * A method that needs one gradient a step: what {@link Staged} and {@link LowDimensional} build on.
 * Immutable.
 */
public interface FirstOrder extends Rated {

    /**
     * Makes the step rule of one search, with no step taken. May move the problem's start.
     *
     * @param problem the text's sizes, the budget and the start
     * @return the rule
     */
    StepRule rule(Problem problem);

    @Override
    FirstOrder rate(double rate);

    @Override
    default State start(Problem problem) {
        return VectorOptimizer.firstOrder(name(), this::rule).start(problem);
    }
}
