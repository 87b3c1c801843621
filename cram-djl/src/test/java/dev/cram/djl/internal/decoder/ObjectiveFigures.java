package dev.cram.djl.internal.decoder;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import dev.cram.Cram;
import dev.cram.djl.DjlModels;
import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.gguf.GgufCheckpoint;
import dev.cram.djl.internal.checkpoint.huggingface.HuggingFaceCheckpoint;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import dev.cram.djl.internal.decoder.network.Footprint;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import dev.cram.model.Point;
import dev.cram.model.Precision;
import dev.cram.model.TextObjective.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What precision, pieces of logits and checkpointing do to loss, time and memory (Linux). Arguments: a folder or GGUF
 * file, a text file of at least 1,024 tokens, and which figures: {@code loss}, {@code cram}, {@code time}, {@code
 * pieces}, {@code memory}, {@code memory-checkpointing}, {@code memory-bfloat16}, {@code memory-bfloat16-checkpointing}.
 * To run with the class path of the tests; pieces and each memory in a process of its own, since a heap keeps what it
 * once took:
 *
 * <pre>
 * mvn -q -B test-compile dependency:build-classpath -Dmdep.outputFile=target/test.cp -pl cram-djl -am
 * OMP_WAIT_POLICY=passive java -cp cram-djl/target/test-classes:cram-djl/target/classes:$(cat cram-djl/target/test.cp) \
 *     dev.cram.djl.internal.decoder.ObjectiveFigures MODEL TEXT loss cram time
 * </pre>
 */
public final class ObjectiveFigures {

    private static final int LONG = 1024;
    private static final int[] LENGTHS = {12, 64, 256};
    private static final int STEPS = 9;
    private static final String TWELVE = "The old man looked at the sea and said nothing at all";

    private ObjectiveFigures() {}

    public static void main(String[] arguments) throws IOException {
        Path path = Path.of(arguments[0]);
        List<String> wanted = List.of(arguments).subList(2, arguments.length);
        int[] ids;
        try (Checkpoint checkpoint = open(path);
                Tokenizer tokenizer = checkpoint.tokenizer()) {
            ids = Arrays.copyOf(tokenizer.encode(Files.readString(Path.of(arguments[1]))), LONG);
        }
        if (wanted.contains("loss")) {
            loss(path, ids);
        }
        if (wanted.contains("cram")) {
            cram(path);
        }
        if (wanted.contains("time")) {
            time(path, ids);
        }
        for (String figure : wanted) {
            if (figure.startsWith("memory")) {
                Precision precision = figure.contains("bfloat16") ? Precision.BFLOAT16 : Precision.FLOAT32;
                memory(path, ids, new Execution(Device.cpu(), precision, figure.contains("checkpointing")));
            }
        }
        if (wanted.contains("pieces")) {
            pieces(path, ids);
        }
    }

    private static Checkpoint open(Path path) {
        return Files.isDirectory(path) ? HuggingFaceCheckpoint.folder(path) : GgufCheckpoint.file(path);
    }

    private static Decoder load(Path path, Execution execution) {
        try (Checkpoint checkpoint = open(path)) {
            return Reference.load(checkpoint, execution, Footprint.LOGITS);
        }
    }

    private static Execution in(Precision precision) {
        return new Execution(Device.cpu(), precision, false);
    }

    private static float[] vector(Decoder decoder) {
        Random random = new Random(1);
        float[] vector = new float[decoder.spec().width()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian() * decoder.embeddingStd();
        }
        return vector;
    }

    private static void loss(Path path, int[] ids) {
        double[] plain = new double[2];
        double[] behind = new double[2];
        for (int i = 0; i < 2; i++) {
            try (Decoder decoder = load(path, in(i == 0 ? Precision.FLOAT32 : Precision.BFLOAT16));
                    DeviceTexts texts = decoder.texts(List.of(ids))) {
                plain[i] = decoder.score(ids).totalNats(1) / (ids.length - 1);
                Row row = new Row(0, Point.of(vector(decoder), Demand.SCORES));
                behind[i] = decoder.evaluate(texts, List.of(row), Demand.SCORES)
                        .get(0)
                        .loss();
            }
        }
        print("loss of %d tokens, nats a token: float32 %.5f, bfloat16 %.5f, off by %.3f %%", ids.length, plain);
        print("the same behind a random vector: float32 %.5f, bfloat16 %.5f, off by %.3f %%", ids.length, behind);
    }

    private static void print(String format, int tokens, double[] pair) {
        double off = 100 * Math.abs(pair[1] - pair[0]) / pair[0];
        String line = format.contains("%d")
                ? String.format(Locale.ROOT, format, tokens, pair[0], pair[1], off)
                : String.format(Locale.ROOT, format, pair[0], pair[1], off);
        System.out.println(line);
    }

    private static void cram(Path path) {
        try (FrozenModel model = DjlModels.open(path, ModelOptions.defaults().precision(Precision.BFLOAT16))) {
            MemoryVectors vectors = Cram.with(model).compress(TWELVE);
            System.out.printf(
                    Locale.ROOT,
                    "crammed %d tokens in %s: %d steps, exact %b, decoded back %b%n",
                    vectors.report().text().tokens(),
                    vectors.report().model().precision(),
                    vectors.report().cost().steps(),
                    vectors.report().exact(),
                    Cram.with(model).decompress(vectors).equals(TWELVE));
        }
    }

    private static void time(Path path, int[] ids) {
        try (Decoder single = load(path, in(Precision.FLOAT32));
                Decoder half = load(path, in(Precision.BFLOAT16))) {
            for (int length : LENGTHS) {
                int[] text = Arrays.copyOf(ids, length);
                double[][] milliseconds = new double[2][STEPS];
                try (DeviceTexts singles = single.texts(List.of(text));
                        DeviceTexts halves = half.texts(List.of(text))) {
                    for (int step = -2; step < STEPS; step++) {
                        double a = step(single, singles);
                        double b = step(half, halves);
                        if (step >= 0) {
                            milliseconds[0][step] = a;
                            milliseconds[1][step] = b;
                        }
                    }
                }
                Arrays.sort(milliseconds[0]);
                Arrays.sort(milliseconds[1]);
                double a = milliseconds[0][STEPS / 2];
                double b = milliseconds[1][STEPS / 2];
                System.out.printf(
                        Locale.ROOT,
                        "step of %d tokens, median: float32 %.1f ms, bfloat16 %.1f ms, %.2f times%n",
                        length,
                        a,
                        b,
                        b / a);
            }
        }
    }

    private static double step(Decoder decoder, DeviceTexts texts) {
        List<Row> rows = List.of(new Row(0, Point.of(vector(decoder), Demand.GRADIENT)));
        long began = System.nanoTime();
        decoder.evaluate(texts, rows, Demand.GRADIENT);
        return (System.nanoTime() - began) / 1e6;
    }

    private static void memory(Path path, int[] ids, Execution execution) {
        try (Decoder decoder = load(path, execution);
                DeviceTexts texts = decoder.texts(List.of(ids))) {
            long before = anonymous();
            long peak = peak(() -> step(decoder, texts));
            Footprint stated = decoder.spec().footprint(execution.precision(), execution.checkpointing());
            System.out.printf(
                    Locale.ROOT,
                    "%s, checkpointing %b: %d tokens took %.0f MB, stated %.0f MB: %.0f KB a token and %.0f MB%n",
                    execution.precision(),
                    execution.checkpointing(),
                    ids.length,
                    (peak - before) / 1e6,
                    stated.bytes(1, ids.length) / 1e6,
                    stated.positionBytes() / 1e3,
                    stated.fixedBytes() / 1e6);
        }
    }

    /** The same step with logits in pieces, and all at once in a plain cross-entropy. */
    private static void pieces(Path path, int[] ids) {
        try (Decoder decoder = load(path, Execution.plain());
                DeviceTexts texts = decoder.texts(List.of(ids));
                NDManager step = decoder.module().manager().newSubManager()) {
            Row row = new Row(0, Point.of(vector(decoder), Demand.GRADIENT));
            PackedRows batch =
                    new PackedRows(texts, List.of(row), decoder.spec().width());
            StepInputs inputs = batch.inputs(step, texts.ids(), 0);
            float[][] answers = new float[2][];
            long[] peaks = new long[2];
            String[] methods = {"gradient", "unchunked"};
            for (int i = 0; i < 2; i++) {
                int which = i;
                peaks[i] = peak(() -> answers[which] = inputs.train(decoder.module(), methods[which])
                        .singletonOrThrow()
                        .toFloatArray());
            }
            float[] pieces = Arrays.copyOfRange(answers[0], 2 * ids.length, answers[0].length);
            int n = ids.length;
            System.out.printf(
                    Locale.ROOT,
                    "%d tokens, in pieces and all at once: loss differs by %.1e, a token's at most by %.1e of %.1f nats, "
                            + "gradient by %.1e of its largest%n",
                    n,
                    Math.abs(mean(pieces, n) - mean(answers[1], n)),
                    difference(pieces, answers[1], 0, n),
                    difference(pieces, new float[n], 0, n),
                    difference(pieces, answers[1], n, pieces.length)
                            / difference(pieces, new float[pieces.length], n, pieces.length));
            float[] whole = gradient(path, ids, Integer.MAX_VALUE);
            System.out.printf(
                    Locale.ROOT,
                    "in pieces and in one piece: loss differs by %.1e, a token's at most by %.1e, gradient by %.1e of its "
                            + "largest%n",
                    Math.abs(mean(pieces, n) - mean(whole, n)),
                    difference(pieces, whole, 0, n),
                    difference(pieces, whole, n, pieces.length)
                            / difference(pieces, new float[pieces.length], n, pieces.length));
            System.out.printf(
                    Locale.ROOT,
                    "peak memory of the process %.0f and %.0f MB, %.0f less; all logits are %.0f MB%n",
                    peaks[0] / 1e6,
                    peaks[1] / 1e6,
                    (peaks[1] - peaks[0]) / 1e6,
                    4e-6 * n * decoder.spec().vocabulary());
        }
    }

    /** Token losses and gradient with pieces of so many logits. */
    private static float[] gradient(Path path, int[] ids, int logits) {
        try (Checkpoint checkpoint = open(path);
                Decoder decoder = Reference.load(checkpoint, Execution.plain(), logits);
                DeviceTexts texts = decoder.texts(List.of(ids))) {
            Row row = new Row(0, Point.of(vector(decoder), Demand.GRADIENT));
            Evaluation found =
                    decoder.evaluate(texts, List.of(row), Demand.GRADIENT).get(0);
            float[] losses = found.scores().crossEntropyNats();
            float[] both = Arrays.copyOf(losses, losses.length + found.gradient().length);
            System.arraycopy(found.gradient(), 0, both, losses.length, found.gradient().length);
            return both;
        }
    }

    private static double mean(float[] values, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum / count;
    }

    private static float difference(float[] a, float[] b, int from, int to) {
        float largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    private static long peak(Runnable action) {
        AtomicLong peak = new AtomicLong();
        AtomicBoolean done = new AtomicBoolean();
        Thread watch = new Thread(() -> {
            while (!done.get()) {
                peak.accumulateAndGet(anonymous(), Math::max);
                LockSupport.parkNanos(2_000_000);
            }
        });
        watch.start();
        action.run();
        done.set(true);
        try {
            watch.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return peak.get();
    }

    private static long anonymous() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("RssAnon"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
