package dev.cram.djl.internal.checkpoint.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A file whose contents are in memory. */
public final class MemoryFile implements BinaryFile {

    private final String name;
    private final byte[] bytes;

    public MemoryFile(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public ByteBuffer slice(long from, int length) {
        return ByteBuffer.wrap(bytes, Math.toIntExact(from), length).slice().order(ByteOrder.LITTLE_ENDIAN);
    }
}
