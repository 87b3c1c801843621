package dev.cram.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.model.Evaluation;
import dev.cram.model.TokenScores;
import dev.cram.optimizer.VectorOptimizer;
import java.util.List;
import org.junit.jupiter.api.Test;

class LionTest {

    @Test
    void step_anyGradient_movesByTheRateAgainstItsSign() {
        VectorOptimizer.State state = Lion.optimizer(0.5)
                .start(new VectorOptimizer.Problem(
                        new float[] {1, 1, 1}, new float[0], 1, 3, 1, 0, 100, Double.POSITIVE_INFINITY, 0.5, 0));
        tell(state, 1e-6f, -100, 0);
        assertThat(state.ask().get(0).vectors()).containsExactly(0.5f, 1.5f, 1);
    }

    @Test
    void step_smallGradientAgainstMomentum_followsMomentum() {
        VectorOptimizer.State state = Lion.optimizer(0.5)
                .start(new VectorOptimizer.Problem(
                        new float[] {0}, new float[0], 1, 1, 1, 0, 1_000_000, Double.POSITIVE_INFINITY, 0.5, 0));
        tell(state, 100);
        tell(state, -1); // 0.9 * 1 - 0.1 * 1 is above 0
        assertThat(state.ask().get(0).vectors()[0]).isEqualTo(-1);
    }

    private static void tell(VectorOptimizer.State state, float... gradient) {
        TokenScores scores = new TokenScores(new float[1], new float[1]);
        state.tell(List.of(new Evaluation(1, scores, gradient, new float[0][])));
    }
}
