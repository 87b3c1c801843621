package dev.cram.djl;

import ai.djl.Device;
import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.decoder.Decoder;
import dev.cram.djl.internal.decoder.MatrixRate;
import dev.cram.djl.internal.decoder.family.Families;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.network.Placement;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.djl.internal.decoder.torch.TorchPrecision;
import dev.cram.djl.internal.decoder.torch.TorchThreads;
import dev.cram.djl.internal.machine.FreeMemory;
import dev.cram.djl.internal.machine.MemoryCheck;
import dev.cram.djl.internal.machine.TorchEngine;
import dev.cram.model.ModelException;
import dev.cram.model.ModelOptions;
import dev.cram.model.Precision;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What opening a model would take, and evaluating a text with it, worked out without its weights, also for devices that are not
 * here. Immutable, thread-safe.
 *
 * @param precision number format that it would compute in
 * @param positions input positions of the text with its vectors
 * @param devices what each device would hold, in order
 * @param mostPositions most positions of one text whose gradient fits beside the weights, up to the model's; empty where nobody
 *     knows what is free
 * @param seconds about what an evaluation of the text would take, at the rate of matrix products measured here; empty for a GPU
 *     that is not here
 */
public record ModelPlan(
        Precision precision,
        int positions,
        List<DevicePlan> devices,
        OptionalInt mostPositions,
        OptionalDouble seconds) {

    /** Part of the rate of matrix products that evaluations reach. */
    private static final double REACHED = 0.9;

    private static final double SECONDS_OF_RATE = 0.3;

    /**
     * What a device would hold. Immutable, thread-safe.
     *
     * @param device as options name it
     * @param layers number of layers
     * @param weightBytes bytes of its weights
     * @param evaluationBytes bytes that the text's gradient takes beside them
     * @param freeBytes bytes that it has free; empty where nobody knows
     */
    public record DevicePlan(
            String device, int layers, long weightBytes, long evaluationBytes, OptionalLong freeBytes) {

        /** {@return whether it all fits, as far as is known} */
        public boolean isEnough() {
            return freeBytes.isEmpty() || weightBytes + evaluationBytes <= freeBytes.getAsLong();
        }
    }

    public ModelPlan {
        devices = List.copyOf(devices);
    }

    /** Of a checkpoint, for a text of so many positions with its vectors. */
    static ModelPlan of(Checkpoint checkpoint, ModelOptions options, int positions) {
        DecoderSpec spec = Families.read(checkpoint.config());
        if (positions < 1 || positions > spec.positions()) {
            throw new ModelException("positions must be from 1 to the " + spec.positions() + " of " + checkpoint.name()
                    + ", vectors included, but were " + positions);
        }
        Map<Integer, Tensor> sources = spec.sources(checkpoint.tensors());
        long parameters = DecoderSpec.parameters(sources);
        List<Device> devices = TorchEngine.named(options);
        Precision precision = TorchPrecision.resolve(
                options.precision(), parameters, devices.get(0).isGpu());
        Execution execution = new Execution(devices, precision, options.checkpointing(), TorchThreads.USUAL);
        Map<Device, Long> free = FreeMemory.of(devices);
        Placement placement = Placement.of(spec, sources, devices, FreeMemory.room(free));
        MemoryCheck memory = MemoryCheck.of(spec, placement, execution, free::get);
        return new ModelPlan(
                precision,
                positions,
                placement.shares().stream()
                        .map(share -> plan(memory, share, positions))
                        .toList(),
                FreeMemory.isKnown(free) ? OptionalInt.of(memory.mostPositions()) : OptionalInt.empty(),
                TorchEngine.isHere(execution.device())
                        ? OptionalDouble.of(seconds(execution.device(), precision, parameters, positions))
                        : OptionalDouble.empty());
    }

    private static DevicePlan plan(MemoryCheck memory, Placement.Share share, int positions) {
        long free = memory.free(share);
        return new DevicePlan(
                Execution.name(share.device()),
                share.layers(),
                memory.weights(share),
                memory.needed(share, positions),
                free == FreeMemory.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(free));
    }

    /** Two operations a weight and position forwards, and two backwards. */
    private static double seconds(Device device, Precision precision, long parameters, int positions) {
        double rate = MatrixRate.flops(device, precision, SECONDS_OF_RATE);
        return 4.0 * parameters * (positions + (device.isGpu() ? 0 : Decoder.CPU_CALL)) / (REACHED * rate);
    }
}
