package dev.cram.djl.internal.checkpoint.file;

import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A file on disk, mapped as windows that begin every {@link #LONGEST_SLICE} bytes and reach over the next one's beginning,
 * so that each slice lies in one of them. Closing unmaps them, so that their pages do not stay resident until some later
 * garbage collection; slices must not be used afterwards.
 */
public final class MappedFile implements BinaryFile {

    private static final byte[] POINTER = "version https://git-lfs".getBytes(StandardCharsets.US_ASCII);

    private final String name;
    private final FileChannel channel;
    private final long size;
    private final ByteBuffer[] windows;

    private MappedFile(String name, FileChannel channel) throws IOException {
        this.name = name;
        this.channel = channel;
        this.size = channel.size();
        this.windows = new ByteBuffer[Math.toIntExact(size / LONGEST_SLICE) + 1];
        for (int i = 0; i < windows.length; i++) {
            long begin = (long) i * LONGEST_SLICE;
            windows[i] = channel.map(MapMode.READ_ONLY, begin, Math.min(size - begin, Integer.MAX_VALUE));
        }
    }

    /**
     * Opens a file.
     *
     * @throws ModelException if it cannot be read, or only points to what git-lfs has not fetched
     */
    public static MappedFile open(Path path) {
        MappedFile file;
        try {
            file = new MappedFile(path.toString(), FileChannel.open(path));
        } catch (IOException e) {
            throw new ModelException("Cannot open " + path + ": " + e.getMessage(), e);
        }
        if (file.isPointer()) {
            file.close();
            throw new ModelException(path + " is only a git-lfs pointer: run 'git lfs pull' in that folder");
        }
        return file;
    }

    private boolean isPointer() {
        return size >= POINTER.length && slice(0, POINTER.length).mismatch(ByteBuffer.wrap(POINTER)) < 0;
    }

    @Override
    public String name() {
        return name;
    }

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
}
