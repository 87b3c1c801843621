package dev.cram.internal.segment;

import com.google.common.hash.Hashing;
import dev.cram.memory.CramFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** What a file of segments begins with, and how its parts are read. */
public final class SegmentFormat {

    static final int VERSION = 1;
    static final int HASH = 32;

    /** Magic, version and key. */
    static final int HEAD = Long.BYTES + Integer.BYTES + HASH;

    private static final long MAGIC = 0x1A0A534D41524389L;

    private SegmentFormat() {}

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] head(byte[] key) {
        return buffer(HEAD).putLong(MAGIC).putInt(VERSION).put(key).array();
    }

    /** The key, of a file that begins as it should. */
    static byte[] key(FileChannel channel, String name) throws IOException {
        if (channel.size() < HEAD || buffer(read(channel, 0, Long.BYTES, name)).getLong() != MAGIC) {
            throw new CramFileException(name + " is not a file of segments: it does not begin with the magic bytes");
        }
        ByteBuffer head = buffer(read(channel, Long.BYTES, HEAD - Long.BYTES, name));
        int version = head.getInt();
        if (version != VERSION) {
            throw new CramFileException(name + " is of version " + version + ", this release reads version " + VERSION
                    + ": use the release of cram that wrote it, or a later one");
        }
        byte[] key = new byte[HASH];
        head.get(key);
        return key;
    }

    /** Bytes of a file, all of them. */
    public static byte[] read(FileChannel channel, long from, int length, String name) throws IOException {
        byte[] bytes = new byte[length];
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            if (channel.read(left, from + left.position()) < 0) {
                throw new CramFileException(name + " ends too early: copy or make the file again");
            }
        }
        return bytes;
    }

    /** Bytes with their SHA-256 behind them. */
    static byte[] sealed(ByteBuffer filled) {
        byte[] bytes = Arrays.copyOf(filled.array(), filled.position() + HASH);
        byte[] hash = Hashing.sha256().hashBytes(bytes, 0, filled.position()).asBytes();
        System.arraycopy(hash, 0, bytes, filled.position(), HASH);
        return bytes;
    }

    /** Whether the last of some bytes are the SHA-256 of those before. */
    static boolean isSealed(byte[] bytes) {
        int length = bytes.length - HASH;
        byte[] hash = Hashing.sha256().hashBytes(bytes, 0, length).asBytes();
        return Arrays.equals(bytes, length, bytes.length, hash, 0, HASH);
    }
}
