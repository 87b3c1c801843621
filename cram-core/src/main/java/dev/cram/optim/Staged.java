package dev.cram.optim;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.Point;
import dev.cram.optimizer.StepRule;
import dev.cram.optimizer.VectorOptimizer;
import java.util.List;
import java.util.Objects;

/**
 * Grows the target in stages (Progressive Cramming, arXiv 2607.21231): the loss is that of a prefix; once all of its
 * tokens are correct, by the target margin if there is one, it grows, and vectors, moments and place in the schedule go
 * on from where they are. The schedule spans what steps and budget allow. With a temperature that falls, stages
 * become smaller alike, since a token costs more the fuller the vectors are. Gives the text up when a stage takes too
 * long, or a schedule by cost is over; behind the end of one by rounds it goes on at its last factor. Immutable.
 *
 * @param method the method of every stage
 * @param grow tokens that a stage adds, at least 1; later ones this times the cooling's factor
 * @param stageSteps rounds after which a stage counts as failed, a token that it adds; at least 1
 * @param cooling factor of the loss's temperature over the search
 * @param byRounds whether it goes as published: the schedule by rounds, rather than by the part of the budget that is spent, of
 *     which early rounds, over short prefixes, take less; and a round that finds a stage done makes no step
 * @serial exclude
 */
public record Staged(FirstOrder method, int grow, int stageSteps, Schedule cooling, boolean byRounds)
        implements VectorOptimizer {

    public Staged {
        checkArgument(grow >= 1, "grow must be at least 1 token, but was %s", grow);
        checkArgument(stageSteps >= 1, "stageSteps must be at least 1, but was %s", stageSteps);
        Objects.requireNonNull(method, "method");
        Cooling.check(cooling);
    }

    /**
     * With a schedule that goes by what is spent.
     *
     * @param method the method of every stage
     * @param grow tokens that a stage adds, at least 1
     * @param stageSteps rounds after which a stage counts as failed, a token that it adds; at least 1
     * @param cooling factor of the loss's temperature over the search
     */
    public Staged(FirstOrder method, int grow, int stageSteps, Schedule cooling) {
        this(method, grow, stageSteps, cooling, false);
    }

    @Override
    public String name() {
        return "staged";
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
        private final int limit;
        private final double budget;
        private final int rounds;
        private final StepRule rule;
        private final double late;
        private int prefix;
        private int added;
        private int stepsOfStage;
        private int steps;
        private double spent;

        Growing(Problem problem) {
            vectors = problem.initial();
            tokens = problem.tokens();
            margin = problem.margin();
            limit = problem.steps();
            budget = problem.budget();
            rounds = problem.prefixRounds();
            rule = Rules.begin(method, problem.over(rounds));
            late = problem.held() > 0 ? Cycles.LATE : 0;
            prefix = Math.min(Math.max(grow, problem.held()), tokens);
            added = Math.min(grow, tokens);
        }

        /** The place in the schedule: rounds made, or else as far as the steps are taken or the budget is spent. */
        private int place() {
            if (byRounds) {
                return Math.min(steps, rounds - 1);
            }
            double done = Math.max(steps / (double) limit, spent / budget);
            return (int) (rounds * (late + (1 - late) * done));
        }

        @Override
        public List<Point> ask() {
            int place = place();
            if (place >= rounds || stepsOfStage >= (long) stageSteps * added) {
                return List.of();
            }
            float temperature = Cooling.factor(cooling, place, rounds);
            return List.of(Point.of(vectors, Demand.GRADIENT).prefix(prefix).temperature(temperature));
        }

        @Override
        public void tell(List<Evaluation> evaluations) {
            Evaluation found = evaluations.get(0);
            int place = place();
            boolean grown = found.scores().leading(margin) == prefix && prefix < tokens;
            if (!grown || !byRounds) {
                rule.step(vectors, found.gradient(), place);
                steps++;
            }
            stepsOfStage++;
            if (grown) {
                long wanted = Math.max(1, Math.round(grow * cooling.factor(place, rounds)));
                added = (int) Math.min(wanted, tokens - prefix);
                prefix += added;
                stepsOfStage = 0;
            }
            spent += Demand.GRADIENT.cost(found.scores().tokens(), tokens);
        }
    }
}
