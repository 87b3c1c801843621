package dev.cram.djl.internal.decoder.torch;

import ai.djl.Device;
import dev.cram.model.Precision;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where and how a decoder computes. Immutable.
 *
 * @param devices where the weights are, at least one; of several, each has a part of the layers, and the first the ends too
 * @param precision number format of weights and activations
 * @param checkpointing whether a gradient keeps the inputs of layers only and computes the rest again: a fraction of the
 *     memory for a third more time
 * @param threads threads on the CPU, at least 1; {@link TorchThreads#USUAL} for PyTorch's choice
 */
public record Execution(List<Device> devices, Precision precision, boolean checkpointing, int threads) {

    public Execution {
        devices = List.copyOf(devices);
    }

    /** On one device, with PyTorch's choice of threads. */
    public Execution(Device device, Precision precision, boolean checkpointing) {
        this(List.of(device), precision, checkpointing, TorchThreads.USUAL);
    }

    /** On the CPU in float32. */
    public static Execution plain() {
        return new Execution(Device.cpu(), Precision.FLOAT32, false);
    }

    /** The first device, where inputs enter and answers come from. */
    public Device device() {
        return devices.get(0);
    }

    /** The devices, as options name them. */
    public String name() {
        return devices.stream().map(Execution::name).collect(Collectors.joining(","));
    }

    /** A device, as options name it. */
    public static String name(Device device) {
        return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
    }
}
