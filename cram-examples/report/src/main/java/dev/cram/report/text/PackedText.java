package dev.cram.report.text;

import com.google.common.base.Ascii;
import com.google.common.io.MoreFiles;
import dev.cram.model.CramException;
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

/** Text in UTF-8 from a file that may be packed. */
final class PackedText {

    private static final Set<String> PACKED = Set.of("xz", "gz");

    private PackedText() {}

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

    /** All characters of a file, without the mark of their order, unpacked if its name says that it is packed. */
    static String read(Path file) throws IOException {
        byte[] bytes;
        String ending = ending(file);
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = unpacking(raw, ending)) {
            bytes = in.readAllBytes();
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            if (PACKED.contains(ending)) {
                throw new CramException(
                        file + " is damaged, or not what its ending ." + ending + " says"
                                + (e.getMessage() == null ? "" : ": " + e.getMessage()),
                        e);
            }
            throw e;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new CramException(file + " is not UTF-8: convert it, or leave it out", e);
        }
    }

    private static InputStream unpacking(InputStream raw, String ending) throws IOException {
        return switch (ending) {
            case "xz" -> new XZInputStream(raw);
            case "gz" -> new GZIPInputStream(raw);
            default -> raw;
        };
    }
}
