package dev.cram.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.cram.check.PublicCalls;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.Estimate;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.ProgressListener;
import dev.cram.memory.StopReason;
import dev.cram.optimizer.VectorOptimizer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Null is refused by name, and numbers out of range by value, wherever they are given. */
class PublicCallsTest {

    @Test
    void publicCalls_null_isRefusedByName() {
        int calls = new PublicCalls(Path.of("target", "classes"), samples())
                .refuseNull(call -> call.getDeclaringClass() != ProgressListener.class);

        assertThat(calls).isGreaterThan(25);
    }

    @Test
    void publicCalls_extremes_areTakenOrRefusedByValue() {
        int calls = new PublicCalls(Path.of("target", "classes"), samples())
                .takeOrRefuseExtremes(call -> !call.getDeclaringClass().isInterface(), made -> {});

        assertThat(calls).isGreaterThan(150);
    }

    private static Map<Class<?>, Object> samples() {
        Map<Class<?>, Object> samples = new HashMap<>();
        float[] numbers = {0.5f};
        TokenScores scores = new TokenScores(numbers, numbers);
        Point point = Point.of(numbers, Demand.GRADIENT);
        MemoryVectors.Origin origin = new MemoryVectors.Origin("m", "f", Precision.FLOAT32, 1, "s", true);
        MemoryVectors vectors = mock(MemoryVectors.class);
        when(vectors.report()).thenReturn(mock(CapacityReport.class, RETURNS_DEEP_STUBS));
        VectorOptimizer.RuleFactory rules = problem -> (at, gradient, step) -> {};
        samples.put(String.class, "auto");
        samples.put(float[].class, numbers);
        samples.put(float[][].class, new float[][] {numbers});
        samples.put(List.class, List.of(vectors));
        samples.put(Demand.class, Demand.GRADIENT);
        samples.put(StopReason.class, StopReason.EXACT);
        samples.put(TokenScores.class, scores);
        samples.put(Point.class, point);
        samples.put(MemoryVectors.Origin.class, origin);
        samples.put(MemoryVectors.class, vectors);
        samples.put(Precision.class, Precision.FLOAT32);
        samples.put(Baseline.class, Baseline.NONE);
        samples.put(CramException.class, new CramException("wrong"));
        samples.put(Optional.class, Optional.empty());
        samples.put(Estimate.class, new Estimate(9, 5, true, 2));
        samples.put(ModelOptions.class, ModelOptions.defaults());
        samples.put(VectorOptimizer.RuleFactory.class, rules);
        samples.put(
                VectorOptimizer.Problem.class,
                new VectorOptimizer.Problem(numbers, new float[0], 1, 1, 1, 0, 1, 9, 0, 0));
        return samples;
    }
}
