package dev.cram.djl.internal.decoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.cram.djl.internal.decoder.torch.CudaGraphs;
import dev.cram.djl.internal.decoder.torch.TorchModule;
import java.util.Optional;

/** The program's method {@code gradient}, recorded for some rows: for any vectors, temperatures, margins and weights. */
final class RecordedGradient implements AutoCloseable {

    private final TorchModule module;
    private final NDManager memory;
    private final NDList there;
    private final CudaGraphs.Graph step;

    private RecordedGradient(TorchModule module, NDManager memory, NDList there, CudaGraphs.Graph step) {
        this.module = module;
        this.memory = memory;
        this.there = there;
        this.step = step;
    }

    /** Records it for these inputs, where graphs can be recorded. */
    static Optional<RecordedGradient> of(TorchModule module, StepInputs inputs) {
        return CudaGraphs.on(module.manager().getDevice()).flatMap(graphs -> of(graphs, module, inputs));
    }

    private static Optional<RecordedGradient> of(CudaGraphs graphs, TorchModule module, StepInputs inputs) {
        NDManager memory = module.manager().newSubManager();
        NDList there = inputs.train(module, "placed");
        there.attach(memory);
        there.get(0).toFloatArray(); // waits until all are there, since it is recorded elsewhere
        NDArray[] given = {there.get(0), there.get(1), there.get(2), there.get(3), inputs.plan(), inputs.line()};
        Optional<RecordedGradient> recorded = graphs.record(
                        memory.getDevice(), () -> module.train("step", given).singletonOrThrow())
                .map(step -> new RecordedGradient(module, memory, there, step));
        if (recorded.isEmpty()) {
            memory.close();
        }
        return recorded;
    }

    /** The answer for the vectors and the line of other inputs. */
    float[] answer(StepInputs inputs) {
        module.train("renew", there.get(0), there.get(3), inputs.vectors(), inputs.line())
                .close();
        return step.replay();
    }

    /** Frees what it holds of the device's memory. */
    @Override
    public void close() {
        step.close();
        memory.close();
    }
}
