package dev.cram.study.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RoundedVectorsTest {

    @Test
    void round_fourBits_leavesAtMostFifteenValuesAndHalfAStepOfError() {
        float[] vectors = new float[200];
        Random random = new Random(2);
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (float) random.nextGaussian() * (i < 100 ? 1 : 50);
        }
        float[] rounded = RoundedVectors.round(vectors, 100, 4);
        for (int from = 0; from < 200; from += 100) {
            float largest = 0;
            java.util.Set<Float> values = new java.util.HashSet<>();
            for (int i = from; i < from + 100; i++) {
                largest = Math.max(largest, Math.abs(vectors[i]));
                values.add(rounded[i] + 0f);
            }
            assertThat(values).hasSizeBetween(8, 15);
            for (int i = from; i < from + 100; i++) {
                assertThat(rounded[i]).isCloseTo(vectors[i], within(largest / 14 * 1.0001f));
            }
        }
    }

    @Test
    void round_zeros_staysZeros() {
        assertThat(RoundedVectors.round(new float[4], 2, 8)).containsOnly(0f);
    }
}
