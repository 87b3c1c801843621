package dev.cram.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.model.Evaluation;
import dev.cram.model.TokenScores;
import dev.cram.optimizer.VectorOptimizer;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AdamWTest {

    private static final Offset<Float> CLOSE = Offset.offset(1e-6f);

    /** Three steps on x1^2 + 2 x2^2 + 3 x3^2; the values are those of torch.optim.AdamW in double precision. */
    @Test
    void step_quadratic_followsPyTorch() {
        VectorOptimizer.State state = new AdamW(0.1, 0.9, 0.8, 1e-8, 0.02, Schedule.constant())
                .start(new VectorOptimizer.Problem(
                        new float[] {0.5f, -1, 2}, new float[0], 1, 3, 1, 0, 3, Double.POSITIVE_INFINITY, 0.5, 0));

        float[] vectors = {};
        for (int step = 0; step < 3; step++) {
            vectors = state.ask().get(0).vectors();
            float[] gradient = {2 * vectors[0], 4 * vectors[1], 6 * vectors[2]};
            state.tell(List.of(evaluation(gradient)));
        }

        assertThat(vectors[0]).isCloseTo(0.19775866f, CLOSE);
        assertThat(vectors[1]).isCloseTo(-0.6939808f, CLOSE);
        assertThat(vectors[2]).isCloseTo(1.6881744f, CLOSE);
    }

    @Test
    void step_schedule_scalesTheRate() {
        AdamW adam = AdamW.of(0.1).weightDecay(0).schedule((step, steps) -> step == 0 ? 0.5 : 0);
        VectorOptimizer.State state = adam.start(new VectorOptimizer.Problem(
                new float[] {1}, new float[0], 1, 1, 1, 0, 2, Double.POSITIVE_INFINITY, 0.5, 0));

        state.ask();
        state.tell(List.of(evaluation(new float[] {3})));
        assertThat(state.ask().get(0).vectors()[0]).isCloseTo(0.95f, CLOSE);
        state.tell(List.of(evaluation(new float[] {3})));
        assertThat(state.ask().get(0).vectors()[0]).isCloseTo(0.95f, CLOSE);
    }

    private static Evaluation evaluation(float[] gradient) {
        return new Evaluation(1, new TokenScores(new float[1], new float[1]), gradient, new float[0][]);
    }
}
