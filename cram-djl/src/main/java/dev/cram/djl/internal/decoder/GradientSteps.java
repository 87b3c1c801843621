package dev.cram.djl.internal.decoder;

import ai.djl.ndarray.types.Shape;
import dev.cram.djl.internal.decoder.torch.TorchModule;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gradients of some texts' rows: each step call by call, until the same rows have been asked for a few times; then, on a GPU
 * that can do so, recorded. Both give the same bits, and a search asks for the same rows in nearly all of its steps. Not
 * thread-safe.
 */
final class GradientSteps implements AutoCloseable {

    /** Steps of the same rows after which they are recorded, which takes as long as three. */
    private static final int ALIKE = 4;

    private final TorchModule module;
    private final Recorder recorder;
    private Rows rows = new Rows(new long[0], new Shape(), false);
    private int alike;
    private @Nullable RecordedGradient recorded;

    /** What a recorded step cannot change. */
    private record Rows(long[] plan, Shape vectors, boolean plain) {

        boolean isSame(Rows other) {
            return Arrays.equals(plan, other.plan) && vectors.equals(other.vectors) && plain == other.plain;
        }
    }

    /** Records a step of a program. */
    @FunctionalInterface
    interface Recorder {

        /** Nothing if that cannot be done here. */
        Optional<RecordedGradient> record(TorchModule module, StepInputs inputs);
    }

    GradientSteps(TorchModule module, Recorder recorder) {
        this.module = module;
        this.recorder = recorder;
    }

    /**
     * The program's answer about some rows.
     *
     * @param plain whether the line asks for the plain cross-entropy
     * @param recordable whether a step of them may be recorded
     */
    float[] answer(StepInputs inputs, boolean plain, boolean recordable) {
        if (recordable) {
            count(new Rows(inputs.plan().toLongArray(), inputs.vectors().getShape(), plain));
            if (recorded == null && alike > ALIKE) {
                recorded = recorder.record(module, inputs).orElse(null);
            }
        } else {
            forget();
        }
        return recorded == null
                ? inputs.train(module, "gradient").singletonOrThrow().toFloatArray()
                : recorded.answer(inputs);
    }

    private void count(Rows asked) {
        if (!rows.isSame(asked)) {
            forget();
            rows = asked;
        }
        alike++;
    }

    private void forget() {
        close();
        alike = 0;
    }

    /** Frees what was recorded. */
    @Override
    public void close() {
        if (recorded != null) {
            recorded.close();
            recorded = null;
        }
    }
}
