package dev.cram.djl.decoder;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.cram.api.Demand;
import dev.cram.api.Evaluation;
import dev.cram.api.ModelException;
import dev.cram.api.TextObjective.Row;
import dev.cram.api.TokenScores;
import dev.cram.djl.checkpoint.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A decoder with its weights on a device, and the typed calls into its program, each one native call. What a call
 * allocates natively is freed before it returns. Checks no arguments. Not thread-safe.
 */
public final class Decoder implements AutoCloseable {

    private static final String SHARED = "objective.py";

    private final DecoderSpec spec;
    private final TorchModule module;
    private final float embeddingStd;

    private Decoder(DecoderSpec spec, TorchModule module) {
        this.spec = spec;
        this.module = module;
        try (NDManager step = module.manager().newSubManager()) {
            embeddingStd = module.infer("embedding_std", step.create(0))
                    .singletonOrThrow()
                    .getFloat();
        }
    }

    /**
     * Loads a decoder.
     *
     * @param spec what the program must know
     * @param tensors a checkpoint's tensors by name
     * @param device where to put the weights and compute
     * @return the decoder; the caller closes it
     * @throws ModelException if a tensor is missing, of another shape or type, or unknown
     */
    public static Decoder load(DecoderSpec spec, Map<String, Tensor> tensors, Device device) {
        Map<Integer, Tensor> sources = WeightSources.find(spec.weights(), tensors);
        TorchModule module = new TorchModule(archive(spec.network()), device);
        try {
            WeightLoader.load(module, spec.weights(), sources);
            return new Decoder(spec, module);
        } catch (RuntimeException e) {
            module.close();
            throw e;
        }
    }

    private static TorchArchive archive(Network network) {
        TorchArchive archive = new TorchArchive("Decoder", source(network.program()) + source(SHARED))
                .putTensorList("weights")
                .put("present", List.of())
                .putTensor("source");
        network.describe(archive);
        return archive;
    }

    private static String source(String resource) {
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
        Batch batch = new Batch(texts, rows, spec.width());
        try (NDManager step = module.manager().newSubManager()) {
            NDArray vectors = step.create(batch.vectors(), batch.vectorsShape());
            NDArray plan = step.create(batch.plan(), new Shape(2, rows.size()));
            NDArray temperatures = step.create(batch.temperatures());
            NDList found = switch (demand) {
                case SCORES -> module.infer("scores", vectors, texts.ids(), plan, temperatures);
                case GRADIENT ->
                    module.train("gradient", vectors, texts.ids(), plan, temperatures, step.create(batch.weights()));
                case TOKEN_GRADIENTS -> module.train("token_gradients", vectors, texts.ids(), plan, temperatures);
            };
            float[] scores = found.get(0).toFloatArray();
            float[] gradients = found.size() > 1 ? found.get(1).toFloatArray() : new float[0];
            return batch.evaluations(scores, gradients, demand);
        }
    }

    /**
     * Scores a text without vectors, from its second token on.
     *
     * @param tokens token ids, at least two
     * @return one entry a token, the first of which is 0
     */
    public TokenScores score(int[] tokens) {
        int n = tokens.length;
        float[] ones = new float[n - 1];
        Arrays.fill(ones, 1);
        try (NDManager step = module.manager().newSubManager()) {
            NDArray ids = step.create(Arrays.stream(tokens).asLongStream().toArray(), new Shape(1, n));
            float[] scores = module.infer("plain", ids, step.create(ones))
                    .singletonOrThrow()
                    .toFloatArray();
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
        try (NDManager step = module.manager().newSubManager()) {
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
