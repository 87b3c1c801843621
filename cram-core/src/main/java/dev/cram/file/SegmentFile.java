package dev.cram.file;

import static com.google.common.base.Preconditions.checkElementIndex;

import dev.cram.internal.segment.SegmentFormat;
import dev.cram.internal.segment.SegmentIndex;
import dev.cram.memory.CramFileException;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.Segment;
import dev.cram.memory.SegmentedVectors;
import dev.cram.memory.SegmentsReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The file of a long text's segments, read by segment: of one that is open 68 bytes a segment are in memory.
 *
 * <p>Layout of version 1; numbers are little-endian, a seal is the SHA-256 of what it stands behind:
 *
 * <pre>
 * bytes         content
 * 0 to 7        magic: 89 43 52 41 4D 53 0A 1A (0x89 "CRAMS" LF 0x1A)
 * 8 to 11       version, 1
 * 12 to 43      SHA-256 of what the search was made of: a file that was not written to its end is gone on with only by the same
 * then          windows of segments, as they were written: number of segments (int32), tries that failed (int32) and their evaluations
 *               (float64), SHA-256 of the text up to the window's end, an entry a segment, a seal, and then the segments, each as a
 *               {@linkplain CramFile .cram file} holds it
 * then          the index: all entries once more. An entry: where its segment begins in this file (int64), its bytes, characters,
 *               tokens, vectors and whether it is exact (int32 each), and its SHA-256
 * then          the report: segments, exact, secondTries, characters, bytes, tokens, vectors (int64), bitsBefore, bitsAfter,
 *               evaluations (float64)
 * then          where the index begins, number of segments (int64), a seal of the index and all behind it
 * </pre>
 *
 * <p>The last seal covers those of the segments, and so all that is read. Thread-safe.
 */
public final class SegmentFile implements SegmentedVectors {

    private final Path file;
    private final RandomAccessFile disk;
    private final SegmentIndex index;

    private SegmentFile(Path file, RandomAccessFile disk, SegmentIndex index) {
        this.file = file;
        this.disk = disk;
        this.index = index;
    }

    /**
     * Opens a file and checks its index; what is damaged elsewhere is found when it is read.
     *
     * @param file what {@link dev.cram.Segments} wrote
     * @return the segments; the caller closes them
     * @throws CramFileException if it is no such file, truncated, altered, or of a later version
     * @throws IOException if it cannot be read
     */
    public static SegmentFile open(Path file) throws IOException {
        Objects.requireNonNull(file, "file");
        RandomAccessFile disk = new RandomAccessFile(file.toFile(), "r");
        try {
            return new SegmentFile(file, disk, SegmentIndex.read(disk, file.toString()));
        } catch (IOException | RuntimeException e) {
            disk.close();
            throw e;
        }
    }

    /**
     * Whether a file begins as one of segments does.
     *
     * @param file any file
     * @return true if it does
     * @throws IOException if it cannot be read
     */
    public static boolean isOne(Path file) throws IOException {
        Objects.requireNonNull(file, "file");
        try (RandomAccessFile disk = new RandomAccessFile(file.toFile(), "r")) {
            return SegmentFormat.isOne(disk);
        }
    }

    @Override
    public int count() {
        return index.entries().count();
    }

    @Override
    public Segment segment(int index) {
        return this.index.entries().segment(checkElementIndex(index, count(), "index"));
    }

    @Override
    public MemoryVectors vectors(int index) {
        checkElementIndex(index, count(), "index");
        String name = "segment " + index + " of " + file;
        try {
            byte[] cram = SegmentFormat.read(
                    disk,
                    this.index.entries().offset(index),
                    this.index.entries().bytes(index),
                    name);
            if (!this.index.entries().isOf(index, cram)) {
                throw new CramFileException(name + " was altered: copy or make the file again");
            }
            return CramFile.read(new ByteArrayInputStream(cram), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SegmentsReport report() {
        return index.report();
    }

    @Override
    public void close() {
        try {
            disk.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return file + ": " + count() + " segments";
    }
}
