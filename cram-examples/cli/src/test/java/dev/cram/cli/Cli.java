package dev.cram.cli;

import dev.cram.cli.terminal.Console;
import dev.cram.cli.terminal.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Runs commands in this process. */
public final class Cli {

    private Cli() {}

    /** What a command left behind. */
    public record Result(int code, byte[] out, String err) {

        /** The lines of the error stream but those of progress, which a slow machine gets. */
        public List<String> complaints() {
            return err.lines()
                    .filter(line -> !line.matches("cram: +\\d+ %, .* left: .*"))
                    .toList();
        }

        public String text() {
            return new String(out, StandardCharsets.UTF_8);
        }
    }

    /** Runs without input, terminal or trace. */
    public static Result run(Object... args) {
        return with(new byte[0], false, false, args);
    }

    public static Result withInput(String input, Object... args) {
        return with(input.getBytes(StandardCharsets.UTF_8), false, false, args);
    }

    public static Result with(byte[] input, boolean live, boolean debug, Object... args) {
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
    public static Path crammed(Path folder, String text, Object... more) {
        Path file = folder.resolve("crammed.cram");
        Object[] args = join(new Object[] {"compress", "--model", "elman", "-o", file}, more);
        Result result = withInput(text, args);
        if (result.code() != ExitCode.DONE) {
            throw new AssertionError(result.err());
        }
        return file;
    }

    /** All studies of a model, small enough for a test. */
    public static Result study(String model, Path out, Object... more) {
        Object[] fixed = {
            "study",
            "--model",
            model,
            "--samples",
            2,
            "--lengths",
            "2,12",
            "--vectors",
            "1,2",
            "--steps",
            60,
            "--detail",
            2,
            "--batch",
            2,
            "--out",
            out
        };
        return run(join(fixed, more));
    }

    private static Object[] join(Object[] first, Object[] second) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    }

    private static PrintStream printing(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
