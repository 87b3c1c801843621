package dev.cram.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import dev.cram.model.TextObjective.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What every {@link FrozenModel} must do. An engine's test extends this and supplies a model, small enough to be
 * evaluated a few hundred times and with at least 16 positions.
 */
@SuppressWarnings("exports")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FrozenModelContract {

    private FrozenModel model;
    private ContractInputs in;

    /** For the engine's test. */
    protected FrozenModelContract() {}

    /**
     * Opens the model under test.
     *
     * @return a new model, always the same one; the caller closes it
     */
    protected abstract FrozenModel open();

    /**
     * A text that the model's tokenizer can represent.
     *
     * @return a text of a few tokens
     */
    protected abstract String sampleText();

    @BeforeAll
    final void openShared() {
        model = open();
        in = new ContractInputs(model);
    }

    @AfterAll
    final void closeShared() {
        model.close();
    }

    @Test
    void description_isSensible() {
        assertThat(model.threads()).isNotNegative();
        assertThat(model.name()).isNotEmpty();
        assertThat(model.precision()).isNotNull();
        assertThat(model.width()).isPositive();
        assertThat(model.vocabularySize()).isGreaterThan(1);
        assertThat(model.positions()).isGreaterThanOrEqualTo(16);
        assertThat(model.embeddingStd()).isPositive();
    }

    @Test
    void fingerprint_openedAgain_isTheSame() {
        try (FrozenModel again = open()) {
            assertThat(again.fingerprint()).isEqualTo(model.fingerprint()).matches("[0-9a-f]{16,}");
        }
    }

    @Test
    void embed_tokens_areVectorsThatPredictWhatTheTokensDo() {
        int[] text = in.tokens(6, 33);
        float[] embeddings = model.embed(text);
        assertThat(embeddings).hasSize(text.length * model.width());
        assertThat(Arrays.copyOf(embeddings, 3 * model.width())).isEqualTo(model.embed(Arrays.copyOf(text, 3)));

        Evaluation behindVectors = in.evaluate(
                Arrays.copyOfRange(text, 3, 6), Point.of(Arrays.copyOf(embeddings, 3 * model.width()), Demand.SCORES));
        Evaluation behindTokens = in.evaluate(
                Arrays.copyOfRange(text, 1, 6), Point.of(Arrays.copyOf(embeddings, model.width()), Demand.SCORES));
        assertThat(behindVectors.scores().margins())
                .containsExactly(Arrays.copyOfRange(behindTokens.scores().margins(), 2, 5), within(1e-3f));
    }

    @Test
    void encode_sampleText_survivesDecode() {
        int[] tokens = model.encode(sampleText());
        assertThat(tokens).isNotEmpty();
        assertThat(Arrays.stream(tokens)).allMatch(token -> token >= 0 && token < model.vocabularySize());
        assertThat(model.decode(tokens)).isEqualTo(sampleText());
    }

    @Test
    void evaluate_anyDemand_hasItsShapes() {
        int[] text = in.tokens(5, 1);
        float[] vectors = in.vectors(2, 1);
        for (Demand demand : Demand.values()) {
            Evaluation found = in.evaluate(text, Point.of(vectors, demand).prefix(3));
            assertThat(found.isFinite()).isTrue();
            assertThat(found.loss()).isPositive();
            assertThat(found.scores().tokens()).isEqualTo(3);
            assertThat(found.gradient()).hasSize(demand == Demand.GRADIENT ? vectors.length : 0);
            assertThat(found.tokenGradients()).hasDimensions(demand == Demand.TOKEN_GRADIENTS ? 3 : 0, vectors.length);
        }
    }

    @Test
    void evaluate_anyDemand_sameLossAndScores() {
        int[] text = in.tokens(5, 2);
        float[] vectors = in.vectors(1, 2);
        Evaluation scores = in.evaluate(text, Point.of(vectors, Demand.SCORES));
        for (Demand demand : Demand.values()) {
            Evaluation found = in.evaluate(text, Point.of(vectors, demand));
            assertThat(found.loss()).isCloseTo(scores.loss(), within(1e-5 * scores.loss()));
            assertThat(found.scores().margins()).containsExactly(scores.scores().margins(), within(1e-4f));
        }
    }

    @Test
    void evaluate_noWeights_isTheMeanCrossEntropy() {
        Evaluation found = in.evaluate(in.tokens(4, 3), Point.of(in.vectors(1, 3), Demand.SCORES));
        assertThat(found.loss()).isCloseTo(found.scores().totalNats() / 4, within(1e-5 * found.loss()));
    }

    @Test
    void evaluate_weights_weighTheCrossEntropies() {
        float[] weights = in.weights(4, 4);
        Evaluation found = in.evaluate(
                in.tokens(4, 4),
                Point.of(in.vectors(1, 4), Demand.SCORES).prefix(4).weights(weights));
        double expected = ContractInputs.dot(weights, found.scores().crossEntropyNats());
        assertThat(found.loss()).isCloseTo(expected, within(1e-5 * expected));
    }

    @Test
    void evaluate_highTemperature_approachesUniformLossAndKeepsScores() {
        int[] text = in.tokens(4, 5);
        float[] vectors = in.vectors(1, 5);
        Evaluation cold = in.evaluate(text, Point.of(vectors, Demand.SCORES));
        Evaluation hot = in.evaluate(text, Point.of(vectors, Demand.SCORES).temperature(1e6f));
        assertThat(hot.loss()).isCloseTo(Math.log(model.vocabularySize()), within(1e-3));
        assertThat(hot.scores().margins()).containsExactly(cold.scores().margins(), within(1e-4f));
        assertThat(hot.scores().crossEntropyNats())
                .containsExactly(cold.scores().crossEntropyNats(), within(1e-3f));
    }

    @Test
    void evaluate_margin_lowersTheTrueLogitInTheLossOnly() {
        int[] text = in.tokens(4, 31);
        float[] vectors = in.vectors(1, 31);
        Evaluation plain = in.evaluate(text, Point.of(vectors, Demand.SCORES));
        for (float margin : new float[] {0.5f, 20}) {
            Evaluation found =
                    in.evaluate(text, Point.of(vectors, Demand.SCORES).margin(margin));
            double expected = 0;
            for (float nats : plain.scores().crossEntropyNats()) {
                double others = -Math.expm1(-nats);
                expected += (nats + margin + Math.log(others + Math.exp(-nats - margin))) / 4;
            }
            assertThat(found.loss()).isCloseTo(expected, within(1e-5 * expected));
            assertThat(found.scores().margins()).containsExactly(plain.scores().margins(), within(1e-4f));
            assertThat(found.scores().crossEntropyNats())
                    .containsExactly(plain.scores().crossEntropyNats(), within(1e-3f));
        }
    }

    @Test
    void evaluate_prefix_equalsTheShorterText() {
        int[] text = in.tokens(6, 6);
        float[] vectors = in.vectors(2, 6);
        Evaluation prefix = in.evaluate(text, Point.of(vectors, Demand.GRADIENT).prefix(4));
        Evaluation shorter = in.evaluate(Arrays.copyOf(text, 4), Point.of(vectors, Demand.GRADIENT));
        assertClose(prefix, shorter);
    }

    @Test
    void gradient_anyDirection_matchesCentralDifferences() {
        int[] text = in.tokens(5, 7);
        float[] vectors = in.vectors(2, 7);
        float[] weights = in.weights(4, 7);
        float[] gradient = in.evaluate(
                        text,
                        Point.of(vectors, Demand.GRADIENT)
                                .prefix(4)
                                .weights(weights)
                                .temperature(1.5f)
                                .margin(0.8f))
                .gradient();
        double step = 0.001 * ContractInputs.norm(vectors);
        for (float[] direction : List.of(gradient, in.vectors(2, 8), in.vectors(2, 9))) {
            double size = ContractInputs.norm(direction);
            double[] losses = new double[2];
            for (int side = 0; side < 2; side++) {
                float[] moved = ContractInputs.plus(vectors, (2 * side - 1) * step / size, direction);
                losses[side] = in.evaluate(
                                text,
                                Point.of(moved, Demand.SCORES)
                                        .prefix(4)
                                        .weights(weights)
                                        .temperature(1.5f)
                                        .margin(0.8f))
                        .loss();
            }
            double slope = ContractInputs.dot(gradient, direction) / size;
            assertThat((losses[1] - losses[0]) / (2 * step))
                    .isCloseTo(slope, within(0.02 * ContractInputs.norm(gradient)));
        }
    }

    @Test
    void tokenGradients_weighted_sumToTheGradient() {
        int[] text = in.tokens(5, 10);
        float[] vectors = in.vectors(2, 10);
        float[] weights = in.weights(5, 10);
        float[][] tokens = in.evaluate(
                        text,
                        Point.of(vectors, Demand.TOKEN_GRADIENTS)
                                .prefix(5)
                                .weights(weights)
                                .temperature(0.7f)
                                .margin(0.3f))
                .tokenGradients();
        float[] sum = new float[vectors.length];
        for (int i = 0; i < tokens.length; i++) {
            sum = ContractInputs.plus(sum, weights[i], tokens[i]);
        }
        float[] gradient = in.evaluate(
                        text,
                        Point.of(vectors, Demand.GRADIENT)
                                .prefix(5)
                                .weights(weights)
                                .temperature(0.7f)
                                .margin(0.3f))
                .gradient();
        assertSameDirection(sum, gradient);
    }

    @Test
    void evaluate_again_givesTheSameBits() {
        int[] text = in.tokens(6, 11);
        Point point = Point.of(in.vectors(2, 11), Demand.GRADIENT);
        Evaluation first = in.evaluate(text, point);
        for (int i = 0; i < 4; i++) {
            assertSameBits(in.evaluate(text, point), first);
        }
    }

    @Test
    void evaluate_batch_equalsEachRowAlone() {
        List<int[]> texts = List.of(in.tokens(7, 12), in.tokens(1, 13), in.tokens(4, 14));
        List<Row> rows = List.of(
                new Row(0, Point.of(in.vectors(2, 12), Demand.GRADIENT)),
                new Row(
                        2,
                        Point.of(in.vectors(2, 13), Demand.GRADIENT).prefix(3).weights(in.weights(3, 13))),
                new Row(1, Point.of(in.vectors(2, 14), Demand.GRADIENT)),
                new Row(
                        0,
                        Point.of(in.vectors(2, 15), Demand.TOKEN_GRADIENTS)
                                .prefix(2)
                                .temperature(2)),
                new Row(
                        2,
                        Point.of(in.vectors(2, 16), Demand.TOKEN_GRADIENTS)
                                .prefix(9)
                                .temperature(0.5f)),
                new Row(2, Point.of(in.vectors(2, 17), Demand.SCORES)));
        try (TextObjective objective = model.objective(texts)) {
            List<Evaluation> batch = objective.evaluate(rows);
            assertThat(batch).hasSameSizeAs(rows);
            for (int i = 0; i < rows.size(); i++) {
                assertClose(
                        batch.get(i), objective.evaluate(rows.subList(i, i + 1)).get(0));
            }
        }
    }

    @Test
    void evaluate_noRows_isEmpty() {
        try (TextObjective objective = model.objective(List.of(in.tokens(2, 18)))) {
            assertThat(objective.evaluate(List.of())).isEmpty();
        }
    }

    @Test
    void evaluate_vectorsNotANumber_isNotFinite() {
        float[] vectors = in.vectors(1, 19);
        vectors[0] = Float.NaN;
        Evaluation found = in.evaluate(in.tokens(3, 19), Point.of(vectors, Demand.GRADIENT));
        assertThat(found.isFinite()).isFalse();
        assertThat(found.scores().correct()).isZero();
    }

    @Test
    void evaluate_severalThreads_giveTheSameBits() throws Exception {
        int[] text = in.tokens(5, 20);
        Point point = Point.of(in.vectors(1, 20), Demand.GRADIENT);
        Evaluation here = in.evaluate(text, point);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Evaluation>> there = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                there.add(threads.submit(() -> in.evaluate(text, point)));
            }
            for (Future<Evaluation> evaluation : there) {
                assertSameBits(evaluation.get(), here);
            }
        } finally {
            threads.shutdownNow();
        }
        assertSameBits(in.evaluate(text, point), here);
    }

    @Test
    void score_firstToken_costsAUniformChoiceOrWhatComesBehindTheStartToken() {
        for (int length : new int[] {1, 5}) {
            int[] text = in.tokens(length, 21);
            TokenScores scores = model.score(text);
            assertThat(scores.tokens()).isEqualTo(length);
            float first = scores.crossEntropyNats()[0];
            if (model.startToken().isPresent()) {
                assertThat(ContractInputs.nats(afterStart(), text[0])).isCloseTo(first, within(1e-3));
                assertThat(model.baseline()).isEqualTo(Baseline.START_TOKEN);
            } else {
                assertThat(first).isCloseTo((float) Math.log(model.vocabularySize()), within(1e-5f));
                assertThat(scores.margins()[0]).isZero();
                assertThat(model.baseline()).isEqualTo(Baseline.NONE);
            }
        }
    }

    private float[] afterStart() {
        try (TokenReader reader = model.reader(1)) {
            return reader.read(model.startToken().orElseThrow());
        }
    }

    @Test
    void score_prefix_isThePrefixOfTheScore() {
        int[] text = in.tokens(6, 22);
        TokenScores whole = model.score(text);
        TokenScores prefix = model.score(Arrays.copyOf(text, 4));
        assertThat(prefix.crossEntropyNats())
                .containsExactly(Arrays.copyOf(whole.crossEntropyNats(), 4), within(1e-4f));
        assertThat(prefix.margins()).containsExactly(Arrays.copyOf(whole.margins(), 4), within(1e-4f));
    }

    @Test
    void greedy_tokens_haveTheLargestLogits() {
        float[] vectors = in.vectors(2, 23);
        int[] tokens = model.greedy(List.of(vectors), new int[] {8})[0];
        TokenScores scores =
                in.evaluate(tokens, Point.of(vectors, Demand.SCORES)).scores();
        assertThat(scores.minMargin()).isGreaterThan(-1e-4f);
        tokens[3] = (tokens[3] + 1) % model.vocabularySize();
        assertThat(in.evaluate(tokens, Point.of(vectors, Demand.SCORES))
                        .scores()
                        .margins()[3])
                .isNegative();
    }

    @Test
    void greedy_differentLengths_equalEachAlone() {
        List<float[]> vectors = List.of(in.vectors(2, 24), in.vectors(2, 25), in.vectors(2, 26));
        int[] lengths = {3, 9, 1};
        int[][] together = model.greedy(vectors, lengths);
        for (int i = 0; i < lengths.length; i++) {
            assertThat(together[i]).hasSize(lengths[i]);
            assertThat(model.greedy(vectors.subList(i, i + 1), new int[] {lengths[i]})[0])
                    .containsExactly(together[i]);
        }
        assertThat(model.greedy(List.of(), new int[0])).isEmpty();
    }

    @Test
    void objective_badTexts_areRefused() {
        assertRefused(() -> model.objective(List.of(new int[0])));
        assertRefused(() -> model.objective(List.of(new int[] {model.vocabularySize()})));
        assertRefused(() -> model.objective(List.of(new int[] {-1})));
        assertRefused(() -> model.embed(new int[0]));
        assertRefused(() -> model.embed(new int[] {model.vocabularySize()}));
        assertRefused(() -> model.score(new int[0]));
        assertRefused(() -> model.score(new int[model.positions() + 1]));
    }

    @Test
    void evaluate_badRows_areRefused() {
        try (TextObjective objective = model.objective(List.of(in.tokens(3, 27)))) {
            Point good = Point.of(in.vectors(1, 27), Demand.SCORES);
            Point two = Point.of(in.vectors(2, 27), Demand.SCORES);
            assertRefused(() -> objective.evaluate(List.of(new Row(1, good))));
            assertRefused(() -> objective.evaluate(List.of(new Row(-1, good))));
            assertRefused(() -> objective.evaluate(List.of(new Row(0, good), new Row(0, two))));
            for (int size : new int[] {0, model.width() + 1, model.width() * model.positions()}) {
                assertRefused(() -> objective.evaluate(List.of(new Row(0, Point.of(new float[size], Demand.SCORES)))));
            }
            float[] weights = new float[2];
            Point unfit = Point.of(in.vectors(1, 27), Demand.SCORES).weights(weights);
            assertRefused(() -> objective.evaluate(List.of(new Row(0, unfit))));
        }
    }

    @Test
    void greedy_badSizes_areRefused() {
        assertRefused(() -> model.greedy(List.of(in.vectors(2, 28)), new int[] {Integer.MAX_VALUE}));
        float[] vectors = in.vectors(1, 28);
        assertRefused(() -> model.greedy(List.of(vectors), new int[] {2, 2}));
        assertRefused(() -> model.greedy(List.of(vectors), new int[] {0}));
        assertRefused(() -> model.greedy(List.of(vectors), new int[] {model.positions() + 1}));
        assertRefused(() -> model.greedy(List.of(new float[model.width() + 1]), new int[] {2}));
        assertRefused(() -> model.greedy(List.of(vectors, in.vectors(2, 28)), new int[] {2, 2}));
    }

    @Test
    @SuppressWarnings("NullAway")
    void call_null_isRefused() {
        float[] vectors = in.vectors(1, 28);
        TextObjective objective = model.objective(List.of(in.tokens(2, 28)));
        List<ThrowingCallable> calls = List.of(
                () -> model.encode(null),
                () -> model.decode(null),
                () -> model.score(null),
                () -> model.greedy(null, new int[] {1}),
                () -> model.greedy(List.of(vectors), null),
                () -> model.greedy(Collections.singletonList(null), new int[] {1}),
                () -> model.objective(null),
                () -> model.objective(Collections.singletonList(null)),
                () -> objective.evaluate(null),
                () -> objective.evaluate(Collections.singletonList(null)));
        for (ThrowingCallable call : calls) {
            assertThatNullPointerException().isThrownBy(call);
        }
        objective.close();
    }

    @Test
    void reader_anyText_predictsWhatScoreSays() {
        int[] text = in.tokens(8, 31);
        TokenScores scores = model.score(text);
        try (TokenReader reader = model.reader(text.length)) {
            model.startToken().ifPresent(reader::read);
            for (int i = 1; i < text.length; i++) {
                float[] logits = reader.read(text[i - 1]);
                assertThat(logits).hasSize(model.vocabularySize());
                assertThat(ContractInputs.nats(logits, text[i])).isCloseTo(scores.crossEntropyNats()[i], within(1e-3));
            }
        }
    }

    @Test
    void reader_twiceAndInterleaved_givesTheSameBits() {
        int[] text = in.tokens(6, 32);
        int[] other = in.tokens(6, 33);
        try (TokenReader first = model.reader(6);
                TokenReader second = model.reader(6);
                TokenReader between = model.reader(6)) {
            for (int i = 0; i < text.length; i++) {
                float[] logits = first.read(text[i]);
                between.read(other[i]);
                assertThat(second.read(text[i])).containsExactly(logits);
            }
        }
    }

    @Test
    void reader_badArguments_areRefused() {
        assertRefused(() -> model.reader(0).close());
        assertRefused(() -> model.reader(model.positions() + 1).close());
        TokenReader reader = model.reader(1);
        assertRefused(() -> reader.read(model.vocabularySize()));
        reader.read(0);
        assertThatIllegalStateException().isThrownBy(() -> reader.read(0));
        reader.close();
        reader.close();
        assertThatIllegalStateException().isThrownBy(() -> reader.read(0));
    }

    @Test
    void objective_closedTwice_thenRefusesCalls() {
        TextObjective objective = model.objective(List.of(in.tokens(2, 29)));
        Point point = Point.of(in.vectors(1, 29), Demand.SCORES);
        objective.close();
        objective.close();
        assertThatIllegalStateException().isThrownBy(() -> objective.evaluate(List.of(new Row(0, point))));
    }

    @Test
    void model_closedTwice_thenTellsFactsOnly() {
        Point point = Point.of(in.vectors(1, 30), Demand.SCORES);
        FrozenModel closed = open();
        TextObjective objective = closed.objective(List.of(in.tokens(2, 30)));
        String name = closed.name();
        closed.close();
        assertThatCode(closed::close).doesNotThrowAnyException();
        assertThat(facts(closed)).isEqualTo(facts(model));
        List<ThrowingCallable> calls = List.of(
                () -> closed.encode("a"),
                () -> closed.decode(new int[] {1}),
                () -> closed.score(new int[] {1}),
                () -> closed.greedy(List.of(point.vectors()), new int[] {1}),
                () -> closed.objective(List.of(new int[] {1})),
                () -> closed.reader(1),
                () -> objective.evaluate(List.of(new Row(0, point))));
        for (ThrowingCallable call : calls) {
            assertThatIllegalStateException().isThrownBy(call).withMessageContaining(name);
        }
        assertThatCode(objective::close).doesNotThrowAnyException();
    }

    private static List<Object> facts(FrozenModel model) {
        return List.of(
                model.name(),
                model.fingerprint(),
                model.precision(),
                model.device(),
                model.threads(),
                model.width(),
                model.vocabularySize(),
                model.positions(),
                model.embeddingStd());
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call);
    }

    private static void assertSameBits(Evaluation actual, Evaluation expected) {
        assertThat(actual.loss()).isEqualTo(expected.loss());
        assertThat(actual.scores().margins()).containsExactly(expected.scores().margins());
        assertThat(actual.gradient()).containsExactly(expected.gradient());
    }

    private static void assertClose(Evaluation actual, Evaluation expected) {
        assertThat(actual.loss()).isCloseTo(expected.loss(), within(1e-5 * expected.loss()));
        assertThat(actual.scores().margins()).containsExactly(expected.scores().margins(), within(1e-3f));
        assertSameDirection(actual.gradient(), expected.gradient());
        assertThat(actual.tokenGradients()).hasSameDimensionsAs(expected.tokenGradients());
        for (int i = 0; i < actual.tokenGradients().length; i++) {
            assertSameDirection(actual.tokenGradients()[i], expected.tokenGradients()[i]);
        }
    }

    private static void assertSameDirection(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double size = ContractInputs.norm(expected);
        assertThat(ContractInputs.norm(ContractInputs.plus(actual, -1, expected)))
                .isLessThanOrEqualTo(1e-4 * size);
    }
}
