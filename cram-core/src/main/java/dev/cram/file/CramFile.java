package dev.cram.file;

import com.google.common.hash.Hashing;
import com.google.common.io.LittleEndianDataInputStream;
import com.google.common.io.LittleEndianDataOutputStream;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.cram.api.CapacityReport;
import dev.cram.api.CramFileException;
import dev.cram.api.MemoryVectors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
 *               where there is one, report, with the names of {@link CapacityReport}
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
    private static final Gson GSON =
            new GsonBuilder().serializeSpecialFloatingPointValues().create();

    private CramFile() {}

    /** The JSON header. */
    private record Header(
            int count,
            int width,
            MemoryVectors.Origin origin,
            @Nullable CapacityReport report) {}

    /**
     * Writes a file atomically: another process sees the old file or the whole new one.
     *
     * @param file where to; replaced if there
     * @param vectors what to write
     * @throws IOException if the folder cannot be written
     */
    public static void write(Path file, MemoryVectors vectors) throws IOException {
        Path target = file.toAbsolutePath();
        Objects.requireNonNull(vectors, "vectors");
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(String.valueOf(folder), null, "the folder to write to does not exist");
        }
        Path temporary = Files.createTempFile(folder, "." + target.getFileName(), ".tmp");
        try {
            Files.write(temporary, encode(vectors));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
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
        return decode(Files.readAllBytes(file), file.toString());
    }

    private static byte[] encode(MemoryVectors vectors) throws IOException {
        Header header = new Header(
                vectors.count(), vectors.width(), vectors.origin(), vectors.hasReport() ? vectors.report() : null);
        byte[] json = GSON.toJson(header).getBytes(StandardCharsets.UTF_8);
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
        Header header;
        try {
            header = GSON.fromJson(new String(in.readNBytes(length), StandardCharsets.UTF_8), Header.class);
        } catch (RuntimeException e) { // Gson lets those through that a record's constructor throws.
            throw new CramFileException(name + " has a header that is not the JSON of version " + VERSION, e);
        }
        if (header == null
                || header.origin() == null
                || header.count() < 1
                || header.width() < 1
                || (long) header.count() * header.width() * Float.BYTES != body - 16L - length) {
            throw new CramFileException(name + " has a header that does not fit its content");
        }
        float[] values = new float[header.count() * header.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
        MemoryVectors vectors;
        try {
            vectors = MemoryVectors.of(values, header.count(), header.origin());
        } catch (IllegalArgumentException e) {
            throw new CramFileException(name + " holds no vectors: " + e.getMessage() + "; make it again", e);
        }
        CapacityReport report = header.report();
        return report == null ? vectors : vectors.withReport(report);
    }
}
