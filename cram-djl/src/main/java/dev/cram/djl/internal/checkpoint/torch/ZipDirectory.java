package dev.cram.djl.internal.checkpoint.torch;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.file.ModelLimits;
import dev.cram.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The entries of a zip file, ZIP64 included, of which only uncompressed ones are wanted: where each one's contents lie.
 */
final class ZipDirectory {

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL_SIZE = 30;

    private final BinaryFile file;
    private final ZipTable table;
    private final Map<String, StoredEntry> entries = new HashMap<>();

    private ZipDirectory(BinaryFile file) {
        this.file = file;
        this.table = ZipTable.find(file);
    }

    /** Reads the table: entries by name. */
    static Map<String, StoredEntry> read(BinaryFile file) {
        try {
            ZipDirectory directory = new ZipDirectory(file);
            directory.readEntries();
            directory.checkLayout();
            return directory.entries;
        } catch (IndexOutOfBoundsException e) {
            throw (ModelException)
                    file.damaged("its table of contents is cut short").initCause(e);
        }
    }

    private void readEntries() {
        ByteBuffer bytes = table.slice(file, table.begin(), table.size());
        for (int i = 0, at = 0; i < table.count(); i++) {
            at = readEntry(bytes, at);
        }
    }

    /** Reads the entry at a place of the table; returns the place of the next one. */
    private int readEntry(ByteBuffer bytes, int at) {
        ZipTable.expect(file, bytes.getInt(at), CENTRAL);
        int nameLength = bytes.getShort(at + 28) & 0xffff;
        int extraLength = bytes.getShort(at + 30) & 0xffff;
        int commentLength = bytes.getShort(at + 32) & 0xffff;
        if (nameLength > ModelLimits.NAME) {
            throw file.damaged("an entry has a name of " + nameLength + " bytes");
        }
        byte[] letters = new byte[nameLength];
        bytes.get(at + ZipTable.ENTRY_SIZE, letters);
        String name = new String(letters, StandardCharsets.UTF_8);
        int flags = bytes.getShort(at + 8);
        int method = bytes.getShort(at + 10) & 0xffff;
        if (method != 0 || (flags & 1) != 0) {
            throw new ModelException(file.name() + ": its entry " + name + " is "
                    + (method != 0 ? "compressed (method " + method + ")" : "encrypted")
                    + ", which PyTorch does not do: save the model again in Python with torch.save");
        }
        ByteBuffer extra =
                bytes.slice(at + ZipTable.ENTRY_SIZE + nameLength, extraLength).order(bytes.order());
        add(name, ZipFields.of(bytes, at, extra));
        return at + ZipTable.ENTRY_SIZE + nameLength + extraLength + commentLength;
    }

    private void add(String name, ZipFields fields) {
        if (fields.compressed() != fields.size()) {
            throw file.damaged(
                    "its entry " + name + " has two sizes, " + fields.compressed() + " and " + fields.size());
        }
        ByteBuffer local = table.slice(file, fields.header(), LOCAL_SIZE);
        ZipTable.expect(file, local.getInt(0), LOCAL);
        long offset = fields.header() + LOCAL_SIZE + (local.getShort(26) & 0xffff) + (local.getShort(28) & 0xffff);
        if (fields.size() < 0 || offset > table.end() || fields.size() > table.end() - offset) {
            throw file.damaged("its entry " + name + " claims " + Long.toUnsignedString(fields.size())
                    + " bytes from byte " + offset + " on, but there are " + table.end());
        }
        if (entries.put(name, new StoredEntry(fields.header(), offset, fields.size())) != null) {
            throw file.damaged("it has two entries " + name);
        }
    }

    private void checkLayout() {
        List<StoredEntry> placed = new ArrayList<>(entries.values());
        placed.sort(Comparator.comparingLong(StoredEntry::header));
        long free = 0;
        for (StoredEntry entry : placed) {
            if (entry.header() < free) {
                throw file.damaged("two of its entries overlap at byte " + entry.header());
            }
            free = entry.offset() + entry.size();
        }
    }
}
