package dev.cram.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.optimizer.StepRule;
import dev.cram.optimizer.VectorOptimizer.Problem;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LowDimensionalTest {

    private static final int WIDTH = 512;
    private static final int RANK = 64;

    /** The start of a search is drawn with {@code new Random(seed)}, W and z from the same seed. */
    @Test
    void start_ofAnySeed_isNotRepeatedByTheMatrix() {
        for (long seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            float[] start = new float[WIDTH];
            for (int i = 0; i < WIDTH; i++) {
                start[i] = (float) random.nextGaussian();
            }
            float[] parameters = parameters(start.clone(), seed);
            for (int at = 0; at < WIDTH * RANK + RANK - WIDTH; at++) {
                assertThat(Math.abs(cosine(parameters, at, start))).isLessThan(0.3);
            }
        }
    }

    /** W, z and b as the inner method is given them. */
    private static float[] parameters(float[] start, long seed) {
        float[][] given = new float[1][];
        FirstOrder inner = new FirstOrder() {
            private static final long serialVersionUID = 1;

            @Override
            public String name() {
                return "inner";
            }

            @Override
            public StepRule rule(Problem problem) {
                given[0] = problem.initial().clone();
                return (vectors, gradient, step) -> {};
            }
        };
        new LowDimensional(inner, RANK)
                .rule(new Problem(start, new float[0], 1, WIDTH, 9, 0, 9, Double.POSITIVE_INFINITY, 1, seed));
        return given[0];
    }

    private static double cosine(float[] values, int from, float[] start) {
        double dot = 0;
        double ofValues = 0;
        double ofStart = 0;
        for (int i = 0; i < start.length; i++) {
            dot += values[from + i] * start[i];
            ofValues += values[from + i] * values[from + i];
            ofStart += start[i] * start[i];
        }
        return dot / Math.sqrt(ofValues * ofStart);
    }
}
