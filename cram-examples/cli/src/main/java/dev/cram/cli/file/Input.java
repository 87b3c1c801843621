package dev.cram.cli.file;

import dev.cram.cli.terminal.Console;
import dev.cram.file.CramFile;
import dev.cram.memory.InvalidTextException;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.CramException;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a command reads. */
public final class Input {

    private Input() {}

    /** Checks that a file can be read, for errors better than the system's. */
    public static Path file(Path file) {
        if (Files.notExists(file)) {
            throw new CramException(file + " does not exist: check the name");
        }
        if (Files.isDirectory(file)) {
            throw new CramException(file + " is a folder: name a file");
        }
        if (!Files.isReadable(file)) {
            throw new CramException(file + " cannot be read: permission denied");
        }
        return file;
    }

    /** The text of a file, or of standard input for {@code -}; nothing is changed, trimmed or replaced. */
    public static String text(Path file, Console console) throws IOException {
        return Output.isStandard(file)
                ? decode(console.in().readAllBytes(), "standard input")
                : decode(Files.readAllBytes(file(file)), file.toString());
    }

    /** The same as it is read; the caller closes it. */
    public static Reader reader(Path file, Console console) throws IOException {
        boolean standard = Output.isStandard(file);
        InputStream bytes = standard ? console.in() : Files.newInputStream(file(file));
        return new StrictReader(
                new BufferedReader(new InputStreamReader(bytes, decoder())),
                standard ? "standard input" : file.toString());
    }

    /** A reader of UTF-8 that says where something else stands. */
    private static final class StrictReader extends FilterReader {

        private final String name;
        private long read;

        StrictReader(Reader in, String name) {
            super(in);
            this.name = name;
        }

        @Override
        public int read(char[] block, int offset, int length) throws IOException {
            try {
                int got = super.read(block, offset, length);
                read += Math.max(0, got);
                return got;
            } catch (MalformedInputException e) {
                throw new InvalidTextException(
                        name + " is not UTF-8 somewhere behind character " + read + "; convert it to UTF-8 first", e);
            }
        }
    }

    /** The vectors of a file, or of standard input for {@code -}. */
    public static MemoryVectors vectors(Path file, Console console) throws IOException {
        return Output.isStandard(file) ? CramFile.read(console.in(), "standard input") : CramFile.read(file(file));
    }

    private static String decode(byte[] bytes, String name) {
        CharsetDecoder decoder = decoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        if (decoder.decode(in, text, true).isError()) {
            throw new InvalidTextException(String.format(
                    "%s is not UTF-8: byte 0x%02X at offset %d begins no character; convert it to UTF-8 first",
                    name, bytes[in.position()], in.position()));
        }
        return text.flip().toString();
    }

    private static CharsetDecoder decoder() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
}
