package dev.cram.api;

/** Why an optimisation ended. */
public enum StopReason {
    /** Greedy decoding returned the text: the vectors are exact. */
    EXACT,
    /** The largest number of steps was taken, or the budget of evaluations was spent. */
    STEP_LIMIT,
    /** As many steps as the patience allows passed without one more correct token, or the optimizer gave up. */
    NO_PROGRESS,
    /** A loss or a gradient was not a finite number. */
    DIVERGED,
    /** The thread was interrupted. */
    CANCELLED
}
