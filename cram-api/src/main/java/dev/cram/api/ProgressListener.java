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
}
