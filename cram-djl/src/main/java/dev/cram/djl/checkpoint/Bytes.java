package dev.cram.djl.checkpoint;

import dev.cram.api.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Random access to the bytes of a file or resource. Files are read where they are asked for, not mapped: a mapping would
 * stay resident until some later garbage collection, and break the process if the file were cut meanwhile. Thread-safe.
 */
interface Bytes extends AutoCloseable {

    /** The number of bytes. */
    long size();

    /** Fills a buffer with the bytes from an offset on; all must lie inside. */
    void read(long from, ByteBuffer target);

    /** The bytes from an offset on, copied to the heap, little-endian. */
    default ByteBuffer read(long from, int length) {
        ByteBuffer target = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        read(from, target);
        return target.flip();
    }

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
            public void read(long from, ByteBuffer target) {
                target.put(bytes, Math.toIntExact(from), target.remaining());
            }
        };
    }

    /** Bytes of a file; closing closes the channel. */
    static Bytes of(FileChannel channel, String name) throws IOException {
        return new FileBytes(channel, name, channel.size());
    }

    /** Bytes of an open file. */
    record FileBytes(FileChannel channel, String name, long size) implements Bytes {

        @Override
        public void read(long from, ByteBuffer target) {
            try {
                long position = from - target.position();
                while (target.hasRemaining()) {
                    if (channel.read(target, position + target.position()) < 0) {
                        throw new ModelException(name + " became shorter while it was read: fetch it again");
                    }
                }
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
    }
}
