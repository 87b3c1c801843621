package dev.cram.djl.internal.machine;

import ai.djl.Device;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.model.DeviceMemoryException;
import dev.cram.model.Precision;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.LongSupplier;

/** Whether what is asked for fits the memory of a model's device, told before it is tried. */
public final class MemoryCheck {

    private static final long SMALL = 64L << 20;

    /** What the process takes on a CPU over what PyTorch asks for, since the heap keeps holes: measured 1.4 with glibc. */
    private static final double HEAP = 1.5;

    private final DecoderSpec spec;
    private final Execution execution;
    private final LongSupplier free;

    /**
     * For a model.
     *
     * @param free bytes that its evaluations may take, or {@link Long#MAX_VALUE} if nobody knows
     */
    MemoryCheck(DecoderSpec spec, Execution execution, LongSupplier free) {
        this.spec = spec;
        this.execution = execution;
        this.free = free;
    }

    /**
     * Checks that the weights fit.
     *
     * @param parameters number of weights
     * @throws DeviceMemoryException if they do not
     */
    public static MemoryCheck opening(DecoderSpec spec, long parameters, Execution execution) {
        long weights = parameters * execution.precision().bytes();
        long free = freeBytes(execution.device());
        if (weights > free) {
            throw new DeviceMemoryException(String.format(
                    Locale.ROOT,
                    "The model's %,d weights take %s in %s, but %s has %s free: choose %sa smaller model or another "
                            + "device",
                    parameters,
                    size(weights),
                    execution.precision(),
                    name(execution.device()),
                    size(free),
                    execution.precision() == Precision.FLOAT32 ? "bfloat16, " : ""));
        }
        // PyTorch keeps what it once took of a GPU, so that later on the driver's figure says little.
        long left = free == Long.MAX_VALUE ? free : free - weights;
        return new MemoryCheck(
                spec, execution, execution.device().isGpu() ? () -> left : () -> freeBytes(execution.device()));
    }

    private static long freeBytes(Device device) {
        if (!device.isGpu()) {
            return HostMemory.free();
        }
        return VisibleGpus.find(device.getDeviceId(), NvidiaSmi.gpus(), System.getenv("CUDA_VISIBLE_DEVICES"))
                .map(Gpu::freeBytes)
                .orElse(Long.MAX_VALUE);
    }

    /**
     * Checks that the gradient of some rows fits.
     *
     * @param rows number of rows
     * @param positions input positions that each takes, the longest counting for all
     * @throws DeviceMemoryException if it does not
     */
    public void check(int rows, int positions) {
        long needed = bytes(execution.precision(), execution.checkpointing(), rows, positions);
        if (needed <= SMALL) {
            return;
        }
        long there = free.getAsLong();
        if (needed > there) {
            throw new DeviceMemoryException(String.format(
                    Locale.ROOT,
                    "%s of %,d positions with its vectors needs %s to be evaluated on %s in %s, but %s are free: %s",
                    rows == 1 ? "A text" : "A batch of " + rows + " texts",
                    positions,
                    size(needed),
                    name(execution.device()),
                    execution.precision(),
                    size(there),
                    cure(rows, positions)));
        }
    }

    /** Each way out with the memory that it would take. */
    private String cure(int rows, int positions) {
        StringJoiner cures = new StringJoiner(", or ");
        cures.add(rows == 1 ? "shorten or split the text" : "evaluate fewer at once");
        if (!execution.checkpointing()) {
            cures.add("open the model with checkpointing (" + size(bytes(execution.precision(), true, rows, positions))
                    + ")");
        }
        if (execution.precision() == Precision.FLOAT32) {
            cures.add("open it in bfloat16 with checkpointing ("
                    + size(bytes(Precision.BFLOAT16, true, rows, positions)) + ")");
        }
        return cures.toString();
    }

    private long bytes(Precision precision, boolean checkpointing, int rows, int positions) {
        long asked = spec.footprint(precision, checkpointing).bytes(rows, positions);
        return execution.device().isGpu() ? asked : (long) (HEAP * asked);
    }

    private static String name(Device device) {
        return device.isGpu() ? "cuda:" + device.getDeviceId() : "the cpu";
    }

    public static String size(long bytes) {
        return bytes < 10_000_000_000L
                ? String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000)
                : String.format(Locale.ROOT, "%,.1f GB", bytes / 1e9);
    }
}
