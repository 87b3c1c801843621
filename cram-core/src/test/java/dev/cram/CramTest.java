package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.cram.memory.CapacityReport;
import dev.cram.memory.Estimate;
import dev.cram.memory.InexactException;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.Progress;
import dev.cram.memory.ProgressListener;
import dev.cram.memory.StopReason;
import dev.cram.model.CramException;
import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.Point;
import dev.cram.optim.AdamW;
import dev.cram.optim.Schedule;
import dev.cram.optim.Staged;
import dev.cram.optimizer.VectorOptimizer;
import dev.cram.recipe.CramSettings;
import dev.cram.recipe.Loss;
import dev.cram.recipe.Recipe;
import dev.cram.recipe.Recipes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CramTest {

    private static final String TEXT = "call me";

    private final ReadoutModel model = new ReadoutModel();
    private final Cram cram = Cram.with(model);

    @Test
    void compress_textThatFits_comesBack() {
        MemoryVectors vectors = cram.vectors(1).compress(TEXT);

        assertThat(Cram.with(model).decompress(vectors)).isEqualTo(TEXT);
        assertThat(vectors.count()).isEqualTo(1);
        assertThat(vectors.width()).isEqualTo(ReadoutModel.WIDTH);
        assertThat(vectors.origin().exact()).isTrue();
    }

    @Test
    void compressAll_memoryForTwoRows_halvesAndSaysSo() {
        List<String> texts = List.of("one", "two", "three", "four", "five");
        List<Integer> told = new ArrayList<>();
        ProgressListener listener = new ProgressListener() {
            @Override
            public void onProgress(Progress progress) {}

            @Override
            public void onReducedBatch(int rows) {
                told.add(rows);
            }
        };
        model.rowsInMemory = 2;

        List<MemoryVectors> vectors = cram.listener(listener).compressAll(texts);

        assertThat(vectors).extracting(cram::decompress).isEqualTo(texts);
        assertThat(vectors).allMatch(v -> v.report().cost().reducedBatch() == 2);
        // The first round measures two starts of each text.
        assertThat(told).containsExactly(5, 3, 2);
    }

    @Test
    void compressAll_enoughMemory_reportsNoReducedBatch() {
        assertThat(cram.compressAll(List.of("one", "two")))
                .allMatch(vectors -> vectors.report().cost().reducedBatch() == 0);
    }

    @Test
    void estimate_vectorBitsGiven_countsWithThem() {
        Estimate estimate = cram.vectorBits(10).estimate(TEXT);

        double bits = cram.compress(TEXT).report().bits().before();
        assertThat(estimate.textBits()).isEqualTo(bits);
        assertThat(estimate.vectors()).isEqualTo((int) Math.ceil(bits / 10));
        assertThat(estimate.difficulty(2)).isEqualTo(bits / 20);
        assertThat(estimate)
                .hasToString(Math.round(bits) + " bits in 7 tokens; one vector of this model holds about 10");
    }

    @Test
    void estimate_modelThatWasNotMeasured_guessesFromTheWidth() {
        Estimate estimate = cram.estimate(TEXT);

        assertThat(estimate.measured()).isFalse();
        assertThat(estimate.vectorBits()).isEqualTo(0.75 * ReadoutModel.WIDTH);
        assertThat(estimate.toString()).endsWith("about 48 (a guess from its width)");
    }

    @Test
    void compress_report_holdsWhatWasMeasured() {
        CapacityReport report = cram.seed(3).compress(TEXT).report();

        assertThat(report.exact()).isTrue();
        assertThat(report.cost().stopReason()).isEqualTo(StopReason.EXACT);
        assertThat(report.text().tokens()).isEqualTo(7);
        assertThat(report.teacherForcedAccuracy()).isEqualTo(1);
        assertThat(report.tokens().minMargin()).isPositive();
        assertThat(report.tokenGain()).isEqualTo(7);
        assertThat(report.bits().before() - report.bits().after())
                .isCloseTo(report.informationGainBits(), within(1e-9));
        assertThat(report.text().bytes()).isEqualTo(7);
        assertThat(report.vectorBytes()).isEqualTo(256);
        assertThat(report.model().name()).isEqualTo("readout");
        assertThat(report.cost().recipe()).isEqualTo("default");
        assertThat(report.cost().seed()).isEqualTo(3);
    }

    @Test
    void compress_vectors_areThoseThatWereMeasured() {
        MemoryVectors vectors = cram.compress(TEXT);

        CapacityReport again = cram.measure(vectors, TEXT);

        assertThat(again.exact()).isTrue();
        assertThat(again.tokens().minMargin())
                .isEqualTo(vectors.report().tokens().minMargin());
        assertThat(again.bits().after()).isEqualTo(vectors.report().bits().after());
        assertThat(again.cost().stopReason()).isNull();
        assertThat(again.cost().recipe()).isNull();
    }

    @Test
    void compress_sameSeed_sameBits() {
        MemoryVectors first = cram.seed(5).compress(TEXT);

        assertThat(cram.seed(5).compress(TEXT)).isEqualTo(first);
        assertThat(cram.seed(6).compress(TEXT)).isNotEqualTo(first);
    }

    @Test
    void compress_rounds_areCountedInEvaluations() {
        CapacityReport report = cram.compress(TEXT).report();

        assertThat(report.cost().steps()).isEqualTo(model.evaluateCalls);
        assertThat(report.cost().evaluations()).isEqualTo(report.cost().steps() + 0.5 * model.greedyCalls);
    }

    @Test
    void compress_stepLimit_carriesTheBest() {
        InexactException thrown =
                catchThrowableOfType(InexactException.class, () -> cram.steps(2).compress(TEXT));

        CapacityReport report = thrown.vectors().get(0).report();
        assertThat(report.cost().stopReason()).isEqualTo(StopReason.STEP_LIMIT);
        assertThat(report.cost().steps()).isEqualTo(2);
        assertThat(report.exact()).isFalse();
        assertThat(thrown).hasMessageContaining("STEP_LIMIT").hasMessageContaining("2 steps");
    }

    @Test
    void compress_noProgress_stopsAfterPatience() {
        VectorOptimizer idle = VectorOptimizer.firstOrder("idle", problem -> (vectors, gradient, step) -> {});

        MemoryVectors vectors = cram.optimizer(idle).patience(4).acceptInexact().compress(TEXT);

        assertThat(vectors.report().cost().stopReason()).isEqualTo(StopReason.NO_PROGRESS);
        assertThat(vectors.report().cost().steps()).isEqualTo(5);
        assertThat(vectors.report().cost().recipe()).isEqualTo("idle");
    }

    @Test
    void compress_lossNotANumber_divergesAndKeepsTheBest() {
        model.nanAfter = 3;

        MemoryVectors vectors = cram.acceptInexact().compress("abcdefghijklmnop");

        assertThat(vectors.report().cost().stopReason()).isEqualTo(StopReason.DIVERGED);
        assertThat(vectors.report().cost().steps()).isEqualTo(4);
        model.nanAfter = Integer.MAX_VALUE;
        assertThat(cram.measure(vectors, "abcdefghijklmnop").bits().after())
                .isEqualTo(vectors.report().bits().after());
    }

    @Test
    void compress_lossNeverANumber_stillReports() {
        model.nanAfter = 0;

        MemoryVectors vectors = cram.acceptInexact().compress(TEXT);

        assertThat(vectors.report().cost().stopReason()).isEqualTo(StopReason.DIVERGED);
        assertThat(vectors.report().exact()).isFalse();
    }

    @Test
    void compress_interrupted_cancelsAndStaysInterrupted() {
        Cram cancelling = cram.listener(progress -> {
            if (progress.step() == 2) {
                Thread.currentThread().interrupt();
            }
        });

        MemoryVectors vectors = cancelling.acceptInexact().compress(TEXT);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(vectors.report().cost().stopReason()).isEqualTo(StopReason.CANCELLED);
        assertThat(vectors.report().cost().steps()).isEqualTo(2);
    }

    @Test
    void compress_decodeDiffersFromTeacherForcing_raisesTheMarginAndGoesOn() {
        double first = cram.compress(TEXT).report().tokens().minMargin();
        model.wrongDecodes = 1;

        MemoryVectors vectors = cram.compress(TEXT);

        assertThat(vectors.report().exact()).isTrue();
        assertThat(vectors.report().tokens().minMargin()).isGreaterThanOrEqualTo(2 * first);
    }

    @Test
    void compress_targetMargin_isReached() {
        assertThat(cram.margin(1.5).compress(TEXT).report().tokens().minMargin())
                .isGreaterThanOrEqualTo(1.5);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0", "1, 1.5, 0", "0.25, 1.5, 0.75", "0.25, 2, 1.25"})
    void compress_targetMargin_isInTheLossAsFarAsTheTemperatureFallsShort(
            double temperature, double target, float inLoss) {
        Recipe recipe = Recipes.paper().loss(Loss.plain().temperature(temperature));

        cram.recipe(recipe).steps(1).margin(target).acceptInexact().compress(TEXT);

        assertThat(model.points.get(0).margin()).isEqualTo(inLoss);
    }

    @Test
    void compress_targetMarginOutOfReach_isExactButRefused() {
        Cram demanding = cram.margin(1e6).steps(300);

        InexactException thrown = catchThrowableOfType(InexactException.class, () -> demanding.compress(TEXT));

        assertThat(thrown.vectors().get(0).origin().exact()).isTrue();
        assertThat(thrown).hasMessageContaining("7 of 7 tokens").hasMessageContaining("smallest margin");
    }

    @Test
    void compress_severalVectors_holdTheText() {
        MemoryVectors vectors = cram.vectors(3).compress(TEXT);

        assertThat(vectors.count()).isEqualTo(3);
        assertThat(vectors.report().tokensPerVector()).isEqualTo(7 / 3.0);
        assertThat(cram.decompress(vectors)).isEqualTo(TEXT);
    }

    @Test
    void compress_budgetSpent_stops() {
        MemoryVectors vectors = cram.budget(3).acceptInexact().margin(1e6).compress(TEXT);

        assertThat(vectors.report().cost().stopReason()).isEqualTo(StopReason.STEP_LIMIT);
        assertThat(vectors.report().cost().steps()).isEqualTo(3);
    }

    @Test
    void compress_progressive_growsThePrefix() {
        CapacityReport report =
                cram.recipe(Recipes.named("progressive@0.5")).compress(TEXT).report();

        assertThat(report.exact()).isTrue();
        assertThat(report.tokens().horizon()).isEqualTo(7);
        assertThat(report.cost().evaluations()).isLessThan(report.cost().steps());
    }

    @Test
    void compress_paperObjective_asksForAllTokensButTheFirst() {
        Cram inner = cram.recipe(Recipes.paperObjective()).acceptInexact();

        List<CapacityReport> reports = inner.compressAll(List.of("call me", "abcdefg", "zebra", "quick fox")).stream()
                .map(MemoryVectors::report)
                .toList();

        assertThat(reports).allSatisfy(report -> {
            assertThat(report.cost().stopReason()).isIn(StopReason.INNER_CORRECT, StopReason.EXACT);
            assertThat(report.teacherForcedAccuracy())
                    .isGreaterThanOrEqualTo(1 - 1.0 / report.text().tokens() - 1e-9);
        });
        assertThat(reports).anySatisfy(report -> {
            assertThat(report.cost().stopReason()).isEqualTo(StopReason.INNER_CORRECT);
            assertThat(report.exact()).isFalse();
        });
    }

    @Test
    void compress_stageThatFails_isGivenUp() {
        Recipe hasty = Recipes.paper().optimizer(new Staged(AdamW.of(1e-9), 1, 5, Schedule.constant()));

        MemoryVectors vectors = cram.recipe(hasty).acceptInexact().compress(TEXT);

        assertThat(vectors.report().cost().stopReason()).isEqualTo(StopReason.NO_PROGRESS);
        assertThat(vectors.report().tokens().horizon()).isLessThan(3);
    }

    @Test
    void compress_stagedSearchThatFails_returnsTheLongestPrefixNotTheStart() {
        Cram hurried = cram.recipe(Recipes.named("progressive@0.5")).steps(30).acceptInexact();

        MemoryVectors vectors = hurried.compress("abcdefghijklmnop");

        assertThat(vectors.report().tokens().horizon()).isBetween(2, 15);
        assertThat(cram.measure(vectors, "abcdefghijklmnop").tokens().horizon())
                .isEqualTo(vectors.report().tokens().horizon());
        assertThat(vectors.report().teacherForcedAccuracy() * 16)
                .isGreaterThanOrEqualTo(vectors.report().tokens().horizon());
    }

    @Test
    @SuppressWarnings("serial")
    void compress_lastStageNotReachedButTheWholeTextRight_isExact() {
        float[] solved = cram.compress(TEXT).toArray();
        VectorOptimizer shy = new VectorOptimizer() {
            @Override
            public String name() {
                return "shy";
            }

            @Override
            public State start(Problem problem) {
                return new State() {
                    @Override
                    public List<Point> ask() {
                        return List.of(Point.of(solved, Demand.GRADIENT).prefix(6));
                    }

                    @Override
                    public void tell(List<Evaluation> evaluations) {}
                };
            }
        };

        MemoryVectors vectors = cram.optimizer(shy).steps(3).compress(TEXT);

        assertThat(vectors.report().cost().stopReason()).isEqualTo(StopReason.EXACT);
        assertThat(vectors.toArray()).isEqualTo(solved);
    }

    @Test
    void report_horizonOfASearchWithATargetMargin_countsCorrectTokens() {
        MemoryVectors vectors = cram.margin(1e6).steps(5).acceptInexact().compress("abcdefghijklmnop");

        assertThat(vectors.report().tokens().horizon())
                .isPositive()
                .isGreaterThanOrEqualTo(
                        cram.measure(vectors, "abcdefghijklmnop").tokens().horizon());
    }

    @Test
    void compressAll_texts_keepTheirOrder() {
        List<String> texts = List.of("a longer one", "b", "call me", "zz");

        List<MemoryVectors> vectors = cram.batch(3).compressAll(texts);

        assertThat(vectors).map(cram::decompress).isEqualTo(texts);
    }

    @Test
    void compressAll_noTexts_givesNone() {
        assertThat(cram.compressAll(List.of())).isEmpty();
    }

    @Test
    void compressAll_oneInexact_carriesAll() {
        Cram hurried = cram.steps(4);

        InexactException thrown = catchThrowableOfType(
                InexactException.class, () -> hurried.compressAll(List.of("a", "abcdefghijklmnop")));

        assertThat(thrown.vectors()).hasSize(2);
        assertThat(thrown.vectors().get(0).origin().exact()).isTrue();
        assertThat(thrown).hasMessageContaining("1 of 2 texts");
    }

    @Test
    void compressAll_badText_isNamedBeforeAnyWork() {
        assertThatThrownBy(() -> cram.compressAll(List.of("fine", "")))
                .hasMessageContaining("Text 1: The text is empty");
        assertThat(model.evaluateCalls).isZero();
    }

    @Test
    void listener_rounds_areToldInOrder() {
        List<Integer> steps = new ArrayList<>();

        CapacityReport report = cram.listener(progress -> steps.add(progress.step()))
                .compress(TEXT)
                .report();

        assertThat(steps).hasSize(report.cost().steps()).isSorted().startsWith(1);
    }

    @Test
    void listener_texts_areHandedOverAsTheyFinish() {
        List<String> finished = new ArrayList<>();
        ProgressListener listener = new ProgressListener() {
            @Override
            public void onProgress(Progress progress) {}

            @Override
            public void onFinished(int text, MemoryVectors vectors) {
                finished.add(text + " " + vectors.report().text().tokens());
            }
        };

        cram.listener(listener).compressAll(List.of("abcdefghijk", "a"));

        assertThat(finished).containsExactly("1 1", "0 11");
    }

    @Test
    void step_anyChoice_leavesTheOldValue() {
        CramSettings before = cram.settings();

        CramSettings after = cram.vectors(2)
                .recipe(Recipes.paper())
                .steps(7)
                .patience(3)
                .seed(9)
                .margin(0.5)
                .acceptInexact()
                .acceptOtherPrecision()
                .budget(70)
                .batch(4)
                .vectorBits(300)
                .limit(Duration.ofSeconds(5))
                .settings();

        assertThat(cram.settings()).isEqualTo(before).isEqualTo(CramSettings.defaults());
        assertThat(after)
                .isEqualTo(new CramSettings(
                        2,
                        false,
                        Recipes.paper().steps(7).patience(3).budget(70),
                        9,
                        0.5,
                        true,
                        true,
                        4,
                        300.0,
                        Duration.ofSeconds(5)));
        assertThat(cram.autoVectors().settings().autoVectors()).isTrue();
        assertThat(cram.autoVectors().vectors(3).settings())
                .isEqualTo(cram.vectors(3).settings());
        assertThat(cram.optimizer(AdamW.of(0.1)).settings().recipe().name()).isEqualTo("adamw");
    }

    @Test
    void open_unknownLocation_saysWhatIsInstalled() {
        assertThatThrownBy(() -> Cram.open("nowhere"))
                .isInstanceOf(CramException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("cram-djl");
    }
}
