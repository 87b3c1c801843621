package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.check.PublicCalls;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Null is refused by name, wherever it is given, and before any work. */
class NullsTest {

    private final ReadoutModel model = new ReadoutModel();

    @Test
    void publicCalls_null_isRefusedByName() {
        Map<Class<?>, Object> samples = Samples.of(model);
        model.evaluateCalls = 0;
        model.greedyCalls = 0;

        int calls = new PublicCalls(Path.of("target", "classes"), samples)
                .refuseNull(call -> !call.getDeclaringClass().getPackageName().endsWith("study"));

        assertThat(calls).isGreaterThan(60);
        assertThat(model.evaluateCalls + model.greedyCalls).isZero();
    }
}
