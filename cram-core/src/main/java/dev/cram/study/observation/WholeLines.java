package dev.cram.study.observation;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.gson.JsonParseException;
import dev.cram.model.CramException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The lines of a file whose last one may be cut, since its writer may end at any moment. */
final class WholeLines {

    private WholeLines() {}

    /** Gives where the last whole line ends. */
    @CanIgnoreReturnValue
    static int read(Path path, byte[] bytes, String start, Consumer<String> reader) {
        int number = 0;
        int begin = 0;
        for (int end = 0; end < bytes.length; end++) {
            if (bytes[end] == '\n') {
                number++;
                read(path, number, bytes, begin, end, reader);
                begin = end + 1;
            }
        }
        // Where a machine lost its power, a file may end in zeros that were never written.
        String rest = new String(bytes, begin, bytes.length - begin, StandardCharsets.UTF_8).replaceFirst("\0+$", "");
        if (!rest.isBlank() && !rest.startsWith(start) && !start.startsWith(rest)) {
            throw unreadable(path, number + 1, new JsonParseException("does not begin with " + start));
        }
        return begin;
    }

    private static void read(Path path, int number, byte[] bytes, int begin, int end, Consumer<String> reader) {
        try {
            String line = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, begin, end - begin))
                    .toString();
            if (!line.isBlank()) {
                reader.accept(line);
            }
        } catch (CharacterCodingException | JsonParseException e) {
            throw unreadable(path, number, e);
        }
    }

    private static CramException unreadable(Path path, int number, Exception e) {
        return new CramException(
                path + ", line " + number
                        + " is no result that can be read: take the line out, and what it held is measured"
                        + " again, or name another place",
                e);
    }
}
