package dev.cram.study.measurement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Principal components of a few points in many dimensions: the eigenvectors of the matrix of their inner products, by
 * Jacobi rotations (Golub and Van Loan, Matrix Computations, section 8.5), which cost the cube of the number of points.
 */
final class PrincipalComponents {

    private static final int SWEEPS = 60;

    private final List<Double> variances = new ArrayList<>();
    private final List<List<Double>> scores = new ArrayList<>();

    private PrincipalComponents(double[][] gram) {
        int n = gram.length;
        double[][] vectors = new double[n][n];
        for (int i = 0; i < n; i++) {
            vectors[i][i] = 1;
        }
        double size = IntStream.range(0, n).mapToDouble(i -> gram[i][i]).sum();
        for (int sweep = 0; sweep < SWEEPS && offDiagonal(gram) > 1e-24 * size * size; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(gram, vectors, p, q);
                }
            }
        }
        List<Integer> order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -gram[i][i]))
                .toList();
        for (int component : order) {
            double variance = Math.max(0, gram[component][component]);
            // The sign is free: the first point that is not 0 is made negative, so that ways start at the left.
            double sign = IntStream.range(0, n)
                                    .mapToDouble(i -> vectors[i][component])
                                    .filter(v -> Math.abs(v) > 1e-9)
                                    .findFirst()
                                    .orElse(-1)
                            > 0
                    ? -1
                    : 1;
            variances.add(variance);
            scores.add(IntStream.range(0, n)
                    .mapToObj(i -> sign * vectors[i][component] * Math.sqrt(variance))
                    .toList());
        }
    }

    /** Of points, all of one size. */
    static PrincipalComponents of(List<float[]> points) {
        int n = points.size();
        int d = points.get(0).length;
        double[][] centered = new double[n][d];
        for (int j = 0; j < d; j++) {
            double mean = 0;
            for (float[] point : points) {
                mean += point[j] / n;
            }
            for (int i = 0; i < n; i++) {
                centered[i][j] = points.get(i)[j] - mean;
            }
        }
        double[][] gram = new double[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                for (int j = 0; j < d; j++) {
                    gram[a][b] += centered[a][j] * centered[b][j];
                }
            }
        }
        return new PrincipalComponents(gram);
    }

    private static double offDiagonal(double[][] matrix) {
        double sum = 0;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                sum += i == j ? 0 : matrix[i][j] * matrix[i][j];
            }
        }
        return sum;
    }

    private static void rotate(double[][] a, double[][] vectors, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(1, theta));
        double c = 1 / Math.hypot(1, t);
        double s = t * c;
        for (double[] row : a) {
            double x = row[p];
            row[p] = c * x - s * row[q];
            row[q] = s * x + c * row[q];
        }
        for (int j = 0; j < a.length; j++) {
            double x = a[p][j];
            a[p][j] = c * x - s * a[q][j];
            a[q][j] = s * x + c * a[q][j];
        }
        for (double[] row : vectors) {
            double x = row[p];
            row[p] = c * x - s * row[q];
            row[q] = s * x + c * row[q];
        }
    }

    /** Share of the variance that each component explains, falling; all 0 if the points are one. */
    List<Double> explained() {
        double all = variances.stream().mapToDouble(v -> v).sum();
        return variances.stream().map(v -> all == 0 ? 0 : v / all).toList();
    }

    /** A component of each point; 0 if there are not so many. */
    List<Double> scores(int component) {
        return component < scores.size()
                ? scores.get(component)
                : scores.get(0).stream().map(x -> 0.0).toList();
    }
}
