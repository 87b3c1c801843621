package dev.cram.djl.internal.checkpoint.file;

import dev.cram.model.ModelException;
import java.nio.ByteBuffer;

/** A file or resource, read where it lies, little-endian. Thread-safe. */
public interface BinaryFile extends AutoCloseable {

    /** The longest slice that every file allows. */
    int LONGEST_SLICE = 1 << 30;

    /** What to call it in errors. */
    String name();

    /** The number of bytes. */
    long size();

    /** The bytes from an offset on; both must lie inside. Nothing is copied. */
    ByteBuffer slice(long from, int length);

    /** The error for contents that no whole file of its form has. */
    default ModelException damaged(String how) {
        return new ModelException(name() + " is truncated or damaged, " + how + ": fetch the file again");
    }

    @Override
    default void close() {}
}
