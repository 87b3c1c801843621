package dev.cram.djl.internal.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes zip files of uncompressed entries: with Java's writer, or as ZIP64 with entries at places of one's own. */
public final class TestZip {

    private static final int ALL_ONES = -1;

    private final List<Placed> entries = new ArrayList<>();
    private long end;

    private record Placed(long at, String name, byte[] contents) {

        byte[] bytes() {
            byte[] letters = name.getBytes(StandardCharsets.UTF_8);
            return little(30 + letters.length + contents.length)
                    .putInt(0, 0x04034b50)
                    .putInt(18, contents.length)
                    .putInt(22, contents.length)
                    .putShort(26, (short) letters.length)
                    .put(30, letters)
                    .put(30 + letters.length, contents)
                    .array();
        }

        /** Its line in the table, with sizes and place in a ZIP64 field. */
        byte[] line() {
            byte[] letters = name.getBytes(StandardCharsets.UTF_8);
            return little(46 + letters.length + 28)
                    .putInt(0, 0x02014b50)
                    .putInt(20, ALL_ONES)
                    .putInt(24, ALL_ONES)
                    .putShort(28, (short) letters.length)
                    .putShort(30, (short) 28)
                    .putInt(42, ALL_ONES)
                    .put(46, letters)
                    .putShort(46 + letters.length, (short) 1)
                    .putShort(48 + letters.length, (short) 24)
                    .putLong(50 + letters.length, contents.length)
                    .putLong(58 + letters.length, contents.length)
                    .putLong(66 + letters.length, at)
                    .array();
        }
    }

    public void add(String name, byte[] contents) {
        addAt(end, name, contents);
    }

    public void addAt(long at, String name, byte[] contents) {
        Placed entry = new Placed(at, name, contents);
        entries.add(entry);
        end = at + entry.bytes().length;
    }

    /** Writes a file with holes between the entries. */
    public void writeSparsely(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, StandardOpenOption.SPARSE)) {
            for (Placed entry : entries) {
                channel.write(ByteBuffer.wrap(entry.bytes()), entry.at);
            }
            ByteArrayOutputStream table = new ByteArrayOutputStream();
            entries.forEach(entry -> table.writeBytes(entry.line()));
            int size = table.size();
            table.writeBytes(little(56)
                    .putInt(0, 0x06064b50)
                    .putLong(24, entries.size())
                    .putLong(32, entries.size())
                    .putLong(40, size)
                    .putLong(48, end)
                    .array());
            table.writeBytes(
                    little(20).putInt(0, 0x07064b50).putLong(8, end + size).array());
            table.writeBytes(little(22)
                    .putInt(0, 0x06054b50)
                    .putShort(10, (short) ALL_ONES)
                    .putInt(12, ALL_ONES)
                    .putInt(16, ALL_ONES)
                    .array());
            channel.write(ByteBuffer.wrap(table.toByteArray()), end);
        }
    }

    /** A file of one entry. */
    public static byte[] zip(int method, String name, byte[] contents) {
        return zip(method, List.of(name), List.of(contents));
    }

    /** A file of some entries. */
    public static byte[] zip(int method, List<String> names, List<byte[]> contents) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < names.size(); i++) {
                CRC32 crc = new CRC32();
                crc.update(contents.get(i));
                ZipEntry entry = new ZipEntry(names.get(i));
                entry.setMethod(method);
                entry.setSize(contents.get(i).length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(contents.get(i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
