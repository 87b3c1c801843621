package dev.cram.examples;

import dev.cram.optim.Schedule;
import dev.cram.optimizer.StepRule;
import dev.cram.optimizer.VectorOptimizer;

/**
 * Lion (Chen et al., "Symbolic Discovery of Optimization Algorithms", 2023) without weight decay: every component moves
 * by the same amount, to the side that a mix of momentum m and gradient g names:
 *
 * <pre>
 * x = x - rate sign(0.9 m + 0.1 g)
 * m = 0.99 m + 0.01 g
 * </pre>
 */
final class Lion implements StepRule {

    private static final long serialVersionUID = 1;

    private static final Schedule SCHEDULE = Schedule.cosine(0, 0.01);

    private final double rate;
    private final int steps;
    private final float[] momentum;

    private Lion(double rate, VectorOptimizer.Problem problem) {
        this.rate = rate;
        this.steps = problem.steps();
        this.momentum = new float[problem.initial().length];
    }

    /** The optimizer that starts one such rule a text. */
    static VectorOptimizer optimizer(double rate) {
        return VectorOptimizer.firstOrder("lion", problem -> new Lion(rate, problem));
    }

    @Override
    public void step(float[] vectors, float[] gradient, int step) {
        double now = rate * SCHEDULE.factor(step, steps);
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] -= (float) (now * Math.signum(0.9 * momentum[i] + 0.1 * gradient[i]));
            momentum[i] = (float) (0.99 * momentum[i] + 0.01 * gradient[i]);
        }
    }
}
