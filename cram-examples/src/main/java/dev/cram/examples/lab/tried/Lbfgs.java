package dev.cram.examples.lab.tried;

import dev.cram.api.Demand;
import dev.cram.api.Evaluation;
import dev.cram.api.Point;
import dev.cram.spi.VectorOptimizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** L-BFGS with a line search to the weak Wolfe conditions by doubling and bisection (Lewis and Overton 2013). */
public record Lbfgs(int memory, double length, double firstStep) implements VectorOptimizer {

    private static final double DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final int TRIES = 20;

    @Override
    public String name() {
        return "l-bfgs";
    }

    @Override
    public State start(Problem problem) {
        float[] x = problem.initial();
        for (int i = 0; i < x.length; i++) {
            x[i] *= (float) length;
        }
        return new Descent(x);
    }

    private record Pair(double[] s, double[] y, double rho) implements java.io.Serializable {}

    private final class Descent implements State {

        private static final long serialVersionUID = 1;

        private double[] x;
        private double[] g = new double[0];
        private double f;
        private double[] d = new double[0];
        private double t;
        private double low;
        private double high;
        private int tries;
        private final Deque<Pair> pairs = new ArrayDeque<>();

        Descent(float[] start) {
            x = new double[start.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = start[i];
            }
        }

        @Override
        public List<Point> ask() {
            float[] at = new float[x.length];
            for (int i = 0; i < at.length; i++) {
                at[i] = (float) (x[i] + (d.length == 0 ? 0 : t * d[i]));
            }
            return List.of(Point.of(at, Demand.GRADIENT));
        }

        @Override
        public void tell(List<Evaluation> evaluations) {
            Evaluation found = evaluations.get(0);
            double[] gradient = new double[x.length];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = found.gradient()[i];
            }
            if (d.length == 0) {
                begin(found.loss(), gradient);
                return;
            }
            double slope = dot(g, d);
            tries++;
            if (!(found.loss() <= f + DECREASE * t * slope) && tries < TRIES) {
                high = t;
            } else if (dot(gradient, d) < CURVATURE * slope && tries < TRIES) {
                low = t;
            } else {
                accept(found.loss(), gradient);
                return;
            }
            t = high < Double.POSITIVE_INFINITY ? (low + high) / 2 : 2 * low;
        }

        private void accept(double loss, double[] gradient) {
            double[] s = new double[x.length];
            double[] y = new double[x.length];
            for (int i = 0; i < s.length; i++) {
                s[i] = t * d[i];
                y[i] = gradient[i] - g[i];
                x[i] += s[i];
            }
            double sy = dot(s, y);
            if (sy > 1e-12 * Math.sqrt(dot(s, s) * dot(y, y))) {
                pairs.addLast(new Pair(s, y, 1 / sy));
                if (pairs.size() > memory) {
                    pairs.removeFirst();
                }
            }
            begin(loss, gradient);
        }

        private void begin(double loss, double[] gradient) {
            f = loss;
            g = gradient;
            d = direction();
            if (dot(g, d) >= 0) {
                pairs.clear();
                d = direction();
            }
            low = 0;
            high = Double.POSITIVE_INFINITY;
            tries = 0;
            t = pairs.isEmpty() ? firstStep * Math.sqrt(dot(x, x) / Math.max(1e-300, dot(g, g))) : 1;
        }

        private double[] direction() {
            double[] q = g.clone();
            List<Pair> newestFirst = new ArrayList<>(pairs);
            Collections.reverse(newestFirst);
            double[] alphas = new double[newestFirst.size()];
            for (int k = 0; k < alphas.length; k++) {
                Pair p = newestFirst.get(k);
                alphas[k] = p.rho * dot(p.s, q);
                add(q, -alphas[k], p.y);
            }
            if (alphas.length > 0) {
                Pair p = newestFirst.get(0);
                double scale = 1 / (p.rho * dot(p.y, p.y));
                for (int i = 0; i < q.length; i++) {
                    q[i] *= scale;
                }
            }
            for (int k = alphas.length - 1; k >= 0; k--) {
                Pair p = newestFirst.get(k);
                add(q, alphas[k] - p.rho * dot(p.y, q), p.s);
            }
            for (int i = 0; i < q.length; i++) {
                q[i] = -q[i];
            }
            return q;
        }
    }

    private static void add(double[] to, double factor, double[] values) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * values[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
