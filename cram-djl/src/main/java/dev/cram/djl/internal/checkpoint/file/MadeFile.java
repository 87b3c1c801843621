package dev.cram.djl.internal.checkpoint.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A file that no disk has: runs of equal length, each made of others' contents when it is read. */
public final class MadeFile implements BinaryFile {

    private final String name;
    private final int length;
    private final long count;
    private final Run run;

    /** Makes a run. */
    @FunctionalInterface
    public interface Run {

        /** Puts the bytes of a run, by its index, into a target that has room for them alone. */
        void put(long index, ByteBuffer target);
    }

    /**
     * A file.
     *
     * @param length bytes of a run
     * @param count number of runs
     */
    public MadeFile(String name, int length, long count, Run run) {
        this.name = name;
        this.length = length;
        this.count = count;
        this.run = run;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return count * length;
    }

    /** {@inheritDoc} Here the bytes are made. */
    @Override
    public ByteBuffer slice(long from, int size) {
        ByteBuffer made = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer one = ByteBuffer.allocate(length);
        int skip = (int) (from % length);
        for (long index = from / length; made.hasRemaining(); index++) {
            run.put(index, one.clear());
            one.position(skip).limit(Math.min(length, skip + made.remaining()));
            made.put(one);
            skip = 0;
        }
        return made.flip();
    }
}
