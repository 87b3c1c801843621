package dev.cram.cli.terminal;

import dev.cram.memory.Progress;
import dev.cram.memory.ProgressListener;
import java.io.PrintStream;

/** A line for every token more than ever before, for where no terminal is. */
public final class ProgressLines implements ProgressListener {

    private final PrintStream out;
    private int most;

    public ProgressLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void onProgress(Progress progress) {
        if (progress.correctTokens() > most) {
            most = progress.correctTokens();
            out.println(ReportTable.row("step " + progress.step(), "%d of %d tokens correct", most, progress.tokens()));
        }
    }
}
