package dev.cram.djl.internal.machine;

import ai.djl.Device;
import java.util.List;
import java.util.function.ToLongFunction;

/** Memory that devices have free, in bytes. */
public final class FreeMemory {

    /** What nobody knows. */
    public static final long UNKNOWN = Long.MAX_VALUE;

    private FreeMemory() {}

    /** Of a device; {@link #UNKNOWN} where the driver's tool does not tell. */
    public static long of(Device device) {
        if (!device.isGpu()) {
            return HostMemory.free();
        }
        return VisibleGpus.find(device.getDeviceId(), NvidiaSmi.gpus(), System.getenv("CUDA_VISIBLE_DEVICES"))
                .map(Gpu::freeBytes)
                .orElse(UNKNOWN);
    }

    /** How much of a model each may take in proportion: what it has free, or the same for all where one's is not known. */
    public static ToLongFunction<Device> room(List<Device> devices) {
        boolean known = devices.size() > 1 && devices.stream().allMatch(device -> of(device) != UNKNOWN);
        return known ? FreeMemory::of : device -> 1;
    }
}
