package dev.cram.djl.internal.checkpoint.tensor;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * A run of elements in a file, in the order in which they are stored.
 *
 * @param type number format
 * @param size number of elements, whole blocks
 * @param file where they are
 * @param offset their first byte; all of them lie inside the file
 */
public record TensorData(TensorType type, long size, BinaryFile file, long offset) {

    private static final int PIECE = 1 << 22;

    /** Reads elements, widened to float32, until the target is full. Allocates no more than a block. */
    void read(long from, FloatBuffer target) {
        long at = from;
        while (target.hasRemaining()) {
            int count = Math.min(PIECE, target.remaining());
            int skip = (int) (at % type.blockSize());
            int blocks = (skip + count + type.blockSize() - 1) / type.blockSize();
            ByteBuffer bytes = bytes((at - skip) / type.blockSize() * type.blockBytes(), blocks * type.blockBytes());
            type.widen(bytes, skip, target.slice(target.position(), count));
            target.position(target.position() + count);
            at += count;
        }
    }

    /** Some of the elements, whole blocks. */
    TensorData part(long from, long count) {
        return new TensorData(type, count, file, offset + from / type.blockSize() * type.blockBytes());
    }

    /** The number of bytes. */
    public long byteSize() {
        return size / type.blockSize() * type.blockBytes();
    }

    /** The contents as they lie in the file, from a byte's index on. */
    ByteBuffer bytes(long from, int length) {
        return file.slice(offset + from, length);
    }
}
