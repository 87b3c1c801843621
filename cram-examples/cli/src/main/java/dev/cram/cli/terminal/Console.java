package dev.cram.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads and writes.
 *
 * @param in standard input
 * @param out standard output, in UTF-8
 * @param err standard error, in UTF-8
 * @param live whether standard error is a terminal, so that a line may be drawn again and again
 * @param debug whether internal errors print their stack trace
 */
public record Console(InputStream in, PrintStream out, PrintStream err, boolean live, boolean debug) {

    /** This process's; the launcher says whether there is a terminal, since Java cannot tell for standard error alone. */
    public static Console ofProcess() {
        return new Console(
                System.in,
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                Boolean.getBoolean("cram.terminal"),
                "1".equals(System.getenv("CRAM_DEBUG")));
    }

    /** Writes bytes to standard output and says when that fails, which a print stream keeps to itself. */
    public void write(byte[] bytes) throws IOException {
        out.write(bytes, 0, bytes.length);
        if (out.checkError()) {
            throw new IOException("standard output cannot be written");
        }
    }
}
