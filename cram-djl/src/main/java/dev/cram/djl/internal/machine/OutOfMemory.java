package dev.cram.djl.internal.machine;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import dev.cram.model.DeviceMemoryException;
import java.util.Locale;
import java.util.function.Supplier;

/** Turns PyTorch's errors about memory into cram's. */
public final class OutOfMemory {

    private OutOfMemory() {}

    /** Runs an action; what it held is free again when this throws. */
    public static <T> T translated(Device device, Supplier<T> action) {
        try {
            return action.get();
        } catch (EngineException e) {
            if (!isOutOfMemory(e)) {
                throw e;
            }
            if (device.isGpu()) {
                JniUtils.emptyCudaCache();
            }
            throw new DeviceMemoryException(
                    "The memory of " + device + " ran out: evaluate fewer or shorter texts at "
                            + "once, or open the model with checkpointing or in bfloat16",
                    e);
        }
    }

    static boolean isOutOfMemory(EngineException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("out of memory") || message.contains("can't allocate memory");
    }
}
