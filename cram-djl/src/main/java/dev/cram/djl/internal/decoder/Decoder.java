package dev.cram.djl.internal.decoder;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.network.Footprint;
import dev.cram.djl.internal.decoder.network.Network;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.djl.internal.decoder.torch.Precision;
import dev.cram.djl.internal.decoder.torch.TorchArchive;
import dev.cram.djl.internal.decoder.torch.TorchModule;
import dev.cram.djl.internal.decoder.weight.WeightLoader;
import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.ModelException;
import dev.cram.model.TextObjective.Row;
import dev.cram.model.TokenScores;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A decoder with its weights on a device, and the typed calls into its program, each one native call that waits for the
 * device once, for its answer. What a call allocates natively is freed before it returns. Checks no arguments. Not
 * thread-safe.
 */
public final class Decoder implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(Decoder.class.getName());

    private static final String SHARED = "objective.py";

    /**
     * In float16, the exponent of two to which the largest slope of a row is scaled first, and by how much less it is
     * tried again where a gradient was out of range, down to the least. Headroom above is 2^12, precision is full 2^18
     * below.
     */
    private static final int FIRST_EXPONENT = 4;

    private static final int EXPONENT_STEP = 8;
    private static final int LEAST_EXPONENT = -12;

    private final DecoderSpec spec;
    private final Execution execution;
    private final TorchModule module;
    private final float embeddingStd;

    /** A decoder whose module has its weights. */
    Decoder(DecoderSpec spec, Execution execution, TorchModule module) {
        this.spec = spec;
        this.execution = execution;
        this.module = module;
        try (NDManager step = host()) {
            embeddingStd = module.infer("embedding_std", step.create(0))
                    .singletonOrThrow()
                    .getFloat();
        }
    }

    /**
     * Loads a decoder.
     *
     * @param spec what the program must know
     * @param sources the tensors of its weights, as {@link DecoderSpec#sources} finds them
     * @param execution where to put the weights, and how to compute
     * @return the decoder; the caller closes it
     * @throws ModelException if a tensor is of another type
     */
    public static Decoder load(DecoderSpec spec, Map<Integer, Tensor> sources, Execution execution) {
        return load(spec, sources, execution, Footprint.LOGITS, "");
    }

    /**
     * Loads a decoder with another size of piece, and more methods.
     *
     * @param logits number of logits that exist at once
     * @param more text that follows the program's
     */
    static Decoder load(DecoderSpec spec, Map<Integer, Tensor> sources, Execution execution, int logits, String more) {
        spec.untiedHead(sources).ifPresent(Decoder::warn);
        TorchModule module = new TorchModule(
                archive(spec.network(), execution, logits, more).pack(), execution.device(), execution.threads());
        try {
            WeightLoader.load(module, spec.weights(), sources, execution.precision());
            return new Decoder(spec, execution, module);
        } catch (RuntimeException e) {
            module.close();
            throw e;
        }
    }

    private static void warn(Tensor head) {
        LOGGER.log(
                Level.WARNING,
                "The configuration says that the output head is the embedding, but {0} is stored and differs from it; "
                        + "taking the stored head. Set tie_word_embeddings to false in config.json",
                head.name());
    }

    /** The program of a network, as this library loads it. */
    static TorchArchive archive(Network network, Execution execution) {
        return archive(network, execution, Footprint.LOGITS, "");
    }

    private static TorchArchive archive(Network network, Execution execution, int logits, String more) {
        TorchArchive archive = new TorchArchive("Decoder", source(network.program()) + source(SHARED) + more)
                .putTensorList("weights")
                .put("present", List.of())
                .put("checkpointing", execution.checkpointing())
                .put("piece", logits)
                .putTensor("source");
        network.describe(archive);
        return archive;
    }

    static String source(String resource) {
        try (InputStream program = Decoder.class.getResourceAsStream(resource)) {
            byte[] source = Objects.requireNonNull(program, resource).readAllBytes();
            return new String(source, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the decoder was made of.
     *
     * @return the sizes
     */
    public DecoderSpec spec() {
        return spec;
    }

    /**
     * Where and how it computes.
     *
     * @return what it was loaded with
     */
    public Execution execution() {
        return execution;
    }

    /**
     * Standard deviation over the whole embedding matrix.
     *
     * @return the standard deviation
     */
    public float embeddingStd() {
        return embeddingStd;
    }

    /**
     * Puts texts on the device, for {@link #evaluate}.
     *
     * @param texts token ids of each text
     * @return the texts; the caller closes them
     */
    public Texts texts(List<int[]> texts) {
        return new Texts(module.manager().newSubManager(), texts);
    }

    /**
     * Evaluates rows that all want the same and hold the same number of vectors.
     *
     * @param texts the texts that the rows name
     * @param rows the rows, at least one
     * @param demand what is asked for besides loss and scores
     * @return one evaluation a row, in order
     */
    public List<Evaluation> evaluate(Texts texts, List<Row> rows, Demand demand) {
        List<Evaluation> found = new ArrayList<>(evaluate(texts, rows, demand, FIRST_EXPONENT));
        if (execution.precision() == Precision.FLOAT16) {
            for (int exponent = FIRST_EXPONENT - EXPONENT_STEP; exponent >= LEAST_EXPONENT; exponent -= EXPONENT_STEP) {
                evaluateOutOfRange(texts, rows, demand, exponent, found);
            }
        }
        return found;
    }

    /** Evaluates those rows again whose loss is a finite number but whose gradient is not. */
    private void evaluateOutOfRange(Texts texts, List<Row> rows, Demand demand, int exponent, List<Evaluation> found) {
        List<Integer> again = IntStream.range(0, rows.size())
                .filter(i ->
                        Double.isFinite(found.get(i).loss()) && !found.get(i).isFinite())
                .boxed()
                .toList();
        if (!again.isEmpty()) {
            List<Evaluation> better =
                    evaluate(texts, again.stream().map(rows::get).toList(), demand, exponent);
            for (int i = 0; i < again.size(); i++) {
                found.set(again.get(i), better.get(i));
            }
        }
    }

    private List<Evaluation> evaluate(Texts texts, List<Row> rows, Demand demand, int exponent) {
        Batch batch = new Batch(texts, rows, spec.width());
        try (NDManager step = host()) {
            NDArray vectors = step.create(batch.vectors(), batch.vectorsShape());
            NDArray plan = step.create(batch.plan(exponent));
            NDArray line = step.create(batch.line(), batch.lineShape());
            NDList answer = switch (demand) {
                case SCORES -> module.infer("scores", vectors, texts.ids(), plan, line);
                case GRADIENT -> module.train("gradient", vectors, texts.ids(), plan, line);
                case TOKEN_GRADIENTS -> module.train("token_gradients", vectors, texts.ids(), plan, line);
            };
            return batch.evaluations(answer.singletonOrThrow().toFloatArray(), demand);
        }
    }

    /** Holds the inputs and the answer of one call, which are the host's. */
    private NDManager host() {
        return module.manager().newSubManager(Device.cpu());
    }

    /**
     * Scores a text without vectors, from its second token on.
     *
     * @param tokens token ids, at least two
     * @return one entry a token, the first of which is 0
     */
    public TokenScores score(int[] tokens) {
        int n = tokens.length;
        try (NDManager step = host()) {
            NDArray ids = step.create(Arrays.stream(tokens).asLongStream().toArray(), new Shape(1, n));
            float[] scores = module.infer("plain", ids).singletonOrThrow().toFloatArray();
            float[] crossEntropy = new float[n];
            float[] margins = new float[n];
            System.arraycopy(scores, 0, crossEntropy, 1, n - 1);
            System.arraycopy(scores, n - 1, margins, 1, n - 1);
            return new TokenScores(crossEntropy, margins);
        }
    }

    /**
     * Decodes greedily from vectors alone.
     *
     * @param vectors one entry a text, all of one size
     * @param lengths number of tokens wanted of each text
     * @return token ids, {@code [text][length]}
     */
    public int[][] greedy(List<float[]> vectors, int[] lengths) {
        int rows = lengths.length;
        int longest = Arrays.stream(lengths).max().orElseThrow();
        int count = vectors.get(0).length / spec.width();
        try (NDManager step = host()) {
            NDArray inputs = step.create(Batch.concat(vectors), new Shape(rows, count, spec.width()));
            long[] tokens = module.infer("greedy", inputs, step.create((long) longest))
                    .singletonOrThrow()
                    .toLongArray();
            int[][] result = new int[rows][];
            for (int i = 0; i < rows; i++) {
                int begin = i * longest;
                result[i] = Arrays.stream(tokens, begin, begin + lengths[i])
                        .mapToInt(Math::toIntExact)
                        .toArray();
            }
            return result;
        }
    }

    /**
     * Begins to read a text token by token.
     *
     * @param tokens largest number of tokens that will be read
     * @return the reader; the caller closes it
     */
    public StateReader reader(int tokens) {
        return new StateReader(module, tokens);
    }

    /** The program, whose methods have names. */
    TorchModule module() {
        return module;
    }

    /** Frees the weights. A second call does nothing. */
    @Override
    public void close() {
        module.close();
    }
}
