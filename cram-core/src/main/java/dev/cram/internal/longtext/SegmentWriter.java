package dev.cram.internal.longtext;

import com.google.common.hash.HashCode;
import dev.cram.file.CramFile;
import dev.cram.internal.segment.SegmentEntries;
import dev.cram.internal.segment.SegmentFormat;
import dev.cram.internal.segment.SegmentIndex;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.CramFileException;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.SegmentsReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a file of segments, window after window. Until it is finished it is called {@code FILE.part}, and whoever opens it with the
 * same key goes on behind the last window that was written whole.
 */
final class SegmentWriter implements AutoCloseable {

    /** Of a window: segments, tries that failed, their evaluations, SHA-256 of the text up to its end. */
    private static final int WINDOW = 2 * Integer.BYTES + Double.BYTES + SegmentFormat.HASH;

    private final Path file;
    private final Path part;
    private final RandomAccessFile disk;
    private final SegmentEntries entries = new SegmentEntries();
    private final SegmentsTally tally = new SegmentsTally();
    private HashCode text = new TextDigest().hash();

    private SegmentWriter(Path file, Path part, RandomAccessFile disk) {
        this.file = file;
        this.part = part;
        this.disk = disk;
    }

    /**
     * Segments that were made together.
     *
     * @param segments vectors of each, with their report
     * @param characters of each
     * @param failedTries how many tries failed
     * @param failedCost their evaluations
     * @param text the {@link TextDigest} up to their end
     */
    record Window(
            List<MemoryVectors> segments,
            List<Integer> characters,
            int failedTries,
            double failedCost,
            HashCode text) {}

    static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /**
     * Begins a file, or goes on with it.
     *
     * @param key SHA-256 of what the segments are made with
     * @throws CramFileException if the part that is there was made with something else
     */
    static SegmentWriter open(Path file, HashCode key) throws IOException {
        Path part = part(file);
        RandomAccessFile disk = new RandomAccessFile(part.toFile(), "rw");
        SegmentWriter writer = new SegmentWriter(file, part, disk);
        try {
            if (disk.length() < SegmentFormat.HEAD) {
                writer.append(0, SegmentFormat.head(key.asBytes()));
            } else if (!Arrays.equals(SegmentFormat.key(disk, part.toString()), key.asBytes())) {
                throw new CramFileException(
                        part + " was made with another model, other choices or another version of cram:"
                                + " call as before to go on with it, or delete it to begin anew");
            }
            writer.recover();
            return writer;
        } catch (IOException | RuntimeException e) {
            disk.close();
            throw e;
        }
    }

    /** Takes in all windows that were written whole, and cuts off what is behind them. */
    private void recover() throws IOException {
        long at = SegmentFormat.HEAD;
        while (true) {
            long next = recover(at);
            if (next < 0) {
                disk.setLength(at);
                return;
            }
            at = next;
        }
    }

    /** Takes in the window that begins somewhere; where the next one begins, or -1 if there is none that is whole. */
    private long recover(long at) throws IOException {
        long left = disk.length() - at;
        if (left < WINDOW + SegmentFormat.HASH) {
            return -1;
        }
        int count = SegmentFormat.buffer(SegmentFormat.read(disk, at, Integer.BYTES, part.toString()))
                .getInt();
        long head = WINDOW + (long) count * SegmentEntries.BYTES + SegmentFormat.HASH;
        if (count < 0 || head > Math.min(left, Integer.MAX_VALUE)) {
            return -1;
        }
        byte[] sealed = SegmentFormat.read(disk, at, (int) head, part.toString());
        if (!SegmentFormat.isSealed(sealed)) {
            return -1;
        }
        ByteBuffer window = SegmentFormat.buffer(sealed).position(Integer.BYTES);
        int failedTries = window.getInt();
        double failedCost = window.getDouble();
        byte[] hash = new byte[SegmentFormat.HASH];
        window.get(hash);
        SegmentEntries found = new SegmentEntries();
        for (int i = 0; i < count; i++) {
            found.add(window);
        }
        List<CapacityReport> reports = new ArrayList<>();
        long end = at + head;
        for (int i = 0; i < count; i++) {
            if (found.offset(i) != end || found.bytes(i) > disk.length() - end) {
                return -1;
            }
            byte[] cram = SegmentFormat.read(disk, end, found.bytes(i), part.toString());
            if (!found.isOf(i, cram)) {
                return -1;
            }
            reports.add(CramFile.read(new ByteArrayInputStream(cram), part.toString())
                    .report());
            end += cram.length;
        }
        ByteBuffer entered = found.bytes();
        for (int i = 0; i < count; i++) {
            entries.add(entered);
            tally.add(reports.get(i), found.segment(i).length());
        }
        tally.addFailed(failedTries, failedCost);
        text = HashCode.fromBytes(hash);
        return end;
    }

    /** Characters that are written. */
    long length() {
        return entries.length();
    }

    /** The {@link TextDigest} of what is written. */
    HashCode text() {
        return text;
    }

    /** Writes a window to the end, and waits until it is on the disk. */
    void write(Window window) throws IOException {
        int count = window.segments().size();
        long at = disk.length();
        long offset = at + WINDOW + (long) count * SegmentEntries.BYTES + SegmentFormat.HASH;
        ByteBuffer head = SegmentFormat.buffer(WINDOW + count * SegmentEntries.BYTES + SegmentFormat.HASH)
                .putInt(count)
                .putInt(window.failedTries())
                .putDouble(window.failedCost())
                .put(window.text().asBytes());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            MemoryVectors vectors = window.segments().get(i);
            ByteArrayOutputStream cram = new ByteArrayOutputStream();
            CramFile.write(cram, vectors);
            byte[] entry = SegmentEntries.entry(
                    offset + all.size(),
                    cram.toByteArray(),
                    window.characters().get(i),
                    vectors.origin().tokens(),
                    vectors.count(),
                    vectors.origin().exact());
            head.put(entry);
            entries.add(ByteBuffer.wrap(entry));
            tally.add(vectors.report(), window.characters().get(i));
            cram.writeTo(all);
        }
        tally.addFailed(window.failedTries(), window.failedCost());
        text = window.text();
        append(at, SegmentFormat.sealed(head));
        append(offset, all.toByteArray());
        disk.getFD().sync();
    }

    /** Writes the index, and gives the file its name. */
    SegmentsReport finish() throws IOException {
        long begin = disk.length();
        SegmentsReport report = tally.report();
        append(begin, new SegmentIndex(entries, report).encode(begin));
        disk.getFD().sync();
        disk.close();
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return report;
    }

    private void append(long at, byte[] bytes) throws IOException {
        disk.seek(at);
        disk.write(bytes);
    }

    /** Leaves the part, to be gone on with. */
    @Override
    public void close() throws IOException {
        disk.close();
    }
}
