package dev.cram.djl.internal.checkpoint.torch;

import dev.cram.djl.internal.checkpoint.file.Bytes;
import dev.cram.djl.internal.checkpoint.file.Limits;
import dev.cram.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of contents of a zip file, ZIP64 included, of which only uncompressed entries are wanted: where each one's
 * contents lie.
 */
final class ZipDirectory {

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END64 = 0x06064b50;
    private static final int LOCATOR64 = 0x07064b50;

    private static final int LOCAL_SIZE = 30;
    private static final int CENTRAL_SIZE = 46;
    private static final int END_SIZE = 22;
    private static final int END64_SIZE = 56;
    private static final int LOCATOR64_SIZE = 20;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int EXTRA64 = 1;
    private static final long UNSIGNED = 0xffffffffL;

    private final String source;
    private final Bytes file;
    private final Map<String, Entry> entries = new HashMap<>();
    private final List<Entry> placed = new ArrayList<>();

    private ZipDirectory(String source, Bytes file) {
        this.source = source;
        this.file = file;
    }

    /**
     * An uncompressed entry.
     *
     * @param header first byte of its header
     * @param offset first byte of its contents
     * @param size bytes of its contents
     */
    record Entry(long header, long offset, long size) {}

    /** Reads the table: entries by name. */
    static Map<String, Entry> read(String source, Bytes file) {
        ZipDirectory directory = new ZipDirectory(source, file);
        try {
            directory.read();
        } catch (IndexOutOfBoundsException e) {
            throw (ModelException)
                    directory.damaged("its table of contents is cut short").initCause(e);
        }
        return directory.entries;
    }

    private void read() {
        long end = findEnd();
        ByteBuffer record = file.slice(end, END_SIZE);
        long count = record.getShort(10) & 0xffff;
        long size = record.getInt(12) & UNSIGNED;
        long begin = record.getInt(16) & UNSIGNED;
        if (end >= LOCATOR64_SIZE) {
            ByteBuffer locator = file.slice(end - LOCATOR64_SIZE, LOCATOR64_SIZE);
            if (locator.getInt(0) == LOCATOR64) {
                ByteBuffer record64 = slice(locator.getLong(8), END64_SIZE, end);
                expect(record64.getInt(0), END64);
                count = record64.getLong(32);
                size = record64.getLong(40);
                begin = record64.getLong(48);
            }
        }
        if (size < 0 || size > Bytes.LONGEST_SLICE || count < 0 || count > size / CENTRAL_SIZE) {
            throw damaged("its table of contents has an impossible size");
        }
        if (count > 2L * Limits.TENSORS) {
            throw damaged("it has more than " + 2 * Limits.TENSORS + " entries");
        }
        ByteBuffer table = slice(begin, (int) size, end);
        for (int i = 0, at = 0; i < count; i++) {
            at = readEntry(table, at, begin);
        }
        checkLayout();
    }

    private long findEnd() {
        int length = (int) Math.min(file.size(), END_SIZE + LONGEST_COMMENT);
        ByteBuffer tail = file.slice(file.size() - length, length);
        for (int at = length - END_SIZE; at >= 0; at--) {
            if (tail.getInt(at) == END && (tail.getShort(at + 20) & 0xffff) == length - END_SIZE - at) {
                return file.size() - length + at;
            }
        }
        throw damaged("its end, where the table of contents is, is missing");
    }

    /** Reads the entry at a place of the table; returns the place of the next one. */
    private int readEntry(ByteBuffer table, int at, long end) {
        expect(table.getInt(at), CENTRAL);
        int nameLength = table.getShort(at + 28) & 0xffff;
        int extraLength = table.getShort(at + 30) & 0xffff;
        int commentLength = table.getShort(at + 32) & 0xffff;
        if (nameLength > Limits.NAME) {
            throw damaged("an entry has a name of " + nameLength + " bytes");
        }
        byte[] bytes = new byte[nameLength];
        table.get(at + CENTRAL_SIZE, bytes);
        String name = new String(bytes, StandardCharsets.UTF_8);
        int flags = table.getShort(at + 8);
        int method = table.getShort(at + 10) & 0xffff;
        if (method != 0 || (flags & 1) != 0) {
            throw new ModelException(source + ": its entry " + name + " is "
                    + (method != 0 ? "compressed (method " + method + ")" : "encrypted")
                    + ", which PyTorch does not do: save the model again in Python with torch.save");
        }
        ByteBuffer extra =
                table.slice(at + CENTRAL_SIZE + nameLength, extraLength).order(table.order());
        add(name, Sizes.of(table, at, extra), end);
        return at + CENTRAL_SIZE + nameLength + extraLength + commentLength;
    }

    private void add(String name, Sizes sizes, long end) {
        if (sizes.compressed != sizes.size) {
            throw damaged("its entry " + name + " has two sizes, " + sizes.compressed + " and " + sizes.size);
        }
        ByteBuffer local = slice(sizes.header, LOCAL_SIZE, end);
        expect(local.getInt(0), LOCAL);
        long offset = sizes.header + LOCAL_SIZE + (local.getShort(26) & 0xffff) + (local.getShort(28) & 0xffff);
        if (sizes.size < 0 || offset > end || sizes.size > end - offset) {
            throw damaged("its entry " + name + " claims " + Long.toUnsignedString(sizes.size) + " bytes from byte "
                    + offset + " on, but there are " + end);
        }
        Entry entry = new Entry(sizes.header, offset, sizes.size);
        if (entries.put(name, entry) != null) {
            throw damaged("it has two entries " + name);
        }
        placed.add(entry);
    }

    private void checkLayout() {
        placed.sort(Comparator.comparingLong(Entry::header));
        long free = 0;
        for (Entry entry : placed) {
            if (entry.header < free) {
                throw damaged("two of its entries overlap at byte " + entry.header);
            }
            free = entry.offset + entry.size;
        }
    }

    private ByteBuffer slice(long from, int length, long end) {
        if (from < 0 || from > end || length > end - from) {
            throw damaged("its table of contents points to byte " + Long.toUnsignedString(from) + " of " + file.size());
        }
        return file.slice(from, length);
    }

    private void expect(int found, int signature) {
        if (found != signature) {
            throw damaged(String.format("a signature is %08x and not %08x", found, signature));
        }
    }

    private ModelException damaged(String how) {
        return new ModelException(source + " is truncated or damaged, " + how + ": fetch the file again");
    }

    /** What the table says of an entry: an all-ones field means that a ZIP64 extra field holds the value instead. */
    private record Sizes(long compressed, long size, long header) {

        static Sizes of(ByteBuffer table, int at, ByteBuffer extra) {
            long compressed = table.getInt(at + 20) & UNSIGNED;
            long size = table.getInt(at + 24) & UNSIGNED;
            long header = table.getInt(at + 42) & UNSIGNED;
            for (int field = 0; field + 4 <= extra.limit(); field += 4 + (extra.getShort(field + 2) & 0xffff)) {
                if (extra.getShort(field) == EXTRA64) {
                    int next = field + 4;
                    size = size == UNSIGNED ? extra.getLong(next) : size;
                    next += size(table.getInt(at + 24));
                    compressed = compressed == UNSIGNED ? extra.getLong(next) : compressed;
                    next += size(table.getInt(at + 20));
                    header = header == UNSIGNED ? extra.getLong(next) : header;
                }
            }
            return new Sizes(compressed, size, header);
        }

        private static int size(int field) {
            return field == -1 ? Long.BYTES : 0;
        }
    }
}
