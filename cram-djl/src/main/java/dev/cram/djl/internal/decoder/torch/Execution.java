package dev.cram.djl.internal.decoder.torch;

import ai.djl.Device;
import dev.cram.model.Precision;

/**
 * Where and how a decoder computes. Immutable.
 *
 * @param device where the weights are
 * @param precision number format of weights and activations
 * @param checkpointing whether a gradient keeps the inputs of layers only and computes the rest again: a fraction of the
 *     memory for a third more time
 * @param threads threads on the CPU, at least 1; {@link TorchThreads#USUAL} for PyTorch's choice
 */
public record Execution(Device device, Precision precision, boolean checkpointing, int threads) {

    /** With PyTorch's choice of threads. */
    public Execution(Device device, Precision precision, boolean checkpointing) {
        this(device, precision, checkpointing, TorchThreads.USUAL);
    }

    /** On the CPU in float32. */
    public static Execution plain() {
        return new Execution(Device.cpu(), Precision.FLOAT32, false);
    }
}
