package dev.cram.study.measurement;

/** Watches studies. Called on the thread that measures, so need not be thread-safe. */
@FunctionalInterface
public interface StudyListener {

    /**
     * Called after every batch of texts.
     *
     * @param what what was measured
     * @param share share of the work that is done, 0 to 1
     * @param secondsLeft an estimate of the time left, in seconds; not a number before anything was measured
     */
    void onProgress(String what, double share, double secondsLeft);
}
