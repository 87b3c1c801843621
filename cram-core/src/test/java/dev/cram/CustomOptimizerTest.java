package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cram.memory.CapacityReport;
import dev.cram.memory.StopReason;
import dev.cram.model.CramException;
import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.Point;
import dev.cram.optimizer.VectorOptimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a user's own method may do, and what is refused under its name. */
class CustomOptimizerTest {

    private static final String TEXT = "call me";

    private final ReadoutModel model = new ReadoutModel();
    private final Cram cram = Cram.with(model).steps(9);

    /** Asks for one point, from the second round on for what is made of it. */
    private record Asking(UnaryOperator<List<Point>> then) implements VectorOptimizer {

        @Override
        public String name() {
            return "mine";
        }

        @Override
        public State start(Problem problem) {
            return new State() {
                private static final long serialVersionUID = 1;
                private int round;

                @Override
                public List<Point> ask() {
                    List<Point> points = List.of(Point.of(problem.initial(), Demand.GRADIENT));
                    return round++ == 0 ? points : then.apply(points);
                }

                @Override
                public void tell(List<Evaluation> evaluations) {
                    Arrays.fill(evaluations.get(0).scores().margins(), 9);
                }
            };
        }
    }

    private void assertRefused(UnaryOperator<List<Point>> then, String... parts) {
        model.evaluateCalls = 0;
        assertThatThrownBy(() -> cram.optimizer(new Asking(then)).compress(TEXT))
                .isExactlyInstanceOf(CramException.class)
                .hasMessageContaining("The optimizer 'mine'")
                .hasMessageContaining("in round 2")
                .hasMessageContainingAll(parts);
        assertThat(model.evaluateCalls).isEqualTo(1);
    }

    @Test
    void problem_meansOfTheText_areThoseOfEachVectorsRun() {
        List<VectorOptimizer.Problem> problems = new ArrayList<>();
        VectorOptimizer curious = VectorOptimizer.firstOrder("curious", problem -> {
            problems.add(problem);
            return (vectors, gradient, step) -> {};
        });
        cram.optimizer(curious).vectors(2).steps(1).acceptInexact().compress("abcde");
        cram.optimizer(curious).vectors(2).steps(1).acceptInexact().compress("a");

        float[] of = model.embed(model.encode("abcde"));
        int width = model.width();
        for (int i = 0; i < width; i++) {
            float first = (of[i] + of[width + i]) / 2;
            float second = (of[2 * width + i] + of[3 * width + i] + of[4 * width + i]) / 3;
            assertThat(problems.get(0).means()[i]).isCloseTo(first, within(1e-6f));
            assertThat(problems.get(0).means()[width + i]).isCloseTo(second, within(1e-6f));
            assertThat(problems.get(1).means()[i])
                    .isEqualTo(of[i])
                    .isEqualTo(problems.get(1).means()[width + i]);
        }
    }

    @Test
    void ask_anotherNumberOfVectors_isRefused() {
        assertRefused(points -> sized(128), "128 components", "1 vector of 64", "keep number and width");
    }

    @Test
    void ask_anotherWidth_isRefused() {
        assertRefused(points -> sized(63), "63 components", "1 vector of 64");
        assertRefusedInOneOfTwo();
    }

    private void assertRefusedInOneOfTwo() {
        assertThatThrownBy(() -> cram.vectors(2)
                        .optimizer(new Asking(
                                points -> List.of(points.get(0), sized(64).get(0))))
                        .compress(TEXT))
                .hasMessageContainingAll("'mine'", "64 components", "2 vectors of 64");
    }

    private static List<Point> sized(int components) {
        return List.of(Point.of(new float[components], Demand.GRADIENT));
    }

    @Test
    void ask_null_isRefused() {
        assertRefused(points -> null, "asked for null", "empty list");
        assertRefused(points -> Arrays.asList(points.get(0), null), "a point 1 that is null", "leave it out");
    }

    @Test
    void ask_weightsOfAnotherLength_isRefused() {
        assertRefused(
                points -> List.of(points.get(0).weights(new float[3])), "3 weights for 7 tokens", "weigh every token");
    }

    @Test
    void ask_empty_givesTheTextUp() {
        CapacityReport report = cram.optimizer(new Asking(points -> List.of()))
                .acceptInexact()
                .compress(TEXT)
                .report();

        assertThat(report.cost().stopReason()).isEqualTo(StopReason.NO_PROGRESS);
        assertThat(report.cost().steps()).isEqualTo(1);
        assertThat(report.cost().recipe()).isEqualTo("mine");
    }

    @Test
    void ask_componentThatIsNoNumber_divergesWithoutAnEvaluation() {
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            model.evaluateCalls = 0;
            CapacityReport report = cram.optimizer(new Asking(points -> {
                        points.get(0).vectors()[5] = wrong;
                        return points;
                    }))
                    .acceptInexact()
                    .compress(TEXT)
                    .report();

            assertThat(report.cost().stopReason()).isEqualTo(StopReason.DIVERGED);
            assertThat(report.cost().steps()).isEqualTo(1);
            assertThat(model.evaluateCalls).isEqualTo(1);
        }
    }

    @Test
    void ask_oneArrayForAllTexts_isRefused() {
        float[] shared = new float[ReadoutModel.WIDTH];
        VectorOptimizer sharing = new Asking(points -> {
            shared[0]++;
            return List.of(Point.of(shared, Demand.GRADIENT));
        });

        assertThatThrownBy(() -> cram.optimizer(sharing).compressAll(List.of(TEXT, "me")))
                .isExactlyInstanceOf(CramException.class)
                .hasMessageContainingAll("'mine'", "changed the vectors of a point between ask and tell", "round 2");
    }

    @Test
    void tell_writesToTheScores_leavesWhatWasMeasured() {
        CapacityReport report = cram.optimizer(new Asking(points -> points))
                .acceptInexact()
                .compress(TEXT)
                .report();

        assertThat(report.tokens().minMargin()).isLessThan(0);
        assertThat(report.teacherForcedAccuracy()).isLessThan(1);
    }

    @Test
    void start_null_isRefused() {
        VectorOptimizer idle = new VectorOptimizer() {
            private static final long serialVersionUID = 1;

            @Override
            public String name() {
                return "idle";
            }

            @Override
            @SuppressWarnings("NullAway")
            public State start(Problem problem) {
                return null;
            }
        };

        assertThatThrownBy(() -> cram.optimizer(idle).compress(TEXT))
                .isExactlyInstanceOf(CramException.class)
                .hasMessageContainingAll("'idle'", "began with null");
        assertThat(model.evaluateCalls).isZero();
    }

    @Test
    @SuppressWarnings("NullAway")
    void firstOrder_noRule_isRefused() {
        VectorOptimizer idle = VectorOptimizer.firstOrder("idle", problem -> null);

        assertThatThrownBy(() -> cram.optimizer(idle).compress(TEXT))
                .isExactlyInstanceOf(CramException.class)
                .hasMessageContainingAll("'idle'", "no step rule");
    }
}
