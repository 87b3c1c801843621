package dev.cram.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.cram.model.Evaluation;
import dev.cram.model.TokenScores;
import dev.cram.optimizer.StepRule;
import dev.cram.optimizer.VectorOptimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CyclesTest {

    private final List<Integer> lengths = new ArrayList<>();
    private final List<Float> starts = new ArrayList<>();

    /** Adds the gradient, and notes the problems it is given. */
    private final class Adding implements FirstOrder {

        private static final long serialVersionUID = 1;

        @Override
        public String name() {
            return "adding";
        }

        @Override
        public StepRule rule(Problem problem) {
            lengths.add(problem.steps());
            starts.add(problem.initial()[0]);
            return (vectors, gradient, step) -> vectors[0] += gradient[0];
        }
    }

    private int run(int easiest, int cycles, double difficulty) {
        VectorOptimizer.State state = new Cycles(new Adding(), easiest, cycles, Schedule.constant())
                .start(new VectorOptimizer.Problem(
                        new float[] {0}, new float[0], 1, 1, 4, 0, 1_000, Double.POSITIVE_INFINITY, difficulty, 7));
        Evaluation found =
                new Evaluation(1, new TokenScores(new float[1], new float[1]), new float[] {1}, new float[0][]);
        int steps = 0;
        while (!state.ask().isEmpty()) {
            state.tell(List.of(found));
            steps++;
        }
        return steps;
    }

    @Test
    void cycles_everyOne_isTwiceAsLongAndGoesOn() {
        assertThat(run(5, 3, 0)).isEqualTo(5 + 10 + 20);

        assertThat(lengths).startsWith(5, 10, 20);
        assertThat(starts).startsWith(0f, 5f, 15f);
    }

    @Test
    void cycles_harderText_beginsWithALongerCycle() {
        run(10, 1, 1);
        run(10, 1, 2);

        assertThat(lengths.get(0)).isEqualTo(15);
        assertThat(lengths.get(2)).isEqualTo(35);
    }

    @Test
    void cycles_textThatIsNotExpectedToFit_getsOne() {
        assertThat(run(10, 3, 3.1)).isEqualTo(35);
        assertThat(run(10, 3, 2.9)).isEqualTo(35 * 7);
    }

    @Test
    void cycles_noSteps_isRefused() {
        assertThatThrownBy(() -> new Cycles(new Adding(), 0, 1, Schedule.constant()))
                .hasMessageContaining("easiest")
                .hasMessageContaining("0");
        assertThatThrownBy(() -> new Cycles(new Adding(), 1, 0, Schedule.constant()))
                .hasMessageContaining("cycles")
                .hasMessageContaining("0");
    }

    @Test
    void cycles_longestOfTheHardestText_isALength() {
        VectorOptimizer.State state = new Cycles(new Adding(), 1_000_000_000, 16, Schedule.cosine(0, 0.3))
                .start(new VectorOptimizer.Problem(
                        new float[1], new float[0], 1, 1, 4, 0, Integer.MAX_VALUE, Double.POSITIVE_INFINITY, 1e300, 7));

        assertThat(lengths).containsExactly(Integer.MAX_VALUE);
        assertThat(state.ask().get(0).temperature()).isEqualTo(1);
    }

    static Stream<FirstOrder> methods() {
        PolarAdam polar = PolarAdam.of(0.7);
        AdamW plain = AdamW.of(0.1).weightDecay(0);
        return Stream.of(
                polar,
                plain,
                new LowDimensional(polar, 3),
                new LowDimensional(plain, 256),
                new LowDimensional(new LowDimensional(polar, 2), 5));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void cycles_noGradient_leaveTheVectorsWhereTheyBegan(FirstOrder method) {
        float[] start = {1, -2, 3, 4, 0.5f, -6};
        VectorOptimizer.State state = new Cycles(method, 2, 4, Schedule.constant())
                .start(new VectorOptimizer.Problem(
                        start, new float[0], 2, 3, 4, 0, 1_000, Double.POSITIVE_INFINITY, 0, 7));
        float[] began = state.ask().get(0).vectors().clone();
        Evaluation flat = new Evaluation(1, new TokenScores(new float[1], new float[1]), new float[6], new float[0][]);
        for (int step = 0; step < 2 + 4 + 8 + 15; step++) {
            state.tell(List.of(flat));

            assertThat(state.ask().get(0).vectors()).as("after step %s", step).containsExactly(began, offset(1e-5f));
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void cycles_newOne_beginsAtTheVectorsOfTheOneBefore(FirstOrder method) {
        float[] start = {1, -2, 3, 4, 0.5f, -6};
        VectorOptimizer.Problem problem =
                new VectorOptimizer.Problem(start, new float[0], 2, 3, 4, 0, 1_000, Double.POSITIVE_INFINITY, 0, 7);
        float[] before = start.clone();

        method.resume(problem);

        assertThat(start).isEqualTo(before);
    }

    @Test
    void cycles_coolingThatGetsTooCold_isRefused() {
        assertThatThrownBy(() -> new Cycles(new Adding(), 1, 1, Schedule.exponential(1e-300)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("cooling", "1.0E-300");
        VectorOptimizer.State state = new Cycles(new Adding(), 1, 1, (step, steps) -> Double.NaN)
                .start(new VectorOptimizer.Problem(
                        new float[1], new float[0], 1, 1, 4, 0, 9, Double.POSITIVE_INFINITY, 1, 7));
        assertThatThrownBy(state::ask)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("cooling", "NaN");
    }

    @Test
    void lowDimensional_rankThatNoArrayHolds_isRefused() {
        VectorOptimizer.Problem problem = new VectorOptimizer.Problem(
                new float[40_000], new float[0], 1, 40_000, 4, 0, 9, Double.POSITIVE_INFINITY, 1, 7);

        assertThatThrownBy(() -> new LowDimensional(AdamW.of(1), 65_536).start(problem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("rank 65536 over 40000 components", "smaller rank");
    }
}
