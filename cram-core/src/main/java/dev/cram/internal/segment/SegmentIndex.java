package dev.cram.internal.segment;

import dev.cram.memory.CramFileException;
import dev.cram.memory.SegmentsReport;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;

/**
 * What stands at the end of a file of segments.
 *
 * @param entries where each segment stands
 * @param report what was measured of all
 */
public record SegmentIndex(SegmentEntries entries, SegmentsReport report) {

    private static final int REPORT = 10 * Long.BYTES;

    /** Where the index begins, number of segments, checksum. */
    private static final int FOOT = 2 * Long.BYTES + SegmentFormat.HASH;

    /** The bytes of it where it begins somewhere in the file. */
    public byte[] encode(long begin) {
        ByteBuffer entered = entries.bytes();
        return SegmentFormat.sealed(SegmentFormat.buffer(entered.remaining() + REPORT + FOOT)
                .put(entered)
                .putLong(report.segments())
                .putLong(report.exact())
                .putLong(report.secondTries())
                .putLong(report.characters())
                .putLong(report.bytes())
                .putLong(report.tokens())
                .putLong(report.vectors())
                .putDouble(report.bitsBefore())
                .putDouble(report.bitsAfter())
                .putDouble(report.evaluations())
                .putLong(begin)
                .putLong(entries.count()));
    }

    /**
     * Reads it.
     *
     * @throws CramFileException if the file is none of segments, or its index is damaged
     */
    public static SegmentIndex read(RandomAccessFile disk, String name) throws IOException {
        SegmentFormat.key(disk, name);
        long size = disk.length();
        if (size < SegmentFormat.HEAD + REPORT + FOOT) {
            throw damaged(name);
        }
        ByteBuffer foot = SegmentFormat.buffer(SegmentFormat.read(disk, size - FOOT, FOOT, name));
        long begin = foot.getLong();
        long count = foot.getLong();
        long entered = size - FOOT - REPORT - begin;
        if (begin < SegmentFormat.HEAD
                || entered < 0
                || entered != count * SegmentEntries.BYTES
                || entered > Integer.MAX_VALUE / 2) {
            throw damaged(name);
        }
        byte[] bytes = SegmentFormat.read(disk, begin, (int) (size - begin), name);
        if (!SegmentFormat.isSealed(bytes)) {
            throw damaged(name);
        }
        ByteBuffer tail = SegmentFormat.buffer(bytes);
        SegmentEntries entries = new SegmentEntries();
        for (int i = 0; i < count; i++) {
            entries.add(tail);
        }
        return new SegmentIndex(
                entries,
                new SegmentsReport(
                        (int) tail.getLong(),
                        (int) tail.getLong(),
                        (int) tail.getLong(),
                        tail.getLong(),
                        tail.getLong(),
                        tail.getLong(),
                        tail.getLong(),
                        tail.getDouble(),
                        tail.getDouble(),
                        tail.getDouble()));
    }

    private static CramFileException damaged(String name) {
        return new CramFileException(name + " is damaged, or was not written to its end: copy or make it again");
    }
}
