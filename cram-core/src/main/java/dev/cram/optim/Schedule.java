package dev.cram.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;

/**
 * How a learning rate or a temperature changes over the steps: a factor of it. Immutable and thread-safe. Those made here
 * are equal when their numbers are.
 */
@FunctionalInterface
public interface Schedule extends Serializable {

    /**
     * The factor of one step.
     *
     * @param step steps taken before, from 0 to {@code steps - 1}
     * @param steps largest number of steps, at least 1
     * @return what to multiply it by, 0 or more
     */
    double factor(int step, int steps);

    /**
     * Always 1, as in the paper.
     *
     * @return the schedule
     */
    static Schedule constant() {
        return new Constant();
    }

    /**
     * Falls by the same factor at every step: {@code end^(step / steps)}.
     *
     * @param end factor at the last step, above 0
     * @return the schedule
     */
    static Schedule exponential(double end) {
        return new Exponential(end);
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
        return new Cosine(warmup, floor);
    }

    /**
     * The schedule of {@link Schedule#exponential}. Immutable.
     *
     * @param end factor at the last step, above 0
     */
    record Exponential(double end) implements Schedule {

        public Exponential {
            checkArgument(end > 0 && Double.isFinite(end), "end must be a finite number above 0, but was %s", end);
        }

        @Override
        public double factor(int step, int steps) {
            return Math.pow(end, Math.min(1, step / (double) steps));
        }
    }
}

/** The schedule of {@link Schedule#constant}. */
record Constant() implements Schedule {

    @Override
    public double factor(int step, int steps) {
        return 1;
    }
}

/** The schedule of {@link Schedule#cosine}. */
record Cosine(int warmup, double floor) implements Schedule {

    @Override
    public double factor(int step, int steps) {
        if (step < warmup) {
            return (step + 1.0) / (warmup + 1.0);
        }
        double done = (step - warmup) / Math.max(1.0, steps - warmup);
        return floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done)));
    }
}
