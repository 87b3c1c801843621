package dev.cram.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Floats;
import dev.cram.model.Evaluation;
import dev.cram.model.Point;
import dev.cram.optimizer.VectorOptimizer;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * Searches again from a new random start when a search has given up, where steps and budget allow; the loop keeps
 * the best of all. For methods that anneal: near the limit, where one start ends differs by several tokens from where
 * another does, but more than a few starts add less than a slower search does. Steps and budget are shared out evenly. A
 * new start has the first one's components in another order. Immutable.
 *
 * @param method what is run from every start
 * @param starts largest number of starts, at least 1
 * @param rounds rounds that a start must have, at least 1, or there are fewer starts
 * @serial exclude
 */
public record Restarts(VectorOptimizer method, int starts, int rounds) implements VectorOptimizer {

    public Restarts {
        checkArgument(starts >= 1, "starts must be at least 1, but was %s", starts);
        checkArgument(rounds >= 1, "rounds must be at least 1, but was %s", rounds);
        Objects.requireNonNull(method, "method");
    }

    @Override
    public String name() {
        return "restarts";
    }

    @Override
    public State start(Problem problem) {
        return new Restarting(Objects.requireNonNull(problem, "problem"));
    }

    private final class Restarting implements State {

        private static final long serialVersionUID = 1;

        private final Problem problem;
        private final Random random;
        private State search;
        private int left;

        Restarting(Problem whole) {
            left = Math.max(1, Math.min(starts, whole.prefixRounds() / rounds));
            problem = whole.part(left);
            random = new Random(whole.seed());
            search = search(problem.held());
        }

        private State search(int held) {
            left--;
            return method.start(
                    problem.from(problem.initial().clone(), problem.vectors()).holding(held));
        }

        @Override
        public List<Point> ask() {
            List<Point> points = search.ask();
            while (points.isEmpty() && left > 0) {
                Collections.shuffle(Floats.asList(problem.initial()), random);
                search = search(0);
                points = search.ask();
            }
            return points;
        }

        @Override
        public void tell(List<Evaluation> evaluations) {
            search.tell(evaluations);
        }
    }
}
