package dev.cram.examples.engine;

import java.util.Random;

/**
 * The arithmetic of a simple recurrent network (Elman, "Finding structure in time", 1990) with random weights:
 *
 * <pre>
 * state(t) = tanh(input x(t) + recurrent state(t-1)),   state(-1) = 0
 * logits(t) = output state(t)
 * </pre>
 *
 * Immutable and thread-safe. Numbers are float32; sums are kept in double.
 */
final class ElmanNetwork {

    /** Above 1, so that the state does not forget what it began with. */
    private static final double RECURRENT_GAIN = 1.3;

    private final float[][] embeddings;
    private final float[][] input;
    private final float[][] recurrent;
    private final float[][] output;

    /** Draws all weights; token embeddings are small, so that they disturb the state only a little. */
    ElmanNetwork(int vocabulary, int width, int states, float embeddingStd, long seed) {
        Random random = new Random(seed);
        embeddings = normal(random, vocabulary, width, embeddingStd);
        input = normal(random, states, width, 1 / Math.sqrt(width));
        recurrent = normal(random, states, states, RECURRENT_GAIN / Math.sqrt(states));
        output = normal(random, vocabulary, states, 1);
    }

    private static float[][] normal(Random random, int rows, int columns, double std) {
        float[][] matrix = new float[rows][columns];
        for (float[] row : matrix) {
            for (int c = 0; c < columns; c++) {
                row[c] = (float) (std * random.nextGaussian());
            }
        }
        return matrix;
    }

    /** All weights, for a fingerprint. */
    float[][][] weights() {
        return new float[][][] {embeddings, input, recurrent, output};
    }

    float[] embedding(int token) {
        return embeddings[token];
    }

    /** One step of the network. */
    float[] next(float[] state, float[] x) {
        float[] next = new float[recurrent.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = (float) Math.tanh(dot(input[i], x) + dot(recurrent[i], state));
        }
        return next;
    }

    float[] start() {
        return new float[recurrent.length];
    }

    float[] logits(float[] state) {
        float[] logits = new float[output.length];
        for (int v = 0; v < logits.length; v++) {
            logits[v] = (float) dot(output[v], state);
        }
        return logits;
    }

    /**
     * Back-propagation through time.
     *
     * @param states the states of a run, one a position
     * @param logitGradients gradient with respect to the logits of each position; empty where no logits were used
     * @param inputs of how many leading inputs the gradient is wanted
     * @return gradient with respect to those inputs, one after another
     */
    float[] backward(float[][] states, float[][] logitGradients, int inputs) {
        int width = input[0].length;
        float[] gradient = new float[inputs * width];
        double[] stateGradient = new double[recurrent.length];
        for (int t = states.length - 1; t >= 0; t--) {
            addTransposed(output, logitGradients[t], stateGradient);
            float[] sumGradient = new float[recurrent.length];
            for (int i = 0; i < sumGradient.length; i++) {
                sumGradient[i] = (float) (stateGradient[i] * (1 - (double) states[t][i] * states[t][i]));
            }
            if (t < inputs) {
                double[] inputGradient = new double[width];
                addTransposed(input, sumGradient, inputGradient);
                for (int c = 0; c < width; c++) {
                    gradient[t * width + c] = (float) inputGradient[c];
                }
            }
            stateGradient = new double[recurrent.length];
            addTransposed(recurrent, sumGradient, stateGradient);
        }
        return gradient;
    }

    /** Adds the product of a row vector and a matrix. */
    private static void addTransposed(float[][] matrix, float[] rows, double[] columns) {
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < columns.length; c++) {
                columns[c] += (double) rows[r] * matrix[r][c];
            }
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
