package dev.cram.memory;

/**
 * Watches an optimisation. Need not be thread-safe: it is called on the thread that called {@code compress}. An exception
 * it throws ends the work.
 */
@FunctionalInterface
public interface ProgressListener {

    /**
     * Called after every round of every text. To cancel, interrupt the thread or use a {@link Cancellation}: the work ends
     * with {@link StopReason#CANCELLED} and keeps the best vectors.
     *
     * @param progress what the round measured
     */
    void onProgress(Progress progress);

    /**
     * Called before the search for a text begins.
     *
     * @param text index of the text in the call, from 0
     * @param estimate how hard it is
     */
    default void onStarted(int text, Estimate estimate) {}

    /**
     * Called when the device's memory did not hold all texts of a batch at once: from now on fewer are evaluated
     * together, which changes last bits and is told by {@link CapacityReport.Cost#reducedBatch()}.
     *
     * @param rows largest number of texts evaluated together from now on
     */
    default void onReducedBatch(int rows) {}

    /**
     * Called as soon as the search for a text has ended, while others go on.
     *
     * @param text index of the text in the call, from 0
     * @param vectors its vectors with their report, exact or not
     */
    default void onFinished(int text, MemoryVectors vectors) {}
}
