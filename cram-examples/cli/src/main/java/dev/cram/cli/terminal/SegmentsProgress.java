package dev.cram.cli.terminal;

import dev.cram.memory.MemoryVectors;
import dev.cram.memory.Progress;
import dev.cram.memory.ProgressListener;

/** How many segments of a long text are done. */
public final class SegmentsProgress implements ProgressListener, AutoCloseable {

    private static final long NANOS_BETWEEN = 100_000_000;

    private final StatusLine line;
    private long drawn = System.nanoTime();
    private int segments;
    private long tokens;

    public SegmentsProgress(Console console) {
        this.line = new StatusLine(console);
    }

    @Override
    public void onProgress(Progress progress) {
        if (System.nanoTime() - drawn > NANOS_BETWEEN) {
            drawn = System.nanoTime();
            line.show(() -> segments + " segments of " + tokens + " tokens are done");
        }
    }

    @Override
    public void onFinished(int text, MemoryVectors vectors) {
        segments++;
        tokens += vectors.origin().tokens();
    }

    @Override
    public void close() {
        line.close();
    }
}
