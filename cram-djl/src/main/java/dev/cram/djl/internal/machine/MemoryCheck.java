package dev.cram.djl.internal.machine;

import ai.djl.Device;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.network.Placement;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.model.DeviceMemoryException;
import dev.cram.model.Precision;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.ToLongFunction;

/** Whether what is asked for fits the memory of a model's device, told before it is tried. */
public final class MemoryCheck {

    private static final long SMALL = 64L << 20;

    /** What the process takes on a CPU over what PyTorch asks for, since the heap keeps holes: measured 1.4 with glibc. */
    private static final double HEAP = 1.5;

    private final DecoderSpec spec;
    private final Execution execution;
    private final Placement placement;
    private final ToLongFunction<Device> free;

    private MemoryCheck(DecoderSpec spec, Placement placement, Execution execution, ToLongFunction<Device> free) {
        this.spec = spec;
        this.placement = placement;
        this.execution = execution;
        this.free = free;
    }

    /**
     * Of a model that is not open.
     *
     * @param free bytes that each device has for its weights and evaluations, or {@link FreeMemory#UNKNOWN}
     */
    public static MemoryCheck of(
            DecoderSpec spec, Placement placement, Execution execution, ToLongFunction<Device> free) {
        return new MemoryCheck(spec, placement, execution, free);
    }

    /**
     * Of a model that is about to be opened, whose weights then are there.
     *
     * @param free bytes that each device has, or {@link FreeMemory#UNKNOWN}
     * @throws DeviceMemoryException if they do not fit
     */
    public static MemoryCheck opening(
            DecoderSpec spec, Placement placement, Execution execution, Map<Device, Long> free) {
        MemoryCheck before = of(spec, placement, execution, free::get);
        placement.shares().forEach(before::checkWeights);
        // PyTorch keeps what it once took of a GPU, so that later on the driver's figure says little.
        Map<Device, Long> left = new HashMap<>();
        for (Placement.Share share : placement.shares()) {
            long there = before.free(share);
            left.put(share.device(), there == FreeMemory.UNKNOWN ? there : there - before.weights(share));
        }
        return of(
                spec,
                placement,
                execution,
                device -> device.isGpu() ? left.getOrDefault(device, FreeMemory.UNKNOWN) : HostMemory.free());
    }

    private void checkWeights(Placement.Share share) {
        if (weights(share) > free(share)) {
            throw new DeviceMemoryException(String.format(
                    Locale.ROOT,
                    "%s %,d weights take %s in %s, but %s has %s free: choose %sa smaller model or %s",
                    placement.shares().size() == 1 ? "The model's" : "Of the model",
                    share.parameters(),
                    size(weights(share)),
                    execution.precision(),
                    Execution.name(share.device()),
                    size(free(share)),
                    execution.precision() == Precision.FLOAT32 ? "bfloat16, " : "",
                    share.device().isGpu() ? "more GPUs, as in cuda:0,cuda:1" : "another device"));
        }
    }

    /** Bytes of a device's weights. */
    public long weights(Placement.Share share) {
        return share.parameters() * execution.precision().bytes();
    }

    /** Bytes that the gradient of a text of so many positions takes on a device beside them. */
    public long needed(Placement.Share share, int positions) {
        return bytes(share, execution.precision(), execution.checkpointing(), 1, positions);
    }

    /** Bytes that a device has, or {@link FreeMemory#UNKNOWN}. */
    public long free(Placement.Share share) {
        return free.applyAsLong(share.device());
    }

    /** Most positions, up to the model's, whose gradient fits beside the weights; 0 if not even one does. */
    public int mostPositions() {
        int fits = 0;
        for (int step = Integer.highestOneBit(spec.positions()); step > 0; step /= 2) {
            int positions = fits + step;
            boolean fit = positions <= spec.positions()
                    && placement.shares().stream()
                            .allMatch(share -> weights(share) + needed(share, positions) <= free(share));
            fits = fit ? positions : fits;
        }
        return fits;
    }

    /**
     * Checks that the gradient of some rows fits.
     *
     * @param rows number of rows
     * @param positions input positions that each takes, the longest counting for all
     * @throws DeviceMemoryException if it does not
     */
    public void check(int rows, int positions) {
        for (Placement.Share share : placement.shares()) {
            long needed = bytes(share, execution.precision(), execution.checkpointing(), rows, positions);
            if (needed > SMALL && needed > free(share)) {
                throw new DeviceMemoryException(String.format(
                        Locale.ROOT,
                        "%s of %,d positions with its vectors needs %s to be evaluated on %s in %s, but %s are free: %s",
                        rows == 1 ? "A text" : "A batch of " + rows + " texts",
                        positions,
                        size(needed),
                        Execution.name(share.device()),
                        execution.precision(),
                        size(free(share)),
                        cure(share, rows, positions)));
            }
        }
    }

    /** Each way out with the memory that it would take. */
    private String cure(Placement.Share share, int rows, int positions) {
        StringJoiner cures = new StringJoiner(", or ");
        cures.add(rows == 1 ? "shorten or split the text" : "evaluate fewer at once");
        if (!execution.checkpointing()) {
            cures.add("open the model with checkpointing ("
                    + size(bytes(share, execution.precision(), true, rows, positions)) + ")");
        }
        if (execution.precision() == Precision.FLOAT32) {
            cures.add("open it in bfloat16 with checkpointing ("
                    + size(bytes(share, Precision.BFLOAT16, true, rows, positions)) + ")");
        }
        return cures.toString();
    }

    private long bytes(Placement.Share share, Precision precision, boolean checkpointing, int rows, int positions) {
        long asked = placement.bytes(share, spec.footprint(precision, checkpointing), rows, positions);
        return share.device().isGpu() ? asked : (long) (HEAP * asked);
    }

    public static String size(long bytes) {
        return bytes < 10_000_000_000L
                ? String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000)
                : String.format(Locale.ROOT, "%,.1f GB", bytes / 1e9);
    }
}
