package dev.cram.optim;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.optimizer.StepRule;
import java.util.Objects;

/**
 * Adam in polar form: a step turns each memory vector by an angle and scales its length by a factor, rather than adding
 * to its components. Most models normalise what they read, so that they see the direction of a vector and hardly its
 * length; under {@link AdamW} the vector grows from step to step and its rate of turning falls with it, whatever the
 * schedule says. Here the schedule sets the rate of turning. And the gradients of a search are steep at one step and flat
 * at the next, by a factor of ten or more on published models, so that a few of them would fill the moments: here each
 * counts alike, by its direction only. With the gradient g of a vector x of width d at step t:
 *
 * <pre>
 * r = |x|, u = x / r          g' = r g / |r g|  m, v: Adam's moments of g', corrected for their start
 * s = angle m / (sqrt(v) + epsilon) / sqrt(d)                      |s| is at most about the angle
 * p = s.u                     u' = (u - s + p u) / |u - s + p u|   r' = r exp(-p)          x = r' u'
 * </pre>
 *
 * where angle is the largest angle times the schedule's factor, and |r g| is taken over all vectors. Where a model hears nothing of the length, r drifts,
 * upwards as a rule; it stays at or below 60,000, so that every component is a number in float16. Immutable; each step
 * returns a new value.
 *
 * @param angle largest angle of a step, in radians, above 0
 * @param beta1 decay of the mean gradient, from 0 to below 1
 * @param beta2 decay of the mean squared gradient, from 0 to below 1
 * @param epsilon added to the root, above 0
 * @param schedule factor of the angle over the steps
 * @serial exclude
 */
public record PolarAdam(double angle, double beta1, double beta2, double epsilon, Schedule schedule)
        implements FirstOrder {

    /** The longest a vector gets. */
    static final double LONGEST = 60_000;

    public PolarAdam {
        checkArgument(
                angle > 0 && Double.isFinite(angle),
                "angle must be a finite number above 0 radians, but was %s",
                angle);
        checkArgument(beta1 >= 0 && beta1 < 1, "beta1 must be from 0 to below 1, but was %s", beta1);
        checkArgument(beta2 >= 0 && beta2 < 1, "beta2 must be from 0 to below 1, but was %s", beta2);
        checkArgument(
                epsilon > 0 && Double.isFinite(epsilon),
                "epsilon must be a finite number above 0, but was %s",
                epsilon);
        Objects.requireNonNull(schedule, "schedule");
    }

    /**
     * Betas of 0.9 and 0.9, as in all published cramming.
     *
     * @param angle largest angle of a step, in radians
     * @return the optimizer, without a schedule
     */
    public static PolarAdam of(double angle) {
        return new PolarAdam(angle, 0.9, 0.9, 1e-12, Schedule.constant());
    }

    /**
     * The same with other decays of the means.
     *
     * @param beta1 decay of the mean gradient
     * @param beta2 decay of the mean squared gradient
     * @return a new value
     */
    public PolarAdam betas(double beta1, double beta2) {
        return new PolarAdam(angle, beta1, beta2, epsilon, schedule);
    }

    /**
     * The same with another schedule.
     *
     * @param schedule factor of the angle over the steps
     * @return a new value
     */
    public PolarAdam schedule(Schedule schedule) {
        return new PolarAdam(angle, beta1, beta2, epsilon, schedule);
    }

    @Override
    public String name() {
        return "polar-adam";
    }

    @Override
    public StepRule rule(Problem problem) {
        return new Rule(problem);
    }

    private final class Rule implements StepRule {

        private static final long serialVersionUID = 1;

        private final int width;
        private final int steps;
        private final double[] mean;
        private final double[] square;
        private final double[] step;

        Rule(Problem problem) {
            width = problem.width();
            steps = problem.steps();
            mean = new double[problem.initial().length];
            square = new double[problem.initial().length];
            step = new double[width];
        }

        @Override
        public void step(float[] vectors, float[] gradient, int taken) {
            double rate = angle * schedule.factor(taken, steps) / Math.sqrt(width);
            double meanScale = 1 / (1 - Math.pow(beta1, taken + 1.0));
            double squareScale = 1 / (1 - Math.pow(beta2, taken + 1.0));
            double steepness = steepness(vectors, gradient);
            for (int begin = 0; begin < vectors.length; begin += width) {
                double length = Math.sqrt(dot(vectors, vectors, begin));
                double radial = 0;
                for (int j = 0; j < width; j++) {
                    int i = begin + j;
                    double g = steepness == 0 ? 0 : length * gradient[i] / steepness;
                    mean[i] = beta1 * mean[i] + (1 - beta1) * g;
                    square[i] = beta2 * square[i] + (1 - beta2) * g * g;
                    step[j] = rate * mean[i] * meanScale / (Math.sqrt(square[i] * squareScale) + epsilon);
                    radial += step[j] * vectors[i] / length;
                }
                turn(vectors, begin, length, radial);
            }
        }

        /** The length of r g over all vectors, which it is divided by. */
        private double steepness(float[] vectors, float[] gradient) {
            double squared = 0;
            for (int begin = 0; begin < vectors.length; begin += width) {
                squared += dot(vectors, vectors, begin) * dot(gradient, gradient, begin);
            }
            return Math.sqrt(squared);
        }

        /** Moves one vector against the step, whose component along the vector is {@code radial}. */
        private void turn(float[] vectors, int begin, double length, double radial) {
            double squared = 0;
            for (int j = 0; j < width; j++) {
                step[j] = (1 + radial) * vectors[begin + j] / length - step[j];
                squared += step[j] * step[j];
            }
            double scale = Math.min(LONGEST, length * Math.exp(-radial)) / Math.sqrt(squared);
            for (int j = 0; j < width; j++) {
                vectors[begin + j] = (float) (scale * step[j]);
            }
        }

        private double dot(float[] a, float[] b, int begin) {
            double sum = 0;
            for (int i = begin; i < begin + width; i++) {
                sum += (double) a[i] * b[i];
            }
            return sum;
        }
    }
}
