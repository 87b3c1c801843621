package dev.cram.cli.command;

import dev.cram.Cram;
import dev.cram.Segments;
import dev.cram.cli.file.Input;
import dev.cram.cli.file.Output;
import dev.cram.cli.option.ModelMixin;
import dev.cram.cli.option.OptionValues;
import dev.cram.cli.terminal.Console;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.file.SegmentFile;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.CramException;
import dev.cram.model.ModelOptions;
import dev.cram.model.Precision;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cram decompress}: a {@code .cram} file in, its text out, byte for byte. */
@Command(
        name = "decompress",
        mixinStandardHelpOptions = true,
        description = "Reads a text back, byte for byte, under the model that its vectors were made for.",
        footer = {
            "",
            "The model is opened in the precision that the vectors were made in, unless --precision names another;",
            "either way a text that differs from the one that was crammed is an error."
        })
public final class DecompressCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ModelMixin model = new ModelMixin();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT.txt",
            description = "The file to write, or - for standard output (default: standard output).")
    private @Nullable Path output;

    @Option(
            names = "--from",
            paramLabel = "N",
            description = "Of a file of segments: the first character that is wanted (default: ${DEFAULT-VALUE}).")
    private long from;

    @Option(
            names = "--to",
            paramLabel = "N",
            description =
                    "Of a file of segments: the character behind the last that is wanted (default: the text's end).")
    private @Nullable Long to;

    @Parameters(paramLabel = "IN.cram", description = "What 'cram compress' wrote, or - for standard input.")
    private Path input = Path.of("");

    public DecompressCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        ModelOptions options = model.options();
        if (output != null && !Output.isStandard(output)) {
            Output.check(output);
            Output.checkDistinct(output, input);
        }
        if (!Output.isStandard(input) && SegmentFile.isOne(Input.file(input))) {
            return segments(options);
        }
        if (from != 0 || to != null) {
            throw new CramException(
                    "--from and --to are for files of segments, which 'cram compress --segments' writes");
        }
        MemoryVectors vectors = Input.vectors(input, console);
        return model.use(inPrecision(options, vectors), opened -> {
            Cram cram = Cram.with(opened);
            Cram chosen = model.namesPrecision() ? cram.acceptOtherPrecision() : cram;
            write(chosen.decompress(vectors).getBytes(StandardCharsets.UTF_8));
            return exitCode(vectors);
        });
    }

    private int segments(ModelOptions options) throws Exception {
        try (SegmentFile file = SegmentFile.open(input)) {
            ModelOptions chosen = file.count() == 0 ? options : inPrecision(options, file.vectors(0));
            return model.use(chosen, opened -> {
                Cram cram = Cram.with(opened);
                Segments segments = (model.namesPrecision() ? cram.acceptOtherPrecision() : cram).segments();
                try (Writer out = writer()) {
                    LongTextCommands.decompress(segments, file, from, to, out);
                }
                return file.report().exact() == file.count() ? ExitCode.DONE : ExitCode.INEXACT;
            });
        }
    }

    private Writer writer() throws IOException {
        return output == null || Output.isStandard(output)
                ? new OutputStreamWriter(console.out(), StandardCharsets.UTF_8)
                : Files.newBufferedWriter(output);
    }

    /** The user's precision; else that which the vectors were made in. */
    private ModelOptions inPrecision(ModelOptions options, MemoryVectors vectors) {
        Precision made = vectors.origin().precision();
        return model.namesPrecision() ? options : OptionValues.checked(() -> options.precision(made));
    }

    private int exitCode(MemoryVectors vectors) {
        if (vectors.origin().exact()) {
            return ExitCode.DONE;
        }
        String name = Output.isStandard(input) ? "standard input" : input.toString();
        console.err().println("cram: " + name + " holds inexact vectors; the text is not the one they were made of");
        return ExitCode.INEXACT;
    }

    private void write(byte[] text) throws IOException {
        if (output == null || Output.isStandard(output)) {
            console.write(text);
        } else {
            Files.write(output, text);
        }
    }
}
