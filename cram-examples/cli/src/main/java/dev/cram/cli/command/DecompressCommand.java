package dev.cram.cli.command;

import dev.cram.Cram;
import dev.cram.cli.file.Input;
import dev.cram.cli.file.Output;
import dev.cram.cli.option.ModelMixin;
import dev.cram.cli.option.OptionValues;
import dev.cram.cli.terminal.Console;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.ModelOptions;
import dev.cram.model.Precision;
import java.io.IOException;
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
        MemoryVectors vectors = Input.vectors(input, console);
        return model.use(inPrecision(options, vectors), opened -> {
            Cram cram = Cram.with(opened);
            Cram chosen = model.namesPrecision() ? cram.acceptOtherPrecision() : cram;
            write(chosen.decompress(vectors).getBytes(StandardCharsets.UTF_8));
            return exitCode(vectors);
        });
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
