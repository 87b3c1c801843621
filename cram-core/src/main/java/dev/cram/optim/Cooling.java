package dev.cram.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Objects;

/** A schedule as the factor of a loss's temperature, which must stay a number to divide by. */
final class Cooling {

    private static final double COLDEST = 1e-30;
    private static final double HOTTEST = 1e30;

    private Cooling() {}

    /** Refuses a schedule that is known to get too cold. */
    static void check(Schedule cooling) {
        Objects.requireNonNull(cooling, "cooling");
        if (cooling instanceof Schedule.Exponential falling) {
            check(falling.end(), cooling);
        }
    }

    /** The factor of one step. */
    static float factor(Schedule cooling, int step, int steps) {
        double factor = cooling.factor(step, steps);
        check(factor, cooling);
        return (float) factor;
    }

    private static void check(double factor, Schedule cooling) {
        checkArgument(
                factor >= COLDEST && factor <= HOTTEST,
                "cooling must give factors from %s to %s, but %s gives %s",
                COLDEST,
                HOTTEST,
                cooling,
                factor);
    }
}
