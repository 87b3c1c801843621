package dev.cram.djl.internal.checkpoint.torch;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.file.ModelLimits;
import java.nio.ByteBuffer;

/**
 * Where a zip file's table of contents is, by the record at its end, or the one of ZIP64 that a locator before it points to.
 *
 * @param begin first byte of the table
 * @param size bytes of the table
 * @param count number of its entries
 * @param end first byte of the record at the end, before which all contents lie
 */
record ZipTable(long begin, int size, int count, long end) {

    /** Bytes of an entry without its name. */
    static final int ENTRY_SIZE = 46;

    private static final int END = 0x06054b50;
    private static final int END64 = 0x06064b50;
    private static final int LOCATOR64 = 0x07064b50;
    private static final int END_SIZE = 22;
    private static final int END64_SIZE = 56;
    private static final int LOCATOR64_SIZE = 20;
    private static final int LONGEST_COMMENT = 0xffff;

    static ZipTable find(BinaryFile file) {
        long end = findEnd(file);
        ByteBuffer record = file.slice(end, END_SIZE);
        long count = record.getShort(10) & 0xffff;
        long size = Integer.toUnsignedLong(record.getInt(12));
        long begin = Integer.toUnsignedLong(record.getInt(16));
        if (end >= LOCATOR64_SIZE) {
            ByteBuffer locator = file.slice(end - LOCATOR64_SIZE, LOCATOR64_SIZE);
            if (locator.getInt(0) == LOCATOR64) {
                ByteBuffer record64 = slice(file, locator.getLong(8), END64_SIZE, end);
                expect(file, record64.getInt(0), END64);
                count = record64.getLong(32);
                size = record64.getLong(40);
                begin = record64.getLong(48);
            }
        }
        if (size < 0 || size > BinaryFile.LONGEST_SLICE || count < 0 || count > size / ENTRY_SIZE) {
            throw file.damaged("its table of contents has an impossible size");
        }
        if (count > 2L * ModelLimits.TENSORS) {
            throw file.damaged("it has more than " + 2 * ModelLimits.TENSORS + " entries");
        }
        return new ZipTable(begin, (int) size, (int) count, end);
    }

    private static long findEnd(BinaryFile file) {
        int length = (int) Math.min(file.size(), END_SIZE + LONGEST_COMMENT);
        ByteBuffer tail = file.slice(file.size() - length, length);
        for (int at = length - END_SIZE; at >= 0; at--) {
            if (tail.getInt(at) == END && (tail.getShort(at + 20) & 0xffff) == length - END_SIZE - at) {
                return file.size() - length + at;
            }
        }
        throw file.damaged("its end, where the table of contents is, is missing");
    }

    /** The bytes of the file from a place on that the table gives. */
    ByteBuffer slice(BinaryFile file, long from, int length) {
        return slice(file, from, length, end);
    }

    private static ByteBuffer slice(BinaryFile file, long from, int length, long end) {
        if (from < 0 || from > end || length > end - from) {
            throw file.damaged(
                    "its table of contents points to byte " + Long.toUnsignedString(from) + " of " + file.size());
        }
        return file.slice(from, length);
    }

    static void expect(BinaryFile file, int found, int signature) {
        if (found != signature) {
            throw file.damaged(String.format("a signature is %08x and not %08x", found, signature));
        }
    }
}
