package dev.cram.djl.internal;

import ai.djl.Device;
import dev.cram.djl.internal.machine.OutOfMemory;
import java.util.function.Supplier;

/**
 * Serialises all calls of a model, those of its objectives and readers too, and refuses them once it is closed. What the
 * device lacks the memory for is told as cram tells it. Thread-safe.
 */
final class ModelLock {

    private final String name;
    private final Device device;
    private boolean closed;

    ModelLock(String name, Device device) {
        this.name = name;
        this.device = device;
    }

    /** Runs something when nothing else runs. */
    synchronized <T> T call(Supplier<T> action) {
        if (closed) {
            throw new IllegalStateException("The model " + name + " is closed: open it again");
        }
        return OutOfMemory.translated(device, action);
    }

    /** Frees something of an open model when nothing else runs; a closed one has freed all. */
    synchronized void free(Runnable action) {
        if (!closed) {
            action.run();
        }
    }

    /** Frees the model when nothing else runs, and ends all calls. A second call does nothing. */
    synchronized void close(Runnable action) {
        free(() -> {
            closed = true;
            action.run();
        });
    }
}
