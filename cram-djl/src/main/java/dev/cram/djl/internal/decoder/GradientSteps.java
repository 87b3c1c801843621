package dev.cram.djl.internal.decoder;

import ai.djl.ndarray.NDArray;
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
    private Rows rows = new Rows(new long[0], 0, false);
    private int alike;
    private @Nullable RecordedGradient recorded;

    /** What a recorded step cannot change. */
    private record Rows(long[] plan, int vectors, boolean plain) {

        boolean isSame(Rows other) {
            return Arrays.equals(plan, other.plan) && vectors == other.vectors && plain == other.plain;
        }
    }

    /** Records a step of a program. */
    @FunctionalInterface
    interface Recorder {

        /** Nothing if that cannot be done here. */
        Optional<RecordedGradient> record(TorchModule module, NDArray vectors, NDArray ids, NDArray plan, NDArray line);
    }

    GradientSteps(TorchModule module, Recorder recorder) {
        this.module = module;
        this.recorder = recorder;
    }

    /**
     * The program's answer about some rows.
     *
     * @param recordable whether a step of them may be recorded
     */
    float[] answer(PackedRows packed, NDArray vectors, NDArray ids, NDArray plan, NDArray line, boolean recordable) {
        count(new Rows(plan.toLongArray(), packed.vectorSize(), packed.isPlain()));
        if (recorded == null && recordable && alike > ALIKE) {
            recorded = recorder.record(module, vectors, ids, plan, line).orElse(null);
        }
        return recorded == null
                ? module.train("gradient", vectors, ids, plan, line)
                        .singletonOrThrow()
                        .toFloatArray()
                : recorded.answer(vectors, line);
    }

    private void count(Rows asked) {
        if (!rows.isSame(asked)) {
            close();
            rows = asked;
            alike = 0;
        }
        alike++;
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
