package dev.cram.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cram.model.Evaluation;
import dev.cram.model.TokenScores;
import dev.cram.optimizer.VectorOptimizer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolarAdamTest {

    @Test
    void step_acrossTheVector_turnsItAndKeepsItsLength() {
        float[] start = {1, 1, 0, 0, 0, 0, 5, 5};

        float[] moved = step(PolarAdam.of(0.1), start.clone(), new float[] {4, -4, 0, 0, 0, 0, 12, -12});

        for (int begin = 0; begin < 8; begin += 4) {
            double before = norm(start, begin);
            assertThat(norm(moved, begin)).isCloseTo(before, within(1e-5 * before));
            // In step one the moments cancel to signs: two of four components move, so the step is 0.1 sqrt(2) / 2
            // long.
            double cosine = dot(start, moved, begin) / before / before;
            assertThat(Math.acos(cosine)).isCloseTo(Math.atan(0.1 * Math.sqrt(2) / 2), within(1e-4));
        }
    }

    @Test
    void step_alongTheVector_scalesIt() {
        float[] moved = step(PolarAdam.of(0.1), new float[] {2, 2, 2, 2}, new float[] {1, 1, 1, 1});

        assertThat(moved).containsOnly((float) (2 * Math.exp(-0.1)));
    }

    @Test
    void step_vectorThatWouldGrowTooLong_staysInTheRangeOfFloat16() {
        float[] moved =
                step(PolarAdam.of(0.5), new float[] {29_000, 29_000, 29_000, 29_000}, new float[] {-1, -1, -1, -1});

        assertThat(norm(moved, 0)).isCloseTo(60_000, within(0.1));
    }

    @Test
    void step_scaledProblem_takesTheSameTurn() {
        float[] small = step(PolarAdam.of(0.3), new float[] {1, 2}, new float[] {8, -3});
        float[] large = step(PolarAdam.of(0.3), new float[] {100, 200}, new float[] {0.08f, -0.03f});

        assertThat(large[0]).isCloseTo(100 * small[0], within(1e-3f));
        assertThat(large[1]).isCloseTo(100 * small[1], within(1e-3f));
    }

    @Test
    void badNumbers_areNamed() {
        assertThatThrownBy(() -> PolarAdam.of(0)).hasMessageContaining("angle");
        assertThatThrownBy(() -> PolarAdam.of(1).betas(1, 0.9)).hasMessageContaining("beta1");
        assertThatThrownBy(() -> PolarAdam.of(1).betas(0.9, -1)).hasMessageContaining("beta2");
    }

    private static float[] step(PolarAdam adam, float[] start, float[] gradient) {
        VectorOptimizer.State state = adam.start(problem(start));
        state.ask();
        state.tell(List.of(new Evaluation(1, new TokenScores(new float[1], new float[1]), gradient, new float[0][])));
        return state.ask().get(0).vectors();
    }

    private static VectorOptimizer.Problem problem(float[] start) {
        int width = Math.min(start.length, 4);
        return new VectorOptimizer.Problem(
                start.clone(), new float[0], start.length / width, width, 1, 0, 10, Double.POSITIVE_INFINITY, 0.5, 0);
    }

    private static double norm(float[] a, int begin) {
        return Math.sqrt(dot(a, a, begin));
    }

    private static double dot(float[] a, float[] b, int begin) {
        double sum = 0;
        for (int i = begin; i < Math.min(a.length, begin + 4); i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
