package dev.cram.memory;

/** Why an optimisation ended. */
public enum StopReason {
    /** Greedy decoding returned the text: the vectors are exact. */
    EXACT,
    /**
     * Every token but the first is correct, given the true tokens before it: all that a recipe with the paper's own
     * objective asks for. Greedy decoding from the vectors alone did not return the text.
     */
    INNER_CORRECT,
    /** The largest number of steps was taken, or the budget of evaluations was spent. */
    STEP_LIMIT,
    /** The time that a text was given is over. */
    TIME_LIMIT,
    /** As many steps as the patience allows passed without one more correct token, or the optimizer gave up. */
    NO_PROGRESS,
    /** A loss, a gradient or a component of the vectors was not a finite number. */
    DIVERGED,
    /** The thread was interrupted, or a {@link Cancellation} used. */
    CANCELLED
}
