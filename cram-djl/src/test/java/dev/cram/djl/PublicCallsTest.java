package dev.cram.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.check.PublicCalls;
import dev.cram.model.ModelOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Null is refused by name, and numbers out of range by value, where users open models. */
class PublicCallsTest {

    private static final List<Class<?>> TYPES = List.of(DjlModels.class, DjlModelProvider.class, Doctor.class);

    private static PublicCalls calls() {
        Map<Class<?>, Object> samples = Map.of(
                String.class,
                "./nowhere",
                Path.class,
                Path.of("nowhere"),
                ModelOptions.class,
                ModelOptions.defaults(),
                DjlModelProvider.class,
                new DjlModelProvider());
        return new PublicCalls(TYPES, samples);
    }

    @Test
    void publicCalls_null_isRefusedByName() {
        assertThat(calls().refuseNull(call -> true)).isGreaterThan(10);
    }

    @Test
    void doctor_secondsOutOfRange_areRefusedByValue() {
        for (double seconds : new double[] {Double.NaN, -1, 0, Double.POSITIVE_INFINITY, 1e300}) {
            assertThatThrownBy(() -> Doctor.examine(seconds))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("seconds", String.valueOf(seconds));
        }
    }
}
