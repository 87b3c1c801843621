package dev.cram.examples.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs commands in this process. */
final class Cli {

    private Cli() {}

    /** What a command left behind. */
    record Result(int code, byte[] out, String err) {

        String text() {
            return new String(out, StandardCharsets.UTF_8);
        }
    }

    /** Runs without input, terminal or trace. */
    static Result run(Object... args) {
        return with(new byte[0], false, false, args);
    }

    static Result withInput(String input, Object... args) {
        return with(input.getBytes(StandardCharsets.UTF_8), false, false, args);
    }

    static Result with(byte[] input, boolean live, boolean debug, Object... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(new ByteArrayInputStream(input), printing(out), printing(err), live, debug);
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        int code = Main.run(console, words);
        return new Result(code, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }

    /** A file of a text crammed with the fast engine of the examples. */
    static Path crammed(Path folder, String text, Object... more) {
        Path file = folder.resolve("crammed.cram");
        Object[] args = new Object[5 + more.length];
        System.arraycopy(new Object[] {"compress", "--model", "elman", "-o", file}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        Result result = withInput(text, args);
        if (result.code() != ExitCode.DONE) {
            throw new AssertionError(result.err());
        }
        return file;
    }

    private static PrintStream printing(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
