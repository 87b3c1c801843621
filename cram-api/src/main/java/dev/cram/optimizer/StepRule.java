package dev.cram.optimizer;

import java.io.Serializable;

/**
 * A plain first-order method for one text: one gradient, one step. Turn it into a {@link VectorOptimizer} with
 * {@link VectorOptimizer#firstOrder}. Used by one thread at a time.
 */
@FunctionalInterface
public interface StepRule extends Serializable {

    /**
     * Moves the vectors.
     *
     * @param vectors memory vectors, {@code [count x width]}; to be changed in place
     * @param gradient gradient of the mean cross-entropy (nats) with respect to them, of the same size; finite
     * @param step how many steps were taken before, from 0
     */
    void step(float[] vectors, float[] gradient, int step);
}
