package dev.cram.examples.lab.tried;

import dev.cram.optim.FirstOrder;
import dev.cram.optim.Schedule;
import dev.cram.spi.StepRule;

/**
 * Full-matrix preconditioning (Shampoo's inverse root for one vector, from a window of gradients as in Agarwal et al.
 * 2019): the step is -(G G')^(-1/2) m for the decayed gradients G of the last rounds and their mean m, scaled to the rate.
 * Directions are turned as {@code PolarAdam} turns them.
 */
public record FullMatrix(double rate, double beta, int window, double length, Schedule schedule) implements FirstOrder {

    @Override
    public String name() {
        return "full-matrix";
    }

    @Override
    public FullMatrix rate(double rate) {
        return new FullMatrix(rate, beta, window, length, schedule);
    }

    @Override
    public StepRule rule(Problem problem) {
        float[] x = problem.initial();
        for (int i = 0; i < x.length; i++) {
            x[i] *= (float) length;
        }
        return new Rule(x.length, problem.steps());
    }

    private final class Rule implements StepRule {

        private static final long serialVersionUID = 1;

        private final int size;
        private final int steps;
        private final double[][] past;
        private final double[] mean;

        Rule(int size, int steps) {
            this.size = size;
            this.steps = steps;
            past = new double[window][size];
            mean = new double[size];
        }

        @Override
        public void step(float[] x, float[] gradient, int taken) {
            double norm = Math.sqrt(dot(x, x));
            for (double[] old : past) {
                for (int i = 0; i < size; i++) {
                    old[i] *= Math.sqrt(beta);
                }
            }
            double[] newest = past[taken % window];
            for (int i = 0; i < size; i++) {
                double g = norm * gradient[i];
                newest[i] = Math.sqrt(1 - beta) * g;
                mean[i] = beta * mean[i] + (1 - beta) * g;
            }
            double[] step = inverseRoot();
            double length = 0;
            for (double s : step) {
                length += s * s;
            }
            double angle = rate * schedule.factor(taken, steps) / Math.sqrt(length + 1e-300);
            double radial = 0;
            for (int i = 0; i < size; i++) {
                step[i] *= angle;
                radial += step[i] * x[i] / norm;
            }
            double squared = 0;
            for (int i = 0; i < size; i++) {
                step[i] = (1 + radial) * x[i] / norm - step[i];
                squared += step[i] * step[i];
            }
            for (int i = 0; i < size; i++) {
                x[i] = (float) (norm * Math.exp(-radial) * step[i] / Math.sqrt(squared));
            }
        }

        /** (G G')^(-1/2) m within the span of G: with G'G = V E V', it is G V E^(-3/2) V' G' m. */
        private double[] inverseRoot() {
            double[][] gram = new double[window][window];
            double[] projected = new double[window];
            for (int a = 0; a < window; a++) {
                for (int b = 0; b <= a; b++) {
                    gram[a][b] = gram[b][a] = dot(past[a], past[b]);
                }
                projected[a] = dot(past[a], mean);
            }
            double[][] v = new double[window][window];
            double[] e = Jacobi.eigen(gram, v);
            double largest = 0;
            for (double value : e) {
                largest = Math.max(largest, value);
            }
            double[] weights = new double[window];
            for (int k = 0; k < window; k++) {
                if (e[k] > 1e-6 * largest) {
                    double c = 0;
                    for (int a = 0; a < window; a++) {
                        c += v[a][k] * projected[a];
                    }
                    for (int a = 0; a < window; a++) {
                        weights[a] += v[a][k] * c / Math.pow(e[k], 1.5);
                    }
                }
            }
            double[] result = new double[size];
            for (int a = 0; a < window; a++) {
                for (int i = 0; i < size; i++) {
                    result[i] += weights[a] * past[a][i];
                }
            }
            return result;
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
