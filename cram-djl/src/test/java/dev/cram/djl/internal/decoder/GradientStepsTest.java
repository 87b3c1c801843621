package dev.cram.djl.internal.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.cram.djl.internal.decoder.torch.CudaGraphs;
import dev.cram.djl.internal.decoder.torch.TorchModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a step is recorded, and when what was recorded is let go. */
class GradientStepsTest {

    private static final float[] CALLED = {1};
    private static final float[] REPLAYED = {2};

    private final TorchModule module = mock(TorchModule.class);
    private final NDArray array = mock(NDArray.class);
    private final List<RecordedGradient> recorded = new ArrayList<>();
    private boolean works = true;
    private final GradientSteps steps = new GradientSteps(module, (m, inputs) -> record());

    private Optional<RecordedGradient> record() {
        if (!works) {
            return Optional.empty();
        }
        RecordedGradient made = mock(RecordedGradient.class);
        when(made.answer(any())).thenReturn(REPLAYED);
        recorded.add(made);
        return Optional.of(made);
    }

    @BeforeEach
    void prepare() {
        when(array.getShape()).thenReturn(new Shape(1, 1, 8));
        NDArray answer = mock(NDArray.class);
        when(answer.toFloatArray()).thenReturn(CALLED);
        when(module.train(eq("gradient"), any(), any(), any(), any())).thenReturn(new NDList(answer));
    }

    private float[] step(long text, boolean plain, boolean recordable) {
        NDArray plan = mock(NDArray.class);
        when(plan.toLongArray()).thenReturn(new long[] {8, 4, text});
        return steps.answer(new StepInputs(array, array, plan, array), plain, recordable);
    }

    @Test
    void answer_sameRows_areRecordedAtTheFifthStep() {
        for (int i = 0; i < 4; i++) {
            assertThat(step(0, false, true)).isEqualTo(CALLED);
        }
        for (int i = 0; i < 4; i++) {
            assertThat(step(0, false, true)).isEqualTo(REPLAYED);
        }
        assertThat(recorded).hasSize(1);
    }

    @Test
    void answer_otherRows_letGoOfWhatWasRecorded() {
        for (int i = 0; i < 5; i++) {
            step(0, false, true);
        }

        assertThat(step(1, false, true)).isEqualTo(CALLED);
        verify(recorded.get(0)).close();
        assertThat(step(0, false, true)).isEqualTo(CALLED);
    }

    @Test
    void answer_plainAndNotInTurns_areNeverRecorded() {
        for (int i = 0; i < 20; i++) {
            assertThat(step(0, i % 2 == 0, true)).isEqualTo(CALLED);
        }
    }

    @Test
    void answer_notRecordable_isNeverRecorded() {
        for (int i = 0; i < 20; i++) {
            assertThat(step(0, false, false)).isEqualTo(CALLED);
        }
    }

    @Test
    void answer_whereNothingCanBeRecorded_goesOn() {
        works = false;
        for (int i = 0; i < 20; i++) {
            assertThat(step(0, false, true)).isEqualTo(CALLED);
        }
    }

    @Test
    void close_letsGoOfWhatWasRecorded() {
        for (int i = 0; i < 5; i++) {
            step(0, false, true);
        }
        steps.close();
        verify(recorded.get(0)).close();
    }

    @Test
    void graphs_areNotForProcessors() {
        assertThat(CudaGraphs.on(Device.cpu())).isEmpty();
    }
}
