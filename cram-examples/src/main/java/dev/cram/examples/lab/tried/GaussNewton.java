package dev.cram.examples.lab.tried;

import dev.cram.api.Demand;
import dev.cram.api.Evaluation;
import dev.cram.api.Point;
import dev.cram.spi.VectorOptimizer;
import java.util.List;

/**
 * Levenberg-Marquardt on the tokens' losses f with their gradients J: the step is -J' (J J' + damping)^-1 f, the smallest
 * that would bring every loss to zero were they linear, cut to an angle. Damping halves when the sum falls, else it grows
 * fourfold and the step is taken back.
 */
public record GaussNewton(double length, double largestAngle, double damping) implements VectorOptimizer {

    @Override
    public String name() {
        return "gauss-newton";
    }

    @Override
    public State start(Problem problem) {
        float[] x = problem.initial();
        for (int i = 0; i < x.length; i++) {
            x[i] *= (float) length;
        }
        return new Descent(x);
    }

    private final class Descent implements State {

        private static final long serialVersionUID = 1;

        private final float[] x;
        private float[] kept = new float[0];
        private float[][] jacobian = new float[0][];
        private double[] losses = new double[0];
        private double lambda = damping;

        Descent(float[] x) {
            this.x = x;
        }

        @Override
        public List<Point> ask() {
            return List.of(Point.of(x, Demand.TOKEN_GRADIENTS));
        }

        @Override
        public void tell(List<Evaluation> evaluations) {
            Evaluation found = evaluations.get(0);
            double[] f = new double[found.scores().tokens()];
            double sum = 0;
            double before = 0;
            for (int i = 0; i < f.length; i++) {
                f[i] = found.scores().crossEntropyNats()[i];
                sum += f[i] * f[i];
            }
            for (double loss : losses) {
                before += loss * loss;
            }
            if (kept.length == 0 || sum < before || lambda > 1e6) {
                lambda = Math.max(1e-6, lambda / 2);
                kept = x.clone();
                losses = f;
                jacobian = found.tokenGradients();
            } else {
                lambda *= 4;
                System.arraycopy(kept, 0, x, 0, x.length);
            }
            step();
        }

        private void step() {
            int n = losses.length;
            double[][] a = new double[n][n + 1];
            double trace = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    a[i][j] = a[j][i] = dot(jacobian[i], jacobian[j]);
                }
                trace += a[i][i];
                a[i][n] = losses[i];
            }
            for (int i = 0; i < n; i++) {
                a[i][i] += lambda * trace / n;
            }
            double[] weights = solve(a);
            double[] step = new double[x.length];
            double squared = 0;
            for (int d = 0; d < step.length; d++) {
                for (int i = 0; i < n; i++) {
                    step[d] -= weights[i] * jacobian[i][d];
                }
                squared += step[d] * step[d];
            }
            double cut = Math.min(1, largestAngle * Math.sqrt(dot(x, x) / Math.max(1e-300, squared)));
            for (int d = 0; d < step.length; d++) {
                x[d] += (float) (cut * step[d]);
            }
        }
    }

    private static double[] solve(double[][] a) {
        int n = a.length;
        for (int p = 0; p < n; p++) {
            for (int r = p + 1; r < n; r++) {
                double factor = a[r][p] / a[p][p];
                for (int c = p; c <= n; c++) {
                    a[r][c] -= factor * a[p][c];
                }
            }
        }
        double[] x = new double[n];
        for (int p = n - 1; p >= 0; p--) {
            double sum = a[p][n];
            for (int c = p + 1; c < n; c++) {
                sum -= a[p][c] * x[c];
            }
            x[p] = sum / a[p][p];
        }
        return x;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
