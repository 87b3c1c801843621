package dev.cram.internal.segment;

import com.google.common.hash.Hashing;
import dev.cram.memory.Segment;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Where segments stand in a text and in their file, as they are written: {@link #BYTES} bytes a segment. */
public final class SegmentEntries {

    /**
     * Of an entry: where the segment begins in the file (int64), its bytes, characters, tokens, vectors, whether it is exact
     * (int32 each), and its SHA-256.
     */
    public static final int BYTES = Long.BYTES + 5 * Integer.BYTES + SegmentFormat.HASH;

    private static final int OF_BYTES = Long.BYTES;
    private static final int OF_CHARACTERS = OF_BYTES + Integer.BYTES;
    private static final int OF_TOKENS = OF_CHARACTERS + Integer.BYTES;
    private static final int OF_VECTORS = OF_TOKENS + Integer.BYTES;
    private static final int OF_EXACT = OF_VECTORS + Integer.BYTES;
    private static final int OF_HASH = OF_EXACT + Integer.BYTES;

    private ByteBuffer entries = SegmentFormat.buffer(64 * BYTES);
    private long[] ends = new long[64];
    private int count;

    public SegmentEntries() {}

    /** Adds what was written before. */
    public void add(ByteBuffer entry) {
        grow();
        entries.put(count * BYTES, entry, entry.position(), BYTES);
        entry.position(entry.position() + BYTES);
        ends[count] = length() + characters(count);
        count++;
    }

    /** An entry of its own. */
    public static byte[] entry(long offset, byte[] cram, int characters, int tokens, int vectors, boolean exact) {
        return SegmentFormat.buffer(BYTES)
                .putLong(offset)
                .putInt(cram.length)
                .putInt(characters)
                .putInt(tokens)
                .putInt(vectors)
                .putInt(exact ? 1 : 0)
                .put(Hashing.sha256().hashBytes(cram).asBytes())
                .array();
    }

    private void grow() {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            ByteBuffer larger = SegmentFormat.buffer(2 * count * BYTES);
            entries = larger.put(0, entries, 0, count * BYTES);
        }
    }

    /** All of them, one after the other. */
    public ByteBuffer bytes() {
        return entries.slice(0, count * BYTES);
    }

    public int count() {
        return count;
    }

    /** Characters of all segments. */
    public long length() {
        return count == 0 ? 0 : ends[count - 1];
    }

    private int characters(int index) {
        return entries.getInt(index * BYTES + OF_CHARACTERS);
    }

    public long offset(int index) {
        return entries.getLong(index * BYTES);
    }

    public int bytes(int index) {
        return entries.getInt(index * BYTES + OF_BYTES);
    }

    public boolean isOf(int index, byte[] cram) {
        byte[] stored = new byte[SegmentFormat.HASH];
        entries.get(index * BYTES + OF_HASH, stored);
        return Arrays.equals(stored, Hashing.sha256().hashBytes(cram).asBytes());
    }

    public Segment segment(int index) {
        int at = index * BYTES;
        return new Segment(
                index == 0 ? 0 : ends[index - 1],
                entries.getInt(at + OF_CHARACTERS),
                entries.getInt(at + OF_TOKENS),
                entries.getInt(at + OF_VECTORS),
                entries.getInt(at + OF_EXACT) != 0);
    }
}
