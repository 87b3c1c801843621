package dev.cram.djl.internal.checkpoint.torch;

import java.nio.ByteBuffer;

/**
 * What a zip file's table says of an entry. A field of all ones means that a ZIP64 extra field holds the value instead.
 *
 * @param compressed bytes of its contents as they lie there
 * @param size bytes of its contents
 * @param header first byte of its header
 */
record ZipFields(long compressed, long size, long header) {

    private static final int EXTRA64 = 1;

    /** Reads the fields of the entry at a place of the table. */
    static ZipFields of(ByteBuffer table, int at, ByteBuffer extra) {
        long compressed = Integer.toUnsignedLong(table.getInt(at + 20));
        long size = Integer.toUnsignedLong(table.getInt(at + 24));
        long header = Integer.toUnsignedLong(table.getInt(at + 42));
        for (int field = 0; field + 4 <= extra.limit(); field += 4 + (extra.getShort(field + 2) & 0xffff)) {
            if (extra.getShort(field) == EXTRA64) {
                int next = field + 4;
                size = isElsewhere(size) ? extra.getLong(next) : size;
                next += bytes(table.getInt(at + 24));
                compressed = isElsewhere(compressed) ? extra.getLong(next) : compressed;
                next += bytes(table.getInt(at + 20));
                header = isElsewhere(header) ? extra.getLong(next) : header;
            }
        }
        return new ZipFields(compressed, size, header);
    }

    private static boolean isElsewhere(long field) {
        return field == 0xffff_ffffL;
    }

    private static int bytes(int field) {
        return field == -1 ? Long.BYTES : 0;
    }
}
