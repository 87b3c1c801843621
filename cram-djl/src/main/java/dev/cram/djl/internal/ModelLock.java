package dev.cram.djl.internal;

import ai.djl.Device;
import dev.cram.djl.internal.machine.OutOfMemory;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Serialises the calls of a model that compute, those of its objectives and readers too, and refuses all once it is closed. What the
 * device lacks the memory for is told as cram tells it. Thread-safe.
 */
final class ModelLock {

    private final String name;
    private final Device device;
    private final ReadWriteLock using = new ReentrantReadWriteLock();
    private boolean closed;

    ModelLock(String name, Device device) {
        this.name = name;
        this.device = device;
    }

    /** Runs something when nothing else runs but what is {@link #beside}. */
    synchronized <T> T call(Supplier<T> action) {
        checkOpen();
        return OutOfMemory.translated(device, action);
    }

    /** Runs something that does not touch the device, whatever else runs. */
    <T> T beside(Supplier<T> action) {
        using.readLock().lock();
        try {
            checkOpen();
            return action.get();
        } finally {
            using.readLock().unlock();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("The model " + name + " is closed: open it again");
        }
    }

    /** Frees something of an open model when nothing else runs; a closed one has freed all. */
    synchronized void free(Runnable action) {
        if (!closed) {
            action.run();
        }
    }

    /** Frees the model when nothing else runs, and ends all calls. A second call does nothing. */
    void close(Runnable action) {
        using.writeLock().lock();
        try {
            free(() -> {
                closed = true;
                action.run();
            });
        } finally {
            using.writeLock().unlock();
        }
    }
}
