package dev.cram.djl;

import dev.cram.model.Demand;
import dev.cram.model.FrozenModel;
import dev.cram.model.Point;
import dev.cram.model.TextObjective;
import dev.cram.model.TextObjective.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Measures one step of the engine: forward and backward over one text from one vector. Prints the median time, and the
 * resident memory at step 100 and at the last one (Linux).
 *
 * <p>Arguments: the model's location (default {@code pocket}), steps (default 2,000), tokens (default 64), and a file
 * with token ids separated by white space (default: seeded random ids).
 */
public final class EngineBenchmark {

    private static final int EARLY = 100;

    private EngineBenchmark() {}

    public static void main(String[] args) throws IOException {
        String location = args.length > 0 ? args[0] : DjlModels.POCKET;
        int steps = args.length > 1 ? Integer.parseInt(args[1]) : 2000;
        int tokens = args.length > 2 ? Integer.parseInt(args[2]) : 64;
        long start = System.nanoTime();
        try (FrozenModel model = DjlModels.open(location)) {
            System.out.printf(Locale.ROOT, "open %s: %.2f s%n", location, (System.nanoTime() - start) / 1e9);
            Random random = new Random(1);
            int[] ids = args.length > 3
                    ? Arrays.stream(Files.readString(Path.of(args[3])).trim().split("\\s+"))
                            .mapToInt(Integer::parseInt)
                            .toArray()
                    : random.ints(tokens, 0, model.vocabularySize()).toArray();
            float[] vectors = new float[model.width()];
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = (float) random.nextGaussian() * model.embeddingStd();
            }
            run(model, ids, vectors, steps);
        }
    }

    private static void run(FrozenModel model, int[] ids, float[] vectors, int steps) throws IOException {
        double[] milliseconds = new double[steps];
        List<Row> rows = List.of(new Row(0, Point.of(vectors, Demand.GRADIENT)));
        try (TextObjective objective = model.objective(List.of(ids))) {
            for (int step = 0; step < steps; step++) {
                long start = System.nanoTime();
                double loss = objective.evaluate(rows).get(0).loss();
                milliseconds[step] = (System.nanoTime() - start) / 1e6;
                if (step + 1 == EARLY || step + 1 == steps) {
                    System.out.printf(
                            Locale.ROOT, "step %d: loss %.6f, resident %d MB%n", step + 1, loss, residentMegabytes());
                }
            }
        }
        Arrays.sort(milliseconds);
        System.out.printf(
                Locale.ROOT,
                "%d tokens: median %.2f ms, fastest %.2f ms a step%n",
                ids.length,
                milliseconds[steps / 2],
                milliseconds[0]);
    }

    private static long residentMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException("/proc/self/status has no VmRSS");
    }
}
