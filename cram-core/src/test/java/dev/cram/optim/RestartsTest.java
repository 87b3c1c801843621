package dev.cram.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.Point;
import dev.cram.model.TokenScores;
import dev.cram.optimizer.VectorOptimizer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartsTest {

    private final List<VectorOptimizer.Problem> problems = new ArrayList<>();

    /** Overwrites its start, notes the problems it is given, and gives up after some rounds. */
    private final class GivingUp implements VectorOptimizer {

        private static final long serialVersionUID = 1;

        private final int after;

        GivingUp(int after) {
            this.after = after;
        }

        @Override
        public String name() {
            return "giving-up";
        }

        @Override
        public State start(Problem problem) {
            problems.add(problem.from(problem.initial().clone(), 1));
            problem.initial()[0] = 9;
            return new State() {
                private int rounds;

                @Override
                public List<Point> ask() {
                    return rounds == after ? List.of() : List.of(Point.of(problem.initial(), Demand.GRADIENT));
                }

                @Override
                public void tell(List<Evaluation> evaluations) {
                    rounds++;
                }
            };
        }
    }

    /** The rounds that a search took before it gave up. */
    private int search(int steps, double budget, int after) {
        VectorOptimizer.State state = new Restarts(new GivingUp(after), 3, 10)
                .start(new VectorOptimizer.Problem(
                        new float[] {1, 2, 3, 4, 5, 6}, new float[0], 1, 6, 2, 0, steps, budget, 2, 3));
        int rounds = 0;
        while (!state.ask().isEmpty()) {
            state.tell(List.of(
                    new Evaluation(1, new TokenScores(new float[2], new float[2]), new float[6], new float[0][])));
            rounds++;
        }
        return rounds;
    }

    @Test
    void search_manySteps_areSharedOutEvenly() {
        assertThat(search(38, Double.POSITIVE_INFINITY, 4)).isEqualTo(12);
        assertThat(problems).extracting(VectorOptimizer.Problem::steps).containsExactly(12, 12, 12);
    }

    @Test
    void search_budget_isSharedOutEvenly() {
        search(1_000, 15, 4);

        assertThat(problems).extracting(VectorOptimizer.Problem::budget).containsExactly(5.0, 5.0, 5.0);
    }

    @Test
    void search_moreSteps_goToTheSameStarts() {
        search(600, Double.POSITIVE_INFINITY, 4);

        assertThat(problems).extracting(VectorOptimizer.Problem::steps).containsExactly(200, 200, 200);
    }

    @Test
    void search_fewSteps_haveOneStart() {
        search(7, Double.POSITIVE_INFINITY, 4);

        assertThat(problems).extracting(VectorOptimizer.Problem::steps).containsExactly(7);
    }

    @Test
    void search_newStart_hasTheComponentsOfTheFirstInAnotherOrder() {
        search(20, Double.POSITIVE_INFINITY, 4);

        assertThat(problems.get(0).initial()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(problems.get(1).initial())
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6)
                .isNotEqualTo(problems.get(0).initial());
    }

    @Test
    void rounds_none_areRefused() {
        assertThatThrownBy(() -> new Restarts(new GivingUp(1), 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rounds")
                .hasMessageContaining("0");
    }

    @Test
    void starts_none_areRefused() {
        assertThatThrownBy(() -> new Restarts(new GivingUp(1), 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("starts")
                .hasMessageContaining("0");
    }
}
