package dev.cram.djl.internal.decoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.cram.djl.internal.decoder.torch.TorchModule;

/**
 * What a method of the program that evaluates rows takes. All but the ids are the host's.
 *
 * @param vectors of each row, {@code [rows x vectors x width]}
 * @param ids of all texts, on the device
 * @param plan of {@link PackedRows}
 * @param line of {@link PackedRows}
 */
record StepInputs(NDArray vectors, NDArray ids, NDArray plan, NDArray line) {

    /** The results of a method of which nobody wants a gradient. */
    NDList infer(TorchModule module, String method) {
        return module.infer(method, vectors, ids, plan, line);
    }

    /** The results of a method that uses gradients. */
    NDList train(TorchModule module, String method) {
        return module.train(method, vectors, ids, plan, line);
    }
}
