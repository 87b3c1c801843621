package dev.cram.optimizer;

import dev.cram.model.CramException;
import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.Point;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A method that searches memory vectors for a text, as ask and tell: the loop asks a {@link State} which points to
 * evaluate, evaluates those of all live texts in one batch, and tells each state its results. The loop, not the
 * optimizer, keeps the best vectors and decides when to stop.
 *
 * <p>Immutable, thread-safe and serialisable; a state belongs to one text and one thread, and is serialisable so that a
 * run can be resumed.
 */
public interface VectorOptimizer extends Serializable {

    /**
     * A short name, for reports.
     *
     * @return the name
     */
    String name();

    /**
     * Begins a search.
     *
     * @param problem the text's sizes, the budget and the start
     * @return the state before the first round
     */
    State start(Problem problem);

    /**
     * What one search is given. Immutable but for the start.
     *
     * @param initial where to start, {@code [vectors x width]}: independent normal components with the standard
     *     deviation of the model's input embeddings; the state's own to change
     * @param means what the text is made of, for starts that lean towards it, {@code [vectors x width]}: the mean input
     *     embedding of as many equal runs of its tokens as there are vectors; not to be changed, and the same whatever
     *     {@link #from the problem is made to begin at}
     * @param vectors number of memory vectors
     * @param width components of a vector
     * @param tokens tokens of the text
     * @param margin margin that every token must reach, in logits; 0 for any above 0
     * @param steps largest number of rounds; the horizon of a schedule
     * @param budget evaluations after which the search ends, as {@link Demand#cost} counts them, above 0; infinite for no
     *     such limit
     * @param difficulty the text's bits over what the vectors are expected to hold, 0 or more; above 1 it is not expected
     *     to fit
     * @param seed a seed of this text's own, for methods that draw random numbers; the start was drawn with {@code new
     *     Random(seed)}, so draw normal numbers that must not repeat it from a hash of it
     * @param held tokens that the start is expected to hold already, since it was found by an earlier search and is to be
     *     gone on from; 0 for a start that was drawn
     * @serial exclude
     */
    record Problem(
            float[] initial,
            float[] means,
            int vectors,
            int width,
            int tokens,
            double margin,
            int steps,
            double budget,
            double difficulty,
            long seed,
            int held)
            implements Serializable {

        public Problem {
            Objects.requireNonNull(initial, "initial");
            Objects.requireNonNull(means, "means");
            check(vectors >= 1, "vectors must be at least 1", vectors);
            check(width >= 1, "width must be at least 1", width);
            check(
                    (long) vectors * width == initial.length,
                    "initial must have vectors x width = " + vectors + " x " + width + " components",
                    initial.length);
            check(tokens >= 1, "tokens must be at least 1", tokens);
            check(margin >= 0 && Double.isFinite(margin), "margin must be a finite number of at least 0", margin);
            check(steps >= 1, "steps must be at least 1", steps);
            check(budget > 0, "budget must be above 0 evaluations", budget);
            check(difficulty >= 0, "difficulty must be 0 or more", difficulty);
            check(held >= 0 && held <= tokens, "held must be from 0 to the " + tokens + " tokens", held);
        }

        /**
         * A problem whose start was drawn.
         *
         * @param initial where to start, {@code [vectors x width]}, the state's own to change
         * @param means what the text is made of, {@code [vectors x width]}
         * @param vectors number of memory vectors
         * @param width components of a vector
         * @param tokens tokens of the text
         * @param margin margin that every token must reach, in logits
         * @param steps largest number of rounds
         * @param budget evaluations after which the search ends, above 0
         * @param difficulty the text's bits over what the vectors are expected to hold, 0 or more
         * @param seed a seed of this text's own
         */
        public Problem(
                float[] initial,
                float[] means,
                int vectors,
                int width,
                int tokens,
                double margin,
                int steps,
                double budget,
                double difficulty,
                long seed) {
            this(initial, means, vectors, width, tokens, margin, steps, budget, difficulty, seed, 0);
        }

        private static void check(boolean holds, String rule, Number value) {
            if (!holds) {
                throw new IllegalArgumentException(rule + ", but was " + value);
            }
        }

        /**
         * The same from another start, which holds nothing yet; the width follows from its length.
         *
         * @param initial where to start, the state's own to change
         * @param vectors number of vectors in it, a divisor of its length
         * @return a new value
         */
        public Problem from(float[] initial, int vectors) {
            Objects.requireNonNull(initial, "initial");
            check(
                    vectors >= 1 && initial.length % vectors == 0 && initial.length > 0,
                    "vectors must be a divisor of the " + initial.length + " components",
                    vectors);
            return new Problem(
                    initial, means, vectors, initial.length / vectors, tokens, margin, steps, budget, difficulty, seed);
        }

        /**
         * The same over another number of rounds.
         *
         * @param steps largest number of rounds, at least 1
         * @return a new value
         */
        public Problem over(int steps) {
            return new Problem(initial, means, vectors, width, tokens, margin, steps, budget, difficulty, seed, held);
        }

        /**
         * The same from a start that is expected to hold some tokens.
         *
         * @param held from 0 to the tokens
         * @return a new value
         */
        public Problem holding(int held) {
            return new Problem(initial, means, vectors, width, tokens, margin, steps, budget, difficulty, seed, held);
        }

        /**
         * The same with a part of the steps and of the budget.
         *
         * @param parts how many parts they are shared out to, from 1 to the steps
         * @return a new value
         */
        public Problem part(int parts) {
            check(parts >= 1 && parts <= steps, "parts must be from 1 to the " + steps + " steps", parts);
            return new Problem(
                    initial,
                    means,
                    vectors,
                    width,
                    tokens,
                    margin,
                    steps / parts,
                    Math.max(Double.MIN_VALUE, budget / parts),
                    difficulty,
                    seed,
                    held);
        }

        /**
         * About the rounds that steps and budget allow a search that grows a prefix. A round of it costs less than an
         * evaluation: of about the part of the text that is expected to fit.
         *
         * @return from 1 to the steps
         */
        public int prefixRounds() {
            return (int) Math.min(steps, Math.ceil(budget * Math.max(1, difficulty)));
        }
    }

    /** The search for one text. Used by one thread at a time. */
    interface State extends Serializable {

        /**
         * The points of the next round.
         *
         * @return the points, each with the problem's number and width of vectors, whose arrays must stay as they are until
         *     {@link #tell} is called; none to give the text up. Vectors that are no finite numbers end the search as
         *     {@link dev.cram.memory.StopReason#DIVERGED}; what else breaks this is refused with a {@link
         *     dev.cram.model.CramException}
         */
        List<Point> ask();

        /**
         * Hands over what was found at the points of the last {@link #ask()}, all of it finite.
         *
         * @param evaluations one a point, in order
         */
        void tell(List<Evaluation> evaluations);
    }

    /** Makes the step rule of one search. Thread-safe. */
    @FunctionalInterface
    interface RuleFactory extends Serializable {

        /**
         * Makes a step rule.
         *
         * @param problem the text's sizes and the budget
         * @return a new rule, with no step taken
         */
        StepRule create(Problem problem);
    }

    /**
     * A first-order method: every round evaluates one point with its gradient and steps from there.
     *
     * @param name the method's name
     * @param rules makes the step rule of each search
     * @return the optimizer
     */
    static VectorOptimizer firstOrder(String name, RuleFactory rules) {
        return new StepRuleOptimizer(Objects.requireNonNull(name, "name"), Objects.requireNonNull(rules, "rules"));
    }
}

/** The adapter behind {@link VectorOptimizer#firstOrder}. */
record StepRuleOptimizer(String name, VectorOptimizer.RuleFactory rules) implements VectorOptimizer {

    @Override
    public State start(Problem problem) {
        @Nullable StepRule rule = rules.create(problem);
        if (rule == null) {
            throw new CramException("The optimizer '" + name + "' made no step rule: it must make one for each text");
        }
        return new Descent(problem.initial(), rule);
    }

    private static final class Descent implements State {

        private static final long serialVersionUID = 1;

        private final float[] vectors;
        private final StepRule rule;
        private int step;

        Descent(float[] vectors, StepRule rule) {
            this.vectors = vectors;
            this.rule = rule;
        }

        @Override
        public List<Point> ask() {
            return List.of(Point.of(vectors, Demand.GRADIENT));
        }

        @Override
        public void tell(List<Evaluation> evaluations) {
            rule.step(vectors, evaluations.get(0).gradient(), step++);
        }
    }
}
