package dev.cram.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.Point;
import dev.cram.optimizer.StepRule;
import dev.cram.optimizer.VectorOptimizer;
import java.util.List;
import java.util.Objects;

/**
 * Runs a method in cycles, as warm restarts do (Loshchilov and Hutter 2017): its schedule spans a cycle, each cycle goes
 * on from the vectors of the one before and is twice as long. The first has as many steps as a text of its difficulty is
 * expected to need; when all cycles are over, the text is given up. Immutable.
 *
 * <p>With the difficulty d, the text's bits over those that the vectors are expected to hold, the first cycle has {@code
 * easiest (1 + d^4 / 2)} steps, where d counts up to 1.5. A text of more than three times the expected bits, which is not
 * expected to fit at all, gets one cycle. A cycle that would have more than 2,147,483,647 steps has that many, which no
 * search takes.
 *
 * @param method what runs in every cycle
 * @param easiest steps of the first cycle of the easiest text, at least 1
 * @param cycles number of cycles, 1 to 16
 * @param cooling factor of the loss's temperature over a cycle
 * @serial exclude
 */
public record Cycles(FirstOrder method, int easiest, int cycles, Schedule cooling) implements VectorOptimizer {

    /** Where in the first cycle a search begins that goes on from what an earlier one found. */
    static final double LATE = 0.4;

    private static final double HARDEST = 1.5;
    private static final double HOPELESS = 3;

    public Cycles {
        checkArgument(easiest >= 1, "easiest must be at least 1 step, but was %s", easiest);
        checkArgument(cycles >= 1 && cycles <= 16, "cycles must be from 1 to 16, but was %s", cycles);
        Objects.requireNonNull(method, "method");
        Cooling.check(cooling);
    }

    @Override
    public String name() {
        return "cycles";
    }

    @Override
    public State start(Problem problem) {
        return new Cycling(problem);
    }

    private final class Cycling implements State {

        private static final long serialVersionUID = 1;

        private final Problem problem;
        private final float[] vectors;
        private StepRule rule;
        private int length;
        private int step;
        private int cycle = 1;

        Cycling(Problem problem) {
            this.problem = problem;
            double difficulty = Math.min(HARDEST, problem.difficulty());
            length = Ints.saturatedCast(Math.round(easiest * (1 + Math.pow(difficulty, 4) / 2)));
            vectors = problem.initial();
            rule = Rules.begin(method, problem.over(length));
            step = problem.held() > 0 ? (int) (LATE * length) : 0;
        }

        @Override
        public List<Point> ask() {
            return cycle > (problem.difficulty() > HOPELESS ? 1 : cycles)
                    ? List.of()
                    : List.of(Point.of(vectors, Demand.GRADIENT).temperature(Cooling.factor(cooling, step, length)));
        }

        @Override
        public void tell(List<Evaluation> evaluations) {
            rule.step(vectors, evaluations.get(0).gradient(), step++);
            if (step == length) {
                cycle++;
                step = 0;
                length = Ints.saturatedCast(2L * length);
                rule = Rules.resume(
                        method, problem.from(vectors, problem.vectors()).over(length));
            }
        }
    }
}
