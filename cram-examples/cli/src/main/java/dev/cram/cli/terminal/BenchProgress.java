package dev.cram.cli.terminal;

import dev.cram.memory.MemoryVectors;
import dev.cram.memory.Progress;
import dev.cram.memory.ProgressListener;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How far one recipe is with its texts. */
public final class BenchProgress implements ProgressListener, AutoCloseable {

    private final String recipe;
    private final StatusLine line;
    private final Map<Integer, Integer> correct = new HashMap<>();
    private int finished;

    public BenchProgress(String recipe, Console console) {
        this.recipe = recipe;
        this.line = new StatusLine(console);
    }

    @Override
    public void onProgress(Progress progress) {
        correct.put(progress.text(), progress.correctTokens());
        line.show(() -> String.format(
                Locale.ROOT,
                "%s: %d texts done, step %d of at most %d, %.1f tokens correct on average, %.0f s",
                recipe,
                finished,
                progress.step(),
                progress.steps(),
                correct.values().stream().mapToInt(i -> i).average().orElse(0),
                progress.seconds()));
    }

    @Override
    public void onFinished(int text, MemoryVectors vectors) {
        finished++;
    }

    @Override
    public void close() {
        line.close();
    }
}
