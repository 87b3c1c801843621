package dev.cram.djl;

import ai.djl.engine.Engine;
import dev.cram.model.FrozenModel;
import dev.cram.model.TokenScores;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What opening a model costs, and whether two forms of it are the same model. Arguments: the path to open; optionally
 * another form of the same model, and a text file whose first 1,000 lines are compared. To run it with the class path of
 * the tests; {@code src/test/python/time_open.py} times the same in Python.
 */
public final class OpeningFigures {

    private static final int OPENINGS = 4;
    private static final int LINES = 1_000;
    private static final int SCORED = 20;
    private static final int GREEDY = 64;
    private static final long WATCH_NANOS = 10_000_000;
    private static final double MEBIBYTE = 1 << 20;

    private OpeningFigures() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Engine.getInstance();
        System.out.printf("anonymous memory before: %.0f MiB%n", anonymous() / MEBIBYTE);
        for (int i = 0; i < OPENINGS; i++) {
            time(Path.of(arguments[0]));
        }
        if (arguments.length > 2) {
            time(Path.of(arguments[1]));
            compare(Path.of(arguments[0]), Path.of(arguments[1]), Files.readAllLines(Path.of(arguments[2])));
        }
    }

    private static void time(Path path) throws InterruptedException {
        AtomicLong peak = new AtomicLong();
        AtomicBoolean done = new AtomicBoolean();
        Thread watch = new Thread(() -> {
            while (!done.get()) {
                peak.accumulateAndGet(anonymous(), Math::max);
                LockSupport.parkNanos(WATCH_NANOS);
            }
        });
        watch.start();
        long wall = System.nanoTime();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try (FrozenModel model = DjlModels.open(path)) {
            System.out.printf(
                    "%s: opened in %.2f s (CPU %.2f s), ",
                    model.name(),
                    (System.nanoTime() - wall) * 1e-9,
                    (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) * 1e-9);
        }
        done.set(true);
        watch.join();
        System.out.printf("anonymous memory at most %.0f MiB%n", peak.get() / MEBIBYTE);
    }

    private static void compare(Path one, Path other, List<String> lines) {
        try (FrozenModel first = DjlModels.open(one);
                FrozenModel second = DjlModels.open(other)) {
            List<String> texts =
                    lines.stream().filter(line -> !line.isBlank()).limit(LINES).toList();
            long same = texts.stream()
                    .filter(text -> Arrays.equals(first.encode(text), second.encode(text)))
                    .count();
            System.out.printf("token ids equal for %d of %d lines%n", same, texts.size());
            double difference = 0;
            for (String text : texts.subList(0, SCORED)) {
                TokenScores left = first.score(first.encode(text));
                TokenScores right = second.score(first.encode(text));
                difference = Math.max(difference, difference(left.margins(), right.margins()));
                difference = Math.max(difference, difference(left.crossEntropyNats(), right.crossEntropyNats()));
            }
            System.out.printf("margins and cross-entropies of %d lines differ by at most %.2e%n", SCORED, difference);
            System.out.printf(
                    "greedy ids of %d tokens equal: %b%n", GREEDY, Arrays.deepEquals(greedy(first), greedy(second)));
        }
    }

    private static int[][] greedy(FrozenModel model) {
        Random random = new Random(3);
        float[] vector = new float[model.width()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (random.nextGaussian() * model.embeddingStd());
        }
        return model.greedy(List.of(vector), new int[] {GREEDY});
    }

    private static double difference(float[] left, float[] right) {
        double most = 0;
        for (int i = 0; i < left.length; i++) {
            most = Math.max(most, Math.abs(left[i] - right[i]));
        }
        return most;
    }

    /** Bytes of anonymous memory that this process holds, as Linux tells. */
    private static long anonymous() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("RssAnon"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
