package dev.cram.djl.internal.hub;

import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/** Locks that hold between the threads of this process, by an object a file, and between processes, by the file itself. */
final class FileLocks {

    private static final ConcurrentMap<Path, Object> LOCKS = new ConcurrentHashMap<>();

    private FileLocks() {}

    /** What needs a lock. */
    interface Action {
        void run() throws IOException;
    }

    /**
     * Runs something while no other thread or process that asks here has the lock.
     *
     * @param failed makes the error of a file that cannot be locked
     */
    static void locked(Path file, Function<IOException, ModelException> failed, Action action) throws IOException {
        synchronized (LOCKS.computeIfAbsent(file, path -> new Object())) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock(channel, failed);
                action.run();
            }
        }
    }

    /** Waits for another process, if need be. The lock goes when the channel is closed. */
    private static void lock(FileChannel channel, Function<IOException, ModelException> failed) {
        try {
            channel.lock();
        } catch (IOException e) {
            throw failed.apply(e);
        }
    }
}
