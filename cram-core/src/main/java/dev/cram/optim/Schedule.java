package dev.cram.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;

/** How the learning rate changes over the steps: a factor of the optimizer's rate. Immutable and thread-safe. */
@FunctionalInterface
public interface Schedule extends Serializable {

    /**
     * The factor of one step.
     *
     * @param step steps taken before, from 0 to {@code steps - 1}
     * @param steps largest number of steps, at least 1
     * @return what to multiply the learning rate by, 0 or more
     */
    double factor(int step, int steps);

    /**
     * Always 1, as in the paper.
     *
     * @return the schedule
     */
    static Schedule constant() {
        return (step, steps) -> 1;
    }

    /**
     * Rises linearly to 1 over the warm-up, then falls along a half cosine to the floor at the last step (Loshchilov and
     * Hutter, "SGDR", 2017, without restarts).
     *
     * @param warmup number of steps of the rise; 0 for none
     * @param floor factor at the end, 0 to 1
     * @return the schedule
     */
    static Schedule cosine(int warmup, double floor) {
        checkArgument(warmup >= 0, "warmup must be 0 or more steps, but was %s", warmup);
        checkArgument(floor >= 0 && floor <= 1, "floor must be from 0 to 1, but was %s", floor);
        return (step, steps) -> {
            if (step < warmup) {
                return (step + 1.0) / (warmup + 1);
            }
            double done = (step - warmup) / Math.max(1.0, steps - warmup);
            return floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done)));
        };
    }
}
