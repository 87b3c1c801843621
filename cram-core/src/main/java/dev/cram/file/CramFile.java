package dev.cram.file;

import com.google.common.hash.Hashing;
import com.google.common.io.LittleEndianDataInputStream;
import com.google.common.io.LittleEndianDataOutputStream;
import dev.cram.internal.Replacement;
import dev.cram.measure.CrammedVectors;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.CramFileException;
import dev.cram.memory.MemoryVectors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads and writes the {@code .cram} file: memory vectors with what is needed to decode them and to refuse a wrong model.
 *
 * <p>Layout of version 1; numbers are little-endian:
 *
 * <pre>
 * bytes         content
 * 0 to 7        magic: 89 43 52 41 4D 0D 0A 1A (0x89 "CRAM" CR LF 0x1A, so that a transfer as text shows)
 * 8 to 11       version, 1
 * 12 to 15      length n of the header in bytes
 * 16 to 16+n-1  header, UTF-8 JSON: count, width, origin {model, fingerprint, precision, tokens, textSha256, exact} and,
 *               where there is one, report {@link ReportFields}
 * then          count * width components, float32, row-major
 * last 32       SHA-256 of all bytes before
 * </pre>
 *
 * <p>Stateless and thread-safe.
 */
public final class CramFile {

    private static final long MAGIC = 0x1A0A0D4D41524389L;
    private static final int VERSION = 1;
    private static final int CHECKSUM_BYTES = 32;
    private static final int SMALLEST = 16 + 2 + CHECKSUM_BYTES;

    private CramFile() {}

    /**
     * Writes a file atomically: another process sees the old file or the whole new one. A new file has the mode that the
     * process gives new files, one that is replaced keeps its own; a symbolic link is followed.
     *
     * @param file where to; replaced if there
     * @param vectors what to write
     * @throws IOException if the folder cannot be written
     */
    public static void write(Path file, MemoryVectors vectors) throws IOException {
        Objects.requireNonNull(file, "file");
        Replacement.write(file, encode(vectors));
    }

    /**
     * Writes the contents of a file to a stream, which stays open.
     *
     * @param out where to
     * @param vectors what to write
     * @throws IOException if the stream cannot be written
     */
    public static void write(OutputStream out, MemoryVectors vectors) throws IOException {
        Objects.requireNonNull(out, "out");
        out.write(encode(vectors));
        out.flush();
    }

    /**
     * Reads a file.
     *
     * @param file what {@link #write} wrote
     * @return the vectors, with their report if it was there
     * @throws CramFileException if the file is no {@code .cram} file, truncated, altered, or of a later version
     * @throws IOException if the file cannot be read
     */
    public static MemoryVectors read(Path file) throws IOException {
        Objects.requireNonNull(file, "file");
        return decode(Files.readAllBytes(file), file.toString());
    }

    /**
     * Reads the contents of a file from a stream, to its end; it stays open.
     *
     * @param in what {@link #write} wrote
     * @param name what errors call it
     * @return the vectors, with their report if it was there
     * @throws CramFileException if it is not what a {@code .cram} file holds, truncated, altered, or of a later version
     * @throws IOException if the stream cannot be read
     */
    public static MemoryVectors read(InputStream in, String name) throws IOException {
        Objects.requireNonNull(in, "in");
        Objects.requireNonNull(name, "name");
        return decode(in.readAllBytes(), name);
    }

    private static byte[] encode(MemoryVectors vectors) throws IOException {
        Objects.requireNonNull(vectors, "vectors");
        byte[] json = Header.of(vectors).json().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LittleEndianDataOutputStream out = new LittleEndianDataOutputStream(bytes)) {
            out.writeLong(MAGIC);
            out.writeInt(VERSION);
            out.writeInt(json.length);
            out.write(json);
            for (float value : vectors.toArray()) {
                out.writeFloat(value);
            }
            out.write(Hashing.sha256().hashBytes(bytes.toByteArray()).asBytes());
        }
        return bytes.toByteArray();
    }

    private static MemoryVectors decode(byte[] bytes, String name) throws IOException {
        try (LittleEndianDataInputStream in = new LittleEndianDataInputStream(new ByteArrayInputStream(bytes))) {
            if (bytes.length < 12 || in.readLong() != MAGIC) {
                throw new CramFileException(name + " is not a .cram file: it does not begin with the magic bytes");
            }
            int version = in.readInt();
            if (version != VERSION) {
                throw new CramFileException(name + " is of version " + version + ", this release reads version "
                        + VERSION + ": use the release of cram that wrote it, or a later one");
            }
            int body = bytes.length - CHECKSUM_BYTES;
            if (bytes.length < SMALLEST
                    || !Arrays.equals(
                            Hashing.sha256().hashBytes(bytes, 0, body).asBytes(),
                            Arrays.copyOfRange(bytes, body, bytes.length))) {
                throw new CramFileException(
                        name + " is truncated or altered: its checksum does not match; copy or make it again");
            }
            return decodeBody(in, body, name);
        }
    }

    /** Decodes what follows the version; the checksum has shown that the bytes are those that were written. */
    private static MemoryVectors decodeBody(LittleEndianDataInputStream in, int body, String name) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > body - 16) {
            throw new CramFileException(name + " has a header of impossible length " + length);
        }
        Header header = Header.parse(new String(in.readNBytes(length), StandardCharsets.UTF_8), name);
        if ((long) header.count() * header.width() * Float.BYTES != body - 16L - length) {
            throw new CramFileException(name + " has a header that does not fit its content: " + header.count()
                    + " vectors of " + header.width() + " components do not take "
                    + (body - 16L - length) + " bytes; make it again");
        }
        float[] values = new float[header.count() * header.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
        CrammedVectors vectors;
        try {
            vectors = CrammedVectors.of(values, header.count(), header.origin());
        } catch (IllegalArgumentException e) {
            throw new CramFileException(name + " holds no vectors: " + e.getMessage() + "; make it again", e);
        }
        CapacityReport report = header.report();
        return report == null ? vectors : vectors.withReport(report);
    }
}
