package dev.cram.djl.internal.checkpoint.file;

import java.io.OutputStream;

/** Counts the bytes that are written to it. */
public final class CountingStream extends OutputStream {

    private long count;

    /** How many there were. */
    public long count() {
        return count;
    }

    @Override
    public void write(int value) {
        count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        count += length;
    }
}
