package dev.cram.djl.internal.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.GoldenFile;
import dev.cram.djl.internal.checkpoint.huggingface.HuggingFaceCheckpoint;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.djl.internal.decoder.torch.TorchModule;
import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.Point;
import dev.cram.model.TextObjective.Row;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A small random model against what Hugging Face transformers computed with it, for two texts. */
public final class GoldenCheck {

    private static final int TEXTS = 2;

    /** Few, so that some pieces are needed. */
    private static final int LOGITS = 1000;

    private final Decoder decoder;
    private final GoldenFile golden;

    private GoldenCheck(Decoder decoder, GoldenFile golden) {
        this.decoder = decoder;
        this.golden = golden;
    }

    /** Fails with an {@link AssertionError} if anything differs. */
    public static void run(Path folder) {
        run(folder, Execution.plain());
    }

    public static void run(Path folder, Execution execution) {
        try (Checkpoint checkpoint = HuggingFaceCheckpoint.folder(folder);
                GoldenFile golden = GoldenFile.open(folder);
                Decoder decoder = Reference.load(checkpoint, execution, LOGITS)) {
            GoldenCheck check = new GoldenCheck(decoder, golden);
            check.logits();
            check.lossAndGradient();
            check.plainLoss();
            check.greedy();
            check.lengthsTogether();
        }
    }

    /** The same for a decoder whose program has no more methods than it ships with. */
    static void runExported(Path folder, Decoder decoder) {
        try (GoldenFile golden = GoldenFile.open(folder)) {
            GoldenCheck check = new GoldenCheck(decoder, golden);
            check.lossAndGradient();
            check.plainLoss();
            check.greedy();
        }
    }

    private void logits() {
        for (int text = 0; text < TEXTS; text++) {
            int[] ids = golden.ints("input_ids", text);
            float[] memory = golden.floats("memory", text);
            TorchModule module = decoder.module();
            try (NDManager step = module.manager().newSubManager()) {
                int width = decoder.spec().width();
                NDArray vectors = step.create(memory, new Shape(1, memory.length / width, width));
                long[] line = Arrays.stream(ids).asLongStream().toArray();
                NDArray rows = step.create(line, new Shape(1, ids.length));
                float[] found = module.infer("all_logits", vectors, rows)
                        .singletonOrThrow()
                        .toFloatArray();
                assertThat(difference(found, golden.floats("logits", text))).isLessThanOrEqualTo(1e-4f);
            }
        }
    }

    private void lossAndGradient() {
        List<int[]> ids = List.of(golden.ints("input_ids", 0), golden.ints("input_ids", 1));
        List<Evaluation> found = evaluate(ids, List.of(0, 1));
        for (int text = 0; text < TEXTS; text++) {
            double loss = golden.floats("loss", text)[0];
            assertThat(found.get(text).loss()).isCloseTo(loss, within(1e-4));
            assertClose(found.get(text).gradient(), golden.floats("memory_grad", text), 1e-3f);
        }
    }

    private void plainLoss() {
        for (int text = 0; text < TEXTS; text++) {
            double expected = golden.floats("plain_loss_sum", text)[0];
            double found = decoder.score(golden.ints("input_ids", text)).totalNats(1);
            assertThat(found).isCloseTo(expected, within(1e-3));
        }
    }

    private void greedy() {
        int length = golden.ints("greedy", 0).length;
        List<float[]> memory = List.of(golden.floats("memory", 0), golden.floats("memory", 1));
        int[][] tokens = decoder.greedy(memory, new int[] {length, length});
        for (int text = 0; text < TEXTS; text++) {
            assertThat(tokens[text]).containsExactly(golden.ints("greedy", text));
        }
    }

    private void lengthsTogether() {
        int[] first = golden.ints("input_ids", 0);
        int[] second = golden.ints("input_ids", 1);
        List<int[]> ids = List.of(first, Arrays.copyOf(second, 2 * second.length / 3));
        List<Evaluation> together = evaluate(ids, List.of(0, 1));
        for (int text = 0; text < TEXTS; text++) {
            Evaluation alone = evaluate(ids, List.of(text)).get(0);
            assertThat(together.get(text).loss()).isCloseTo(alone.loss(), within(1e-5));
            assertClose(together.get(text).gradient(), alone.gradient(), 1e-4f);
        }
    }

    private List<Evaluation> evaluate(List<int[]> ids, List<Integer> rows) {
        try (DeviceTexts texts = decoder.texts(ids)) {
            List<Row> points = rows.stream()
                    .map(row -> new Row(row, Point.of(golden.floats("memory", row), Demand.GRADIENT)))
                    .toList();
            return decoder.evaluate(texts, points, Demand.GRADIENT);
        }
    }

    private static void assertClose(float[] found, float[] expected, float tolerance) {
        float largest = difference(expected, new float[expected.length]);
        assertThat(difference(found, expected) / largest).isLessThanOrEqualTo(tolerance);
    }

    /** The largest, or NaN. */
    private static float difference(float[] found, float[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        float largest = 0;
        for (int i = 0; i < found.length; i++) {
            largest = Math.max(largest, Math.abs(found[i] - expected[i]));
        }
        return largest;
    }
}
