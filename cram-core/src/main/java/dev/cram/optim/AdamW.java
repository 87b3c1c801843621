package dev.cram.optim;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.optimizer.StepRule;
import java.util.Objects;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019): with gradient
 * g at step t, from 1,
 *
 * <pre>
 * m = beta1 m + (1 - beta1) g          v = beta2 v + (1 - beta2) g^2
 * x = x - rate ( m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon) + weightDecay x )
 * </pre>
 *
 * where rate is the learning rate times the schedule's factor. Immutable; each step returns a new value.
 *
 * @param learningRate size of a step, in units of a vector's components, above 0
 * @param beta1 decay of the mean gradient, from 0 to below 1
 * @param beta2 decay of the mean squared gradient, from 0 to below 1
 * @param epsilon added to the root, above 0
 * @param weightDecay decay of the vectors a step and unit of rate, 0 or more; 0 is plain Adam
 * @param schedule factor of the learning rate over the steps
 * @serial exclude
 */
public record AdamW(
        double learningRate, double beta1, double beta2, double epsilon, double weightDecay, Schedule schedule)
        implements FirstOrder {

    public AdamW {
        checkArgument(
                learningRate > 0 && Double.isFinite(learningRate),
                "learningRate must be a finite number above 0, but was %s",
                learningRate);
        checkArgument(beta1 >= 0 && beta1 < 1, "beta1 must be from 0 to below 1, but was %s", beta1);
        checkArgument(beta2 >= 0 && beta2 < 1, "beta2 must be from 0 to below 1, but was %s", beta2);
        checkArgument(
                epsilon > 0 && Double.isFinite(epsilon),
                "epsilon must be a finite number above 0, but was %s",
                epsilon);
        checkArgument(
                weightDecay >= 0 && Double.isFinite(weightDecay),
                "weightDecay must be a finite number of at least 0, but was %s",
                weightDecay);
        Objects.requireNonNull(schedule, "schedule");
    }

    /**
     * The settings that all published cramming work shares but for the rate: betas 0.9 and 0.9, epsilon 1e-8, weight
     * decay 0.01, no schedule.
     *
     * @param learningRate size of a step; 0.01 in the paper
     * @return the optimizer
     */
    public static AdamW of(double learningRate) {
        return new AdamW(learningRate, 0.9, 0.9, 1e-8, 0.01, Schedule.constant());
    }

    /**
     * The same with other decays of the means.
     *
     * @param beta1 decay of the mean gradient
     * @param beta2 decay of the mean squared gradient
     * @return a new value
     */
    public AdamW betas(double beta1, double beta2) {
        return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, schedule);
    }

    /**
     * The same with another weight decay.
     *
     * @param weightDecay 0 or more
     * @return a new value
     */
    public AdamW weightDecay(double weightDecay) {
        return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, schedule);
    }

    /**
     * The same with another schedule.
     *
     * @param schedule factor of the learning rate over the steps
     * @return a new value
     */
    public AdamW schedule(Schedule schedule) {
        return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, schedule);
    }

    @Override
    public String name() {
        return "adamw";
    }

    @Override
    public StepRule rule(Problem problem) {
        return new Rule(problem);
    }

    private final class Rule implements StepRule {

        private static final long serialVersionUID = 1;

        private final float[] mean;
        private final float[] square;
        private final int steps;

        Rule(Problem problem) {
            mean = new float[problem.initial().length];
            square = new float[problem.initial().length];
            steps = problem.steps();
        }

        @Override
        public void step(float[] vectors, float[] gradient, int step) {
            double rate = learningRate * schedule.factor(step, steps);
            double meanScale = 1 / (1 - Math.pow(beta1, step + 1.0));
            double squareScale = 1 / (1 - Math.pow(beta2, step + 1.0));
            for (int i = 0; i < vectors.length; i++) {
                float g = gradient[i];
                mean[i] = (float) (beta1 * mean[i] + (1 - beta1) * g);
                square[i] = (float) (beta2 * square[i] + (1 - beta2) * g * g);
                double direction = mean[i] * meanScale / (Math.sqrt(square[i] * squareScale) + epsilon);
                vectors[i] -= (float) (rate * (direction + weightDecay * vectors[i]));
            }
        }
    }
}
