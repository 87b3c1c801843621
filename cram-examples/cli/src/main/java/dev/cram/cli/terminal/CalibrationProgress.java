package dev.cram.cli.terminal;

import dev.cram.memory.MemoryVectors;
import dev.cram.memory.Progress;
import dev.cram.memory.ProgressListener;
import dev.cram.memory.StopReason;
import java.util.Locale;
import java.util.function.IntFunction;

/** How far a calibration is: a line of progress, and a row for each text that is done. */
public final class CalibrationProgress implements IntFunction<ProgressListener>, AutoCloseable {

    private final int texts;
    private final Console console;
    private final StatusLine line;

    public CalibrationProgress(int texts, Console console) {
        this.texts = texts;
        this.console = console;
        this.line = new StatusLine(console);
    }

    @Override
    public ProgressListener apply(int first) {
        return new ProgressListener() {
            @Override
            public void onProgress(Progress progress) {
                line.show(() -> String.format(
                        Locale.ROOT,
                        "text %d of at most %d: %.0f evaluations, %d tokens correct, %.0f s",
                        first + progress.text() + 1,
                        texts,
                        progress.evaluations(),
                        progress.correctTokens(),
                        progress.seconds()));
            }

            @Override
            public void onFinished(int text, MemoryVectors vectors) {
                line.close();
                boolean stopped = vectors.report().cost().stopReason() == StopReason.CANCELLED;
                console.out()
                        .println(ReportTable.row(
                                "text " + (first + text + 1),
                                stopped ? "stopped, does not count: %.1f bits in %s" : "%.1f bits in %s",
                                vectors.report().bits().before(),
                                ReportTable.summary(vectors.report())));
            }
        };
    }

    @Override
    public void close() {
        line.close();
    }
}
