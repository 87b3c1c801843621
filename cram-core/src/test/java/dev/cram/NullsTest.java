package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.check.PublicCalls;
import dev.cram.study.measurement.Subject;
import dev.cram.study.observation.Key;
import dev.cram.study.observation.LineLog;
import dev.cram.study.observation.StudyPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Null is refused by name, wherever it is given, and before any work. */
class NullsTest {

    private final ReadoutModel model = new ReadoutModel();

    @Test
    void publicCalls_null_isRefusedByName(@TempDir Path folder) throws IOException {
        Map<Class<?>, Object> samples = Samples.of(model);
        LineLog log = LineLog.open(folder.resolve("log.jsonl"), "{", line -> {});
        samples.put(LineLog.class, log);
        model.evaluateCalls = 0;
        model.greedyCalls = 0;

        int calls = new PublicCalls(Path.of("target", "classes"), samples)
                .refuseNull(call -> !isResult(call.getDeclaringClass()));

        log.close();
        assertThat(calls).isGreaterThan(100);
        assertThat(model.evaluateCalls + model.greedyCalls).isZero();
    }

    /** Whether a type is what studies make, which nobody else does. */
    private static boolean isResult(Class<?> type) {
        return type.getPackageName().startsWith("dev.cram.study")
                && type.isRecord()
                && type != StudyPlan.class
                && type != Subject.class
                && type != Subject.Source.class
                && type != Key.class;
    }
}
