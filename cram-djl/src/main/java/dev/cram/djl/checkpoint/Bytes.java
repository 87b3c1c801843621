package dev.cram.djl.checkpoint;

import dev.cram.api.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/** Random access to the bytes of a file or resource, little-endian. Thread-safe. */
interface Bytes extends AutoCloseable {

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

    /** Bytes of a file, mapped piece by piece; closing closes the channel. */
    static Bytes of(FileChannel channel, String name) throws IOException {
        long size = channel.size();
        return new Bytes() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public ByteBuffer slice(long from, int length) {
                try {
                    return channel.map(MapMode.READ_ONLY, from, length).order(ByteOrder.LITTLE_ENDIAN);
                } catch (IOException e) {
                    throw new ModelException("Cannot read " + name + ": " + e.getMessage(), e);
                }
            }

            @Override
            public void close() {
                try {
                    channel.close();
                } catch (IOException e) {
                    throw new ModelException("Cannot close " + name + ": " + e.getMessage(), e);
                }
            }
        };
    }
}
