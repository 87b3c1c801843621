package dev.cram.cli.terminal;

import dev.cram.Cram;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.ProgressListener;

/** Cramming with its progress shown. */
public final class ProgressDisplay {

    private ProgressDisplay() {}

    /**
     * Crams with a progress bar where there is a terminal, else with the given listener. Afterwards the thread is not
     * interrupted: that has ended the search, and writing what it found must not fail.
     */
    public static MemoryVectors compress(Cram cram, String text, Console console, ProgressListener otherwise) {
        try (ProgressBar bar = new ProgressBar(console.err())) {
            return cram.listener(console.live() ? bar : otherwise).compress(text);
        } finally {
            Thread.interrupted();
        }
    }
}
