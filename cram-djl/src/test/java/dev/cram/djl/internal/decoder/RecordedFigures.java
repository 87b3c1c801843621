package dev.cram.djl.internal.decoder;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import dev.cram.djl.DjlModels;
import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.huggingface.HuggingFaceCheckpoint;
import dev.cram.djl.internal.decoder.family.Families;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.djl.internal.machine.TorchEngine;
import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.Point;
import dev.cram.model.Precision;
import dev.cram.model.TextObjective.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What recorded steps save on a GPU, and whether their bits are those of steps made call by call, with one model and with
 * two that compute at once. Argument: a device, such as {@code cuda:0}. To run with the class path of the tests, as
 * {@link ObjectiveFigures}; exits with 1 if a bit differs.
 */
public final class RecordedFigures {

    private static final int LENGTH = 32;
    private static final int STEPS = 40;
    private static final int FIRST_EXPONENT = 4;

    private RecordedFigures() {}

    public static void main(String[] arguments) throws InterruptedException {
        TorchEngine.start();
        Device device = Device.fromName(arguments[0].replace("cuda:", "gpu"));
        boolean same = true;
        for (Precision precision : List.of(Precision.FLOAT32, Precision.BFLOAT16)) {
            try (Decoder decoder = pocket(device, precision)) {
                for (int rows : new int[] {1, 8, 64}) {
                    same &= compare(decoder, rows, precision + ", " + rows + " rows");
                }
            }
        }
        try (Decoder one = pocket(device, Precision.FLOAT32);
                Decoder other = pocket(device, Precision.FLOAT32)) {
            List<Boolean> found = new ArrayList<>();
            Thread beside = new Thread(() -> found.add(compare(other, 5, "beside another, 5 rows")));
            beside.start();
            same &= compare(one, 3, "beside another, 3 rows");
            beside.join();
            same &= found.get(0);
        }
        System.out.println(same ? "all bits are the same" : "BITS DIFFER");
        System.exit(same ? 0 : 1);
    }

    private static Decoder pocket(Device device, Precision precision) {
        try (Checkpoint checkpoint = HuggingFaceCheckpoint.resource("pocket", DjlModels.class, "pocket")) {
            DecoderSpec spec = Families.read(checkpoint.config());
            return Decoder.load(spec, spec.sources(checkpoint.tensors()), new Execution(device, precision, false));
        }
    }

    private static boolean compare(Decoder decoder, int count, String name) {
        Random random = new Random(count);
        List<int[]> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(random.ints(LENGTH, 5, decoder.spec().vocabulary()).toArray());
        }
        List<List<Row>> steps = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            float temperature = 1 + step / 100f;
            steps.add(IntStream.range(0, count)
                    .mapToObj(row -> new Row(
                            row,
                            Point.of(vector(decoder, random), Demand.GRADIENT).temperature(temperature)))
                    .toList());
        }
        try (DeviceTexts texts = decoder.texts(ids)) {
            Timed plain = timed(steps, rows -> call(decoder, texts, rows));
            Timed recorded = timed(steps, rows -> decoder.evaluate(texts, rows, Demand.GRADIENT));
            boolean same = IntStream.range(0, STEPS)
                    .allMatch(i -> isSame(plain.found().get(i), recorded.found().get(i)));
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.2f ms call by call, %.2f ms recorded, %s%n",
                    name,
                    plain.milliseconds(),
                    recorded.milliseconds(),
                    same ? "same bits" : "OTHER BITS");
            return same;
        }
    }

    private static float[] vector(Decoder decoder, Random random) {
        float[] vector = new float[decoder.spec().width()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (4 * decoder.embeddingStd() * random.nextGaussian());
        }
        return vector;
    }

    /** A step that never is recorded. */
    private static List<Evaluation> call(Decoder decoder, DeviceTexts texts, List<Row> rows) {
        PackedRows packed = new PackedRows(texts, rows, decoder.spec().width());
        try (NDManager step = decoder.module().manager().newSubManager(Device.cpu())) {
            float[] answer = packed.inputs(step, texts.ids(), FIRST_EXPONENT)
                    .train(decoder.module(), "gradient")
                    .singletonOrThrow()
                    .toFloatArray();
            return new ObjectiveAnswer(packed, answer).evaluations(Demand.GRADIENT);
        }
    }

    private record Timed(List<List<Evaluation>> found, double milliseconds) {}

    private interface Step {
        List<Evaluation> evaluate(List<Row> rows);
    }

    /** The median of the second half. */
    private static Timed timed(List<List<Row>> steps, Step step) {
        List<List<Evaluation>> found = new ArrayList<>();
        double[] times = new double[steps.size()];
        for (int i = 0; i < times.length; i++) {
            long began = System.nanoTime();
            found.add(step.evaluate(steps.get(i)));
            times[i] = (System.nanoTime() - began) / 1e6;
        }
        double[] late = Arrays.copyOfRange(times, times.length / 2, times.length);
        Arrays.sort(late);
        return new Timed(found, late[late.length / 2]);
    }

    private static boolean isSame(List<Evaluation> some, List<Evaluation> others) {
        return IntStream.range(0, some.size())
                .allMatch(i -> some.get(i).loss() == others.get(i).loss()
                        && Arrays.equals(some.get(i).gradient(), others.get(i).gradient()));
    }
}
