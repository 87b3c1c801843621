package dev.cram.corpus.text;

import com.github.luben.zstd.ZstdInputStream;
import com.google.common.base.Ascii;
import com.google.common.io.MoreFiles;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** A file that may be packed, as its ending tells, and holds text in UTF-8. */
final class PackedFile {

    private static final Set<String> PACKED = Set.of("xz", "gz", "zst");

    private PackedFile() {}

    /** A file's name without the ending that says that it is packed. */
    static Path name(Path file) {
        return PACKED.contains(ending(file))
                ? Path.of(MoreFiles.getNameWithoutExtension(file))
                : Path.of(String.valueOf(file.getFileName()));
    }

    /** What follows the last point of a name, in small letters. */
    static String ending(Path file) {
        return Ascii.toLowerCase(MoreFiles.getFileExtension(file));
    }

    /** The bytes that a file holds, unpacked. */
    static InputStream open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            return switch (ending(file)) {
                case "xz" -> new XZInputStream(new BufferedInputStream(raw));
                case "gz" -> new GZIPInputStream(raw);
                case "zst" -> new ZstdInputStream(new BufferedInputStream(raw));
                default -> raw;
            };
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /**
     * Text in UTF-8.
     *
     * @throws CharacterCodingException if it is none
     */
    static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** The beginning of a file without the mark of the order of its bytes. */
    static String withoutMark(String beginning) {
        return beginning.startsWith("\uFEFF") ? beginning.substring(1) : beginning;
    }

    /** What to tell of a file that cannot be read to its end. */
    static String complaint(Path file, IOException e) {
        if (e instanceof CharacterCodingException) {
            return file + " is not UTF-8: convert it, or leave it out";
        }
        String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        String ending = ending(file);
        return PACKED.contains(ending) && !(e instanceof FileSystemException)
                ? file + " is damaged, or not what its ending ." + ending + " says"
                        + (reason == null || e instanceof EOFException ? "" : ": " + reason)
                : file + " cannot be read" + (reason == null ? "" : ": " + reason);
    }
}
