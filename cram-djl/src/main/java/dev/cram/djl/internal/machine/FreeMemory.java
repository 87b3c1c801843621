package dev.cram.djl.internal.machine;

import ai.djl.Device;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Memory that devices have free, in bytes. */
public final class FreeMemory {

    /** What nobody knows. */
    public static final long UNKNOWN = Long.MAX_VALUE;

    private FreeMemory() {}

    /** Of each device; {@link #UNKNOWN} where the driver's tool, which is asked once, does not tell. */
    public static Map<Device, Long> of(List<Device> devices) {
        List<Gpu> gpus = devices.stream().anyMatch(Device::isGpu) ? NvidiaSmi.gpus() : List.of();
        Map<Device, Long> free = new LinkedHashMap<>();
        for (Device device : devices) {
            free.put(device, device.isGpu() ? of(device, gpus) : HostMemory.free());
        }
        return free;
    }

    private static long of(Device gpu, List<Gpu> gpus) {
        return VisibleGpus.find(gpu.getDeviceId(), gpus, System.getenv("CUDA_VISIBLE_DEVICES"))
                .map(Gpu::freeBytes)
                .orElse(UNKNOWN);
    }

    /** Whether it is known of all. */
    public static boolean isKnown(Map<Device, Long> free) {
        return !free.containsValue(UNKNOWN);
    }

    /** How much of a model each may take in proportion: what it has free, or the same for all where one's is not known. */
    public static ToLongFunction<Device> room(Map<Device, Long> free) {
        return isKnown(free) ? free::get : device -> 1;
    }
}
