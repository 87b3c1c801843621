package dev.cram.study.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.model.FrozenModel;
import dev.cram.model.Precision;
import dev.cram.study.observation.Coded;
import dev.cram.study.observation.ModelFacts.Role;
import dev.cram.study.observation.ResultLog;
import dev.cram.study.observation.StudyPlan;
import dev.cram.study.observation.StudyRun;
import dev.cram.study.text.TextSources;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class WorkbenchTest {

    private final FrozenModel model = model();
    private final ResultLog log = ResultLog.inMemory();
    private final List<Double> shares = new ArrayList<>();

    @Test
    void take_equalMeasurements_areTakenOnceWithOneEstimate() {
        List<String> taken = new ArrayList<>();
        bench().take(List.of(
                new One("a", 30, taken), new One("b", 10, taken), new One("a", 30, taken), new One("c", 60, taken)));

        assertThat(taken).containsExactly("a", "b", "c");
        assertThat(shares).containsExactly(0.3, 0.4, 1.0);
        assertThat(log.observations().all(Coded.class)).extracting(Coded::coder).containsExactly("a", "b", "c");
        assertThat(log.observations().all(StudyRun.class)).hasSize(1);
    }

    @Test
    void take_whatTheLogHolds_isNotMeasuredAgain() {
        List<String> taken = new ArrayList<>();
        bench().take(List.of(new One("a", 30, taken)));
        bench().take(List.of(new One("a", 30, taken), new One("b", 10, taken)));

        assertThat(taken).containsExactly("a", "b");
        assertThat(shares).containsExactly(1.0, 1.0);
    }

    private Workbench bench() {
        StudyPlan plan =
                new StudyPlan("p", 1, List.of(1), false, List.of(1), "paper", 1, 1, 0, 1, 2, 2, 2, List.of(2), 2, 2);
        Subject subject = new Subject(
                model, plan, List.of(new Subject.Source(TextSources.texts("t", List.of("a"), 0), Role.MAIN)));
        return new Workbench(subject, log, (what, share, left) -> shares.add(share), "command");
    }

    private static FrozenModel model() {
        FrozenModel model = Mockito.mock(FrozenModel.class);
        Mockito.when(model.name()).thenReturn("m");
        Mockito.when(model.precision()).thenReturn(Precision.FLOAT32);
        return model;
    }

    /** Measures one thing, and takes down that it did. */
    private record One(String name, double effort, List<String> taken) implements Measurement {

        @Override
        public double work(Subject subject) {
            return effort;
        }

        @Override
        public void take(Subject subject, Recorder recorder) {
            recorder.unit(name, effort, List.of(Coded.key("m", "t", 0, name)), () -> {
                taken.add(name);
                return List.of(new Coded("m", "t", 0, name, 1, 1, 1, 1));
            });
        }
    }
}
