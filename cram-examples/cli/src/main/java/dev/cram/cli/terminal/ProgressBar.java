package dev.cram.cli.terminal;

import dev.cram.memory.Progress;
import dev.cram.memory.ProgressListener;
import java.io.PrintStream;
import java.util.Locale;

/** One line on a terminal that is drawn again at most ten times a second, and goes away at the end. */
public final class ProgressBar implements ProgressListener, AutoCloseable {

    private static final int CELLS = 24;
    private static final double SECONDS_BETWEEN = 0.1;

    private final PrintStream terminal;
    private double drawn = Double.NEGATIVE_INFINITY;

    public ProgressBar(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public void onProgress(Progress progress) {
        if (progress.seconds() - drawn < SECONDS_BETWEEN) {
            return;
        }
        drawn = progress.seconds();
        int full = CELLS * progress.correctTokens() / progress.tokens();
        String line = String.format(
                Locale.ROOT,
                "[%s%s] %d of %d tokens%s, step %d of at most %d, %.1f s",
                "#".repeat(full),
                ".".repeat(CELLS - full),
                progress.correctTokens(),
                progress.tokens(),
                attempt(progress),
                progress.step(),
                progress.steps(),
                progress.seconds());
        StatusLine.draw(terminal, line);
    }

    private static String attempt(Progress progress) {
        String vectors = progress.vectors() == 1 ? "" : " in " + progress.vectors() + " vectors";
        return vectors + (progress.attempt() == 1 ? "" : ", attempt " + progress.attempt());
    }

    @Override
    public void close() {
        if (drawn >= 0) {
            StatusLine.draw(terminal, "");
        }
    }
}
