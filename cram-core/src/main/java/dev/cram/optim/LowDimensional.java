package dev.cram.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.hash.Hashing;
import dev.cram.optimizer.StepRule;
import java.util.Objects;
import java.util.Random;

/**
 * Re-parametrises the vectors (Progressive Cramming, arXiv 2607.21231): x = W z + b, where W, z and b are all trained by
 * another method and folded into x after every step. With the gradient g of x: dW = g z', dz = W' g, db = g. Here b
 * starts at the random start, z as independent normal numbers, and W at normal numbers so small that the product begins
 * at a tenth of b; in a search that goes on, W starts at 0, so that x stays. Immutable.
 *
 * @param method what trains W, z and b
 * @param rank length of z, from 1 to 65,536
 * @serial exclude
 */
public record LowDimensional(FirstOrder method, int rank) implements FirstOrder {

    private static final int LARGEST = 65_536;
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    public LowDimensional {
        checkArgument(rank >= 1 && rank <= LARGEST, "rank must be from 1 to %s, but was %s", LARGEST, rank);
        Objects.requireNonNull(method, "method");
    }

    @Override
    public String name() {
        return "low-dimensional";
    }

    @Override
    public StepRule rule(Problem problem) {
        return new Folding(problem, 0.1);
    }

    @Override
    public StepRule resume(Problem problem) {
        return new Folding(problem, 0);
    }

    private final class Folding implements StepRule {

        private static final long serialVersionUID = 1;

        private final int size;
        /** W row by row, then z, then b. */
        private final float[] parameters;

        private final StepRule inner;

        /** The share is the length of W z at the start, in lengths of b. */
        Folding(Problem problem, double share) {
            float[] start = problem.initial();
            size = start.length;
            parameters = new float[number(size)];
            // The start came from the seed itself: W would repeat it.
            Random random = new Random(Hashing.sha256().hashLong(problem.seed()).asLong());
            double std = share * norm(start) / Math.sqrt((double) size * rank);
            for (int i = 0; i < size * rank + rank; i++) {
                parameters[i] = (float) (random.nextGaussian() * (i < size * rank ? std : 1));
            }
            System.arraycopy(start, 0, parameters, size * rank + rank, size);
            Problem inside = problem.from(parameters, 1);
            inner = share > 0 ? Rules.begin(method, inside) : Rules.resume(method, inside);
            fold(start);
        }

        private int number(int size) {
            long number = (long) size * rank + rank + size;
            checkArgument(
                    number <= LONGEST_ARRAY,
                    "rank %s over %s components makes %s parameters, more than an array holds: take a smaller rank",
                    rank,
                    size,
                    number);
            return (int) number;
        }

        @Override
        public void step(float[] vectors, float[] gradient, int step) {
            float[] slopes = new float[parameters.length];
            int z = size * rank;
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < rank; j++) {
                    slopes[i * rank + j] = gradient[i] * parameters[z + j];
                    slopes[z + j] += gradient[i] * parameters[i * rank + j];
                }
                slopes[z + rank + i] = gradient[i];
            }
            inner.step(parameters, slopes, step);
            fold(vectors);
        }

        private void fold(float[] vectors) {
            int z = size * rank;
            for (int i = 0; i < size; i++) {
                double sum = parameters[z + rank + i];
                for (int j = 0; j < rank; j++) {
                    sum += (double) parameters[i * rank + j] * parameters[z + j];
                }
                vectors[i] = (float) sum;
            }
        }

        private static double norm(float[] values) {
            double sum = 0;
            for (float value : values) {
                sum += value * value;
            }
            return Math.sqrt(sum);
        }
    }
}
