package dev.cram.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.api.Evaluation;
import dev.cram.api.TokenScores;
import dev.cram.spi.StepRule;
import dev.cram.spi.VectorOptimizer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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

        @Override
        public double rate() {
            return 1;
        }

        @Override
        public FirstOrder rate(double rate) {
            return this;
        }
    }

    private int run(int easiest, int cycles, double difficulty) {
        VectorOptimizer.State state = new Cycles(new Adding(), easiest, cycles, Schedule.constant())
                .start(new VectorOptimizer.Problem(new float[] {0}, 1, 1, 4, 0, 1_000, 0, difficulty, 7));
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

        assertThat(lengths.get(0)).isEqualTo(40);
        assertThat(lengths.get(2)).isEqualTo(78);
    }

    @Test
    void cycles_textThatIsNotExpectedToFit_getsOne() {
        assertThat(run(10, 3, 3.1)).isEqualTo(78);
        assertThat(run(10, 3, 2.9)).isEqualTo(78 * 7);
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
}
