package dev.cram.djl.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import dev.cram.api.Demand;
import dev.cram.api.Evaluation;
import dev.cram.api.Point;
import dev.cram.api.TextObjective.Row;
import dev.cram.api.TokenScores;
import dev.cram.djl.TinyModel;
import dev.cram.djl.checkpoint.Checkpoint;
import dev.cram.djl.checkpoint.GoldenFile;
import dev.cram.djl.checkpoint.HuggingFaceCheckpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small random models against what Hugging Face transformers computed with them. */
class GoldenCheckpointTest {

    private static final int TEXTS = 2;

    @ParameterizedTest
    @ValueSource(strings = {"llama", "llama3_scaled_rope", "llama_gqa_tied", "llama_linear_rope_biases"})
    void decoder_publishedCase_agreesWithTransformers(String name) {
        try (Checkpoint checkpoint = HuggingFaceCheckpoint.folder(TinyModel.golden(name));
                GoldenFile golden = GoldenFile.open(TinyModel.golden(name));
                Decoder decoder =
                        Decoder.load(Families.read(checkpoint.config()), checkpoint.tensors(), Device.cpu())) {
            assertLossAndGradient(decoder, golden);
            for (int text = 0; text < TEXTS; text++) {
                assertPlainLoss(decoder, golden, text);
            }
            assertLogits(decoder, golden, 0);
            assertGreedy(decoder, golden);
        }
    }

    private static void assertLossAndGradient(Decoder decoder, GoldenFile golden) {
        List<int[]> ids = List.of(golden.ints("input_ids", 0), golden.ints("input_ids", 1));
        List<Row> rows = new ArrayList<>();
        for (int text = 0; text < TEXTS; text++) {
            rows.add(new Row(text, Point.of(golden.floats("memory", text), Demand.GRADIENT)));
        }
        try (Texts texts = decoder.texts(ids)) {
            List<Evaluation> found = decoder.evaluate(texts, rows, Demand.GRADIENT);
            for (int text = 0; text < TEXTS; text++) {
                double loss = golden.floats("loss", text)[0];
                assertThat(found.get(text).loss()).isCloseTo(loss, within(1e-4));
                float[] gradient = golden.floats("memory_grad", text);
                float largest = 0;
                for (float value : gradient) {
                    largest = Math.max(largest, Math.abs(value));
                }
                assertThat(found.get(text).gradient()).containsExactly(gradient, within(1e-3f * largest));
            }
        }
    }

    /**
     * The log-probabilities of the whole vocabulary at every position, each found as the cross-entropy of a text that
     * ends with the token; and the margins of the true tokens.
     */
    private static void assertLogits(Decoder decoder, GoldenFile golden, int text) {
        int[] ids = golden.ints("input_ids", text);
        float[] logits = golden.floats("logits", text);
        int vocabulary = decoder.spec().vocabulary();
        List<Evaluation> found = evaluateAllEndings(decoder, ids, golden.floats("memory", text));
        for (int i = 0; i < ids.length; i++) {
            float[] expected = Arrays.copyOfRange(logits, i * vocabulary, (i + 1) * vocabulary);
            double normalizer = logSumExp(expected);
            for (int token = 0; token < vocabulary; token++) {
                TokenScores scores = found.get(i * vocabulary + token).scores();
                assertThat((double) scores.crossEntropyNats()[i]).isCloseTo(normalizer - expected[token], within(1e-4));
            }
            TokenScores scores = found.get(i * vocabulary + ids[i]).scores();
            assertThat(scores.margins()[i]).isCloseTo(margin(expected, ids[i]), within(1e-4f));
        }
    }

    private static List<Evaluation> evaluateAllEndings(Decoder decoder, int[] ids, float[] memory) {
        List<int[]> endings = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            for (int token = 0; token < decoder.spec().vocabulary(); token++) {
                int[] ending = Arrays.copyOf(ids, i + 1);
                ending[i] = token;
                rows.add(new Row(endings.size(), Point.of(memory, Demand.SCORES)));
                endings.add(ending);
            }
        }
        try (Texts texts = decoder.texts(endings)) {
            return decoder.evaluate(texts, rows, Demand.SCORES);
        }
    }

    private static void assertPlainLoss(Decoder decoder, GoldenFile golden, int text) {
        double expected = golden.floats("plain_loss_sum", text)[0];
        double found = decoder.score(golden.ints("input_ids", text)).totalNats(1);
        assertThat(found).isCloseTo(expected, within(1e-4 * expected));
    }

    private static void assertGreedy(Decoder decoder, GoldenFile golden) {
        List<float[]> memory = List.of(golden.floats("memory", 0), golden.floats("memory", 1));
        int[][] tokens = decoder.greedy(memory, new int[] {16, 16});
        for (int text = 0; text < TEXTS; text++) {
            assertThat(tokens[text]).containsExactly(golden.ints("greedy", text));
        }
    }

    private static double logSumExp(float[] logits) {
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit);
        }
        return Math.log(sum);
    }

    private static float margin(float[] logits, int token) {
        float other = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < logits.length; i++) {
            other = i == token ? other : Math.max(other, logits[i]);
        }
        return logits[token] - other;
    }
}
