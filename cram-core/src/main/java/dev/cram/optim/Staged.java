package dev.cram.optim;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.api.Demand;
import dev.cram.api.Evaluation;
import dev.cram.api.Point;
import dev.cram.spi.StepRule;
import java.util.List;

/**
 * Grows the target in stages (Progressive Cramming, arXiv 2607.21231): the loss is that of a prefix; once all of its
 * tokens are correct, by the target margin if there is one, it grows, and vectors, moments and place in the schedule go
 * on from where they are. The schedule spans the rounds that steps and budget allow. Gives the text up when a stage takes
 * too long. Immutable.
 *
 * @param method the method of every stage
 * @param grow tokens that a stage adds, at least 1
 * @param stageSteps rounds after which a stage counts as failed, a token that it adds; at least 1
 * @param cooling factor of the loss's temperature over the search
 * @serial exclude
 */
public record Staged(FirstOrder method, int grow, int stageSteps, Schedule cooling) implements Rated {

    /**
     * Checks the numbers.
     *
     * @param method as above
     * @param grow as above
     * @param stageSteps as above
     * @param cooling as above
     */
    public Staged {
        checkArgument(grow >= 1, "grow must be at least 1 token, but was %s", grow);
        checkArgument(stageSteps >= 1, "stageSteps must be at least 1, but was %s", stageSteps);
    }

    @Override
    public String name() {
        return "staged";
    }

    @Override
    public Staged rate(double rate) {
        return new Staged(method.rate(rate), grow, stageSteps, cooling);
    }

    @Override
    public State start(Problem problem) {
        return new Growing(problem);
    }

    private final class Growing implements State {

        private static final long serialVersionUID = 1;

        private final float[] vectors;
        private final int tokens;
        private final double margin;
        private final int rounds;
        private final StepRule rule;
        private int prefix;
        private int added;
        private int stepsOfStage;
        private int steps;

        Growing(Problem problem) {
            vectors = problem.initial();
            tokens = problem.tokens();
            margin = problem.margin();
            rounds = rounds(problem);
            rule = method.rule(problem.over(rounds));
            prefix = Math.min(grow, tokens);
            added = prefix;
        }

        /** A round of a prefix costs less than an evaluation: of about the part of the text that is expected to fit. */
        private static int rounds(Problem problem) {
            double affordable = Math.ceil(problem.budget() * Math.max(1, problem.difficulty()));
            return affordable > 0 ? (int) Math.min(problem.steps(), affordable) : problem.steps();
        }

        @Override
        public List<Point> ask() {
            return stepsOfStage >= (long) stageSteps * added
                    ? List.of()
                    : List.of(new Point(vectors, prefix, null, (float) cooling.factor(steps, rounds), Demand.GRADIENT));
        }

        @Override
        public void tell(List<Evaluation> evaluations) {
            Evaluation found = evaluations.get(0);
            if (found.scores().leading(margin) == prefix && prefix < tokens) {
                added = Math.min(grow, tokens - prefix);
                prefix += added;
                stepsOfStage = 0;
            } else {
                rule.step(vectors, found.gradient(), steps++);
                stepsOfStage++;
            }
        }
    }
}
