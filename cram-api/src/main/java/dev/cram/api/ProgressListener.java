package dev.cram.api;

/** Watches an optimisation. Called on the thread that called {@code compress}; an exception it throws ends the work. */
@FunctionalInterface
public interface ProgressListener {

    /**
     * Called after every round of every text. To cancel, interrupt the thread: the work ends with
     * {@link StopReason#CANCELLED} and keeps the best vectors.
     *
     * @param progress what the round measured
     */
    void onProgress(Progress progress);

    /**
     * Called as soon as the search for a text has ended, while others of its batch go on.
     *
     * @param text index of the text in the call, from 0
     * @param vectors its vectors with their report, exact or not
     */
    default void onFinished(int text, MemoryVectors vectors) {}
}
