package dev.cram.djl.internal.checkpoint.file;

import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/** Random access to the bytes of a file or resource, little-endian. Thread-safe. */
public interface Bytes extends AutoCloseable {

    /** The longest slice that every file allows. */
    int LONGEST_SLICE = 1 << 30;

    /** The number of bytes. */
    long size();

    /** The bytes from an offset on; both must lie inside. Nothing is copied. */
    ByteBuffer slice(long from, int length);

    @Override
    default void close() {}

    /** Bytes that are in memory. */
    static Bytes of(byte[] bytes) {
        return new Bytes() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public ByteBuffer slice(long from, int length) {
                return ByteBuffer.wrap(bytes, Math.toIntExact(from), length)
                        .slice()
                        .order(ByteOrder.LITTLE_ENDIAN);
            }
        };
    }

    /**
     * Bytes of a file, mapped as windows that begin every {@link #LONGEST_SLICE} bytes and reach over the next one's
     * beginning, so that each slice lies in one of them. Closing unmaps them, so that their pages do not stay resident
     * until some later garbage collection; slices must not be used afterwards.
     */
    static Bytes of(FileChannel channel, String name) throws IOException {
        long size = channel.size();
        ByteBuffer[] windows = new ByteBuffer[Math.toIntExact(size / LONGEST_SLICE) + 1];
        for (int i = 0; i < windows.length; i++) {
            long begin = (long) i * LONGEST_SLICE;
            windows[i] = channel.map(MapMode.READ_ONLY, begin, Math.min(size - begin, Integer.MAX_VALUE));
        }
        return new Bytes() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public ByteBuffer slice(long from, int length) {
                if (!channel.isOpen()) {
                    throw new ModelException("Cannot read " + name + ": its checkpoint is closed, open it again");
                }
                return windows[Math.toIntExact(from / LONGEST_SLICE)]
                        .slice((int) (from % LONGEST_SLICE), length)
                        .order(ByteOrder.LITTLE_ENDIAN);
            }

            @Override
            public void close() {
                if (!channel.isOpen()) {
                    return;
                }
                try {
                    channel.close();
                    for (ByteBuffer window : windows) {
                        Unmapping.unmap(window);
                    }
                } catch (IOException e) {
                    throw new ModelException("Cannot close " + name + ": " + e.getMessage(), e);
                }
            }
        };
    }
}
