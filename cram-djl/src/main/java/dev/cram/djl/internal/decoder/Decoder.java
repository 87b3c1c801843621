package dev.cram.djl.internal.decoder;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.network.Placement;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.djl.internal.decoder.torch.TorchArchive;
import dev.cram.djl.internal.decoder.torch.TorchModule;
import dev.cram.djl.internal.decoder.weight.WeightLoader;
import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.ModelException;
import dev.cram.model.TextObjective.Row;
import dev.cram.model.TokenScores;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * A decoder with its weights on a device, and the typed calls into its program, each one native call that waits for the
 * device once, for its answer. What a call allocates natively is freed before it returns. Checks no arguments. Not
 * thread-safe.
 */
public final class Decoder implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(Decoder.class.getName());

    /** Bytes that a step may take to be recorded. */
    private static final long RECORDED = 1L << 30;

    /**
     * What a step costs whatever it works on, in positions: on two cores it takes 26 (the built-in model), 31 (Gemma 3 270M) and 50
     * (SmolLM2-135M) times what a position adds. On a GPU it is all that small steps take.
     */
    public static final int CPU_CALL = 32;

    private static final int GPU_CALL = 4096;

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
     * Loads a decoder; the caller closes it.
     *
     * @param sources the tensors of its weights, as {@link DecoderSpec#sources} finds them
     * @param placement where they go, on the devices of the execution
     * @throws ModelException if a tensor is of another type
     */
    public static Decoder load(
            DecoderSpec spec, Map<Integer, Tensor> sources, Execution execution, Placement placement) {
        return load(spec, sources, execution, placement, DecoderProgram.archive(spec.network(), execution));
    }

    /** The same, with as much on each device as on the others. */
    public static Decoder load(DecoderSpec spec, Map<Integer, Tensor> sources, Execution execution) {
        return load(spec, sources, execution, DecoderProgram.archive(spec.network(), execution));
    }

    static Decoder load(DecoderSpec spec, Map<Integer, Tensor> sources, Execution execution, TorchArchive program) {
        return load(spec, sources, execution, Placement.of(spec, sources, execution.devices(), device -> 1), program);
    }

    private static Decoder load(
            DecoderSpec spec,
            Map<Integer, Tensor> sources,
            Execution execution,
            Placement placement,
            TorchArchive program) {
        spec.untiedHead(sources).ifPresent(Decoder::warn);
        TorchModule module = new TorchModule(program.pack(), execution.device(), execution.threads());
        try {
            WeightLoader.load(
                    module,
                    spec.weights(),
                    sources,
                    execution.precision(),
                    weight -> placement.device(spec.network(), weight));
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

    public DecoderSpec spec() {
        return spec;
    }

    public Execution execution() {
        return execution;
    }

    /** Standard deviation over the whole embedding matrix. */
    public float embeddingStd() {
        return embeddingStd;
    }

    /** The inputs of the network for tokens, at least one, {@code [tokens x width]}. */
    public float[] embed(int[] tokens) {
        try (NDManager step = host()) {
            return values(module.infer("embeddings", ids(step, tokens)));
        }
    }

    private static NDArray ids(NDManager step, int[] tokens) {
        return step.create(Arrays.stream(tokens).asLongStream().toArray(), new Shape(1, tokens.length));
    }

    /** Puts the token ids of texts on the device, for {@link #evaluate}; the caller closes them. */
    public DeviceTexts texts(List<int[]> texts) {
        return new DeviceTexts(module, texts);
    }

    /** Evaluates rows, at least one, that all want the same and hold the same number of vectors. */
    public List<Evaluation> evaluate(DeviceTexts texts, List<Row> rows, Demand demand) {
        int vectors = rows.get(0).point().vectors().length / spec.width();
        ToIntFunction<Row> positions = row -> vectors - 1 + row.point().length(texts.length(row.text()));
        return Lengths.apart(
                rows,
                positions,
                spec.network().boundary(),
                like -> Padding.apart(
                        like,
                        positions,
                        execution.device().isGpu() ? GPU_CALL : CPU_CALL,
                        some -> LossScaling.evaluate(
                                some,
                                execution.precision(),
                                (few, exponent) -> evaluate(texts, few, demand, exponent))));
    }

    private List<Evaluation> evaluate(DeviceTexts texts, List<Row> rows, Demand demand, int exponent) {
        PackedRows packed = new PackedRows(texts, rows, spec.width());
        try (NDManager step = host()) {
            StepInputs inputs = packed.inputs(step, texts.ids(), exponent);
            float[] answer = switch (demand) {
                case SCORES -> values(inputs.infer(module, "scores"));
                case GRADIENT -> texts.gradients().answer(inputs, packed.isPlain(), isRecordable(packed));
                case TOKEN_GRADIENTS -> values(inputs.train(module, "token_gradients"));
            };
            return new ObjectiveAnswer(packed, answer).evaluations(demand);
        }
    }

    private static float[] values(NDList answer) {
        return answer.singletonOrThrow().toFloatArray();
    }

    /** A recorded step keeps its memory, which so must be little; a large one gains nothing. */
    private boolean isRecordable(PackedRows packed) {
        return execution.device().isGpu()
                && execution.devices().size() == 1
                && !spec.network().asksBack()
                && packed.bytes(spec.footprint(execution.precision(), execution.checkpointing())) <= RECORDED;
    }

    /** Holds the inputs and the answer of one call, which are the host's. */
    private NDManager host() {
        return module.manager().newSubManager(Device.cpu());
    }

    /** Scores a text of two tokens or more without vectors: one entry a token, the first of which is 0. */
    public TokenScores score(int[] tokens) {
        int n = tokens.length;
        try (NDManager step = host()) {
            float[] scores = values(module.infer("plain", ids(step, tokens)));
            float[] crossEntropy = new float[n];
            float[] margins = new float[n];
            System.arraycopy(scores, 0, crossEntropy, 1, n - 1);
            System.arraycopy(scores, n - 1, margins, 1, n - 1);
            return new TokenScores(crossEntropy, margins);
        }
    }

    /**
     * Decodes greedily from vectors alone, to token ids {@code [text][length]}.
     *
     * @param vectors one entry a text, all of one size
     * @param lengths number of tokens wanted of each text
     */
    public int[][] greedy(List<float[]> vectors, int[] lengths) {
        int count = vectors.get(0).length / spec.width();
        List<Integer> texts = IntStream.range(0, lengths.length).boxed().toList();
        return Lengths.apart(
                        texts,
                        text -> count - 1 + lengths[text],
                        spec.network().boundary(),
                        some -> List.of(greedy(
                                count,
                                some.stream().map(vectors::get).toList(),
                                some.stream().mapToInt(text -> lengths[text]).toArray())))
                .toArray(int[][]::new);
    }

    private int[][] greedy(int count, List<float[]> vectors, int[] lengths) {
        int rows = lengths.length;
        int longest = Arrays.stream(lengths).max().orElseThrow();
        try (NDManager step = host()) {
            NDArray inputs = step.create(PackedRows.concat(vectors), new Shape(rows, count, spec.width()));
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

    /** Begins to read a text of so many tokens at most, token by token; the caller closes the reader. */
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
