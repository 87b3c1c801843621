package dev.cram.cli.terminal;

import dev.cram.Cram;
import dev.cram.memory.Estimate;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.Progress;
import dev.cram.memory.ProgressListener;
import java.util.function.Consumer;

/** Cramming with its progress shown. */
public final class ProgressDisplay {

    private ProgressDisplay() {}

    /**
     * Crams with a progress bar where there is a terminal, else with the given listener; the estimate comes first, from the
     * scores that the search has made already. Afterwards the thread is not interrupted: that has ended the search, and
     * writing what it found must not fail.
     */
    public static MemoryVectors compress(
            Cram cram, String text, Console console, Consumer<Estimate> estimate, ProgressListener otherwise) {
        try (ProgressBar bar = new ProgressBar(console.err())) {
            return cram.listener(new EstimateFirst(estimate, console.live() ? bar : otherwise))
                    .compress(text);
        } finally {
            Thread.interrupted();
        }
    }

    private record EstimateFirst(Consumer<Estimate> estimate, ProgressListener rounds) implements ProgressListener {

        @Override
        public void onStarted(int text, Estimate expected) {
            estimate.accept(expected);
        }

        @Override
        public void onProgress(Progress progress) {
            rounds.onProgress(progress);
        }
    }
}
