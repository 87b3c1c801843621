package dev.cram.internal.segment;

import com.google.common.hash.Hashing;
import dev.cram.memory.CramFileException;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** What a file of segments begins with, and how its parts are read. */
public final class SegmentFormat {

    public static final int VERSION = 1;
    public static final int HASH = 32;

    /** Magic, version and key. */
    public static final int HEAD = Long.BYTES + Integer.BYTES + HASH;

    private static final long MAGIC = 0x1A0A534D41524389L;

    private SegmentFormat() {}

    public static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    public static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    public static byte[] head(byte[] key) {
        return buffer(HEAD).putLong(MAGIC).putInt(VERSION).put(key).array();
    }

    /** Whether a file begins as it should. */
    public static boolean isOne(RandomAccessFile disk) throws IOException {
        return disk.length() >= HEAD && buffer(read(disk, 0, Long.BYTES, "")).getLong() == MAGIC;
    }

    /** The key, of a file that begins as it should. */
    public static byte[] key(RandomAccessFile disk, String name) throws IOException {
        if (!isOne(disk)) {
            throw new CramFileException(name + " is not a file of segments: it does not begin with the magic bytes");
        }
        ByteBuffer head = buffer(read(disk, Long.BYTES, HEAD - Long.BYTES, name));
        int version = head.getInt();
        if (version != VERSION) {
            throw new CramFileException(name + " is of version " + version + ", this release reads version " + VERSION
                    + ": use the release of cram that wrote it, or a later one");
        }
        byte[] key = new byte[HASH];
        head.get(key);
        return key;
    }

    /** Bytes of a file, all of them. Threads wait for one another; an interrupt does not close the file, as it does a disk. */
    public static byte[] read(RandomAccessFile disk, long from, int length, String name) throws IOException {
        byte[] bytes = new byte[length];
        try {
            synchronized (disk) {
                disk.seek(from);
                disk.readFully(bytes);
            }
        } catch (EOFException e) {
            throw new CramFileException(name + " ends too early: copy or make the file again", e);
        }
        return bytes;
    }

    /** What a buffer was filled with, and its SHA-256 behind that. */
    public static byte[] sealed(ByteBuffer filled) {
        int length = filled.flip().remaining();
        byte[] bytes = new byte[length + HASH];
        filled.get(bytes, 0, length);
        byte[] hash = Hashing.sha256().hashBytes(bytes, 0, length).asBytes();
        System.arraycopy(hash, 0, bytes, length, HASH);
        return bytes;
    }

    /** Whether the last of some bytes are the SHA-256 of those before. */
    public static boolean isSealed(byte[] bytes) {
        int length = bytes.length - HASH;
        byte[] hash = Hashing.sha256().hashBytes(bytes, 0, length).asBytes();
        return Arrays.equals(bytes, length, bytes.length, hash, 0, HASH);
    }
}
