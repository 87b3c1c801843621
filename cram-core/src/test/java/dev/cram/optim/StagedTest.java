package dev.cram.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.model.Evaluation;
import dev.cram.model.Point;
import dev.cram.model.TokenScores;
import dev.cram.optimizer.VectorOptimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagedTest {

    private static VectorOptimizer.State start(Schedule schedule, double margin, double budget, double difficulty) {
        return new Staged(AdamW.of(1).schedule(schedule), 2, 100, Schedule.exponential(0.5))
                .start(new VectorOptimizer.Problem(
                        new float[] {0}, new float[0], 1, 1, 8, margin, 1_000, budget, difficulty, 0));
    }

    private static List<Evaluation> found(float... margins) {
        return List.of(new Evaluation(
                1, new TokenScores(new float[margins.length], margins), new float[] {1}, new float[0][]));
    }

    private static int prefix(VectorOptimizer.State state) {
        Point point = state.ask().get(0);
        return point.length(8);
    }

    @Test
    void tell_allCorrect_grows() {
        VectorOptimizer.State state = start(Schedule.constant(), 0, Double.POSITIVE_INFINITY, 1);

        assertThat(prefix(state)).isEqualTo(2);
        state.tell(found(0.1f, -0.1f));
        assertThat(prefix(state)).isEqualTo(2);
        state.tell(found(0.1f, 0.1f));
        assertThat(prefix(state)).isEqualTo(4);
    }

    @Test
    void tell_allCorrectWhenCool_growsByFewerTokens() {
        VectorOptimizer.State state = start(Schedule.constant(), 0, 8, 1);

        fail(state, 28);
        state.tell(found(0.1f, 0.1f));
        assertThat(prefix(state)).isEqualTo(3);
    }

    @Test
    void tell_targetMargin_growsOnceItIsReached() {
        VectorOptimizer.State state = start(Schedule.constant(), 1, Double.POSITIVE_INFINITY, 1);

        state.tell(found(0.9f, 2));
        assertThat(prefix(state)).isEqualTo(2);
        state.tell(found(1, 2));
        assertThat(prefix(state)).isEqualTo(4);
    }

    @Test
    void start_budget_scheduleSpansTheRoundsItAllows() {
        assertThat(steps(Double.POSITIVE_INFINITY, 1)).isEqualTo(1_000);
        assertThat(steps(50, 0.5)).isEqualTo(50);
        assertThat(steps(50, 3)).isEqualTo(150);
        assertThat(steps(5_000, 1)).isEqualTo(1_000);
    }

    @Test
    void ask_cooling_lowersTheTemperatureAsTheSearchGoesOn() {
        VectorOptimizer.State state = start(Schedule.constant(), 0, 8, 1);

        assertThat(state.ask().get(0).temperature()).isEqualTo(1);
        fail(state, 16);
        assertThat(state.ask().get(0).temperature()).isEqualTo((float) Math.sqrt(0.5));
    }

    @Test
    void ask_budgetSpent_isOver() {
        VectorOptimizer.State state = start(Schedule.constant(), 0, 8, 1);

        fail(state, 31);
        assertThat(state.ask()).hasSize(1);
        fail(state, 1);
        assertThat(state.ask()).isEmpty();
    }

    @Test
    void tell_byRounds_placeIsTheNumberOfRounds() {
        List<Integer> places = new ArrayList<>();
        Schedule noting = (step, steps) -> {
            places.add(step);
            return 1;
        };
        Staged staged = new Staged(AdamW.of(1).schedule(noting), 2, 100, Schedule.constant(), true);
        VectorOptimizer.State state =
                staged.start(new VectorOptimizer.Problem(new float[] {0}, new float[0], 1, 1, 8, 0, 1_000, 3, 1, 0));

        fail(state, 4);

        assertThat(places).containsExactly(0, 1, 2, 2);
        assertThat(state.ask()).hasSize(1);
    }

    @Test
    void tell_byRoundsAStageIsDone_growsWithoutAStep() {
        VectorOptimizer.State published = published();
        VectorOptimizer.State ours = start(Schedule.constant(), 0, Double.POSITIVE_INFINITY, 1);

        for (VectorOptimizer.State state : List.of(published, ours)) {
            float[] before = state.ask().get(0).vectors().clone();
            state.tell(found(0.1f, 0.1f));
            assertThat(prefix(state)).isEqualTo(4);
            assertThat(Arrays.equals(state.ask().get(0).vectors(), before)).isEqualTo(state == published);
            state.tell(found(0.1f, 0.1f, 0.1f, -0.1f));
            assertThat(state.ask().get(0).vectors()).isNotEqualTo(before);
        }
    }

    private static VectorOptimizer.State published() {
        return new Staged(AdamW.of(1), 2, 100, Schedule.constant(), true)
                .start(new VectorOptimizer.Problem(new float[] {0}, new float[0], 1, 1, 8, 0, 1_000, 3, 1, 0));
    }

    /** Rounds of a quarter of an evaluation each, in which two tokens of eight stay wrong. */
    private static void fail(VectorOptimizer.State state, int rounds) {
        for (int i = 0; i < rounds; i++) {
            state.ask();
            state.tell(found(-1, -1));
        }
    }

    private static int steps(double budget, double difficulty) {
        int[] seen = new int[1];
        VectorOptimizer.State state = start(
                (step, steps) -> {
                    seen[0] = steps;
                    return 1;
                },
                0,
                budget,
                difficulty);
        state.ask();
        state.tell(found(-1, -1));
        return seen[0];
    }
}
