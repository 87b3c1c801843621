package dev.cram.optim;

import dev.cram.optimizer.StepRule;
import dev.cram.optimizer.VectorOptimizer;

/**
 * A method that needs one gradient a step: what {@link Staged}, {@link Cycles} and {@link LowDimensional} build on.
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
     * Makes the step rule of a search that goes on from vectors that another rule of this method has brought so far: they
     * stay as they are. A method whose rule holds vectors of its own must do this itself.
     *
     * @param problem the text's sizes, the budget and the vectors so far
     * @return the rule, with no step taken
     */
    default StepRule resume(Problem problem) {
        return rule(problem.from(problem.initial().clone(), problem.vectors()));
    }

    @Override
    default State start(Problem problem) {
        return VectorOptimizer.firstOrder(name(), this::rule).start(problem);
    }
}
