package dev.cram.cli.command;

import dev.cram.Cram;
import dev.cram.cli.file.Input;
import dev.cram.cli.file.Output;
import dev.cram.cli.file.RecordJson;
import dev.cram.cli.option.DraftMixin;
import dev.cram.cli.option.ModelMixin;
import dev.cram.cli.option.SearchMixin;
import dev.cram.cli.terminal.Console;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.cli.terminal.ProgressDisplay;
import dev.cram.cli.terminal.ReportTable;
import dev.cram.file.CramFile;
import dev.cram.memory.InexactException;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.StopReason;
import dev.cram.model.ModelOptions;
import dev.cram.model.Precision;
import dev.cram.recipe.CramSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cram compress}: a text file in, a {@code .cram} file out. */
@Command(
        name = "compress",
        mixinStandardHelpOptions = true,
        description = "Crams a text into vectors from which the model returns it exactly.",
        footer = {
            "",
            "A text that cannot be made exact leaves its best vectors in OUT.partial.cram, with exit code 2.",
            "Ctrl-C ends the search and keeps them too. A search that did not end, however its process did, is in",
            "OUT.cram.search: the same command goes on with it. With -o - vectors go to standard output, exact or not,",
            "the exit code tells which, and a search that did not end is lost."
        })
public final class CompressCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ModelMixin model = new ModelMixin();

    @Mixin
    private DraftMixin draft = new DraftMixin();

    @Mixin
    private SearchMixin search = new SearchMixin();

    @Option(
            names = "--report",
            paramLabel = "FILE.json",
            description = "Writes what was measured, to - for standard output.")
    private @Nullable Path report;

    @Option(
            names = "--segments",
            description =
                    "Takes a text of any length: cuts it into segments, which can each be read alone, and writes them to one file, "
                            + "OUT.crams.")
    private boolean segments;

    @Option(names = "--accept-inexact", description = "Writes OUT.cram, exact or not, and exits with 0.")
    private boolean acceptInexact;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT.cram",
            description = "The file to write, or - for standard output.")
    private Path output = Path.of("");

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "INPUT.txt",
            description = "A text file in UTF-8, or - for standard input (default: ${DEFAULT-VALUE}).")
    private Path input = Path.of("-");

    public CompressCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        CramSettings settings = search.settings().acceptInexact(acceptInexact);
        ModelOptions options = model.options();
        Optional<Precision> drafted = draft.precision();
        if (segments) {
            LongTextCommands.check(input, output, report);
        } else {
            checkOutputs();
        }
        String text = segments ? "" : Input.text(input, console);
        return DraftMixin.use(model, options, drafted, (opened, other) -> {
            Cram plain = Cram.with(opened, settings);
            Cram cram = other.map(plain::draft).orElse(plain);
            return segments
                    ? LongTextCommands.compress(cram, input, output, report, console)
                    : compress(resumable(cram), text);
        });
    }

    private void checkOutputs() throws IOException {
        if (!Output.isStandard(output)) {
            Output.checkReplaceable(output);
            Output.checkReplaceable(Output.partial(output));
            Output.checkReplaceable(Output.search(output));
        }
        if (!Output.isStandard(report)) {
            Output.check(report);
        }
        checkDistinct(output, input);
        if (report != null) {
            Output.checkDistinct(report, output);
            checkDistinct(report, input);
        }
    }

    private static void checkDistinct(Path file, Path input) throws IOException {
        if (!Output.isStandard(input)) {
            Output.checkDistinct(file, input);
        }
    }

    private Cram resumable(Cram cram) {
        if (Output.isStandard(output)) {
            return cram;
        }
        Path state = Output.search(output);
        if (Files.exists(state)) {
            messages().println(state + ": goes on with this search");
        }
        return cram.resumable(state);
    }

    private int compress(Cram cram, String text) throws IOException {
        try {
            MemoryVectors vectors = ProgressDisplay.compress(cram, text, console, messages()::println, progress -> {});
            write(output, vectors);
            finish(List.of(vectors));
            return ExitCode.DONE;
        } catch (InexactException e) {
            for (MemoryVectors vectors : e.vectors()) {
                write(Output.isStandard(output) ? output : Output.partial(output), vectors);
            }
            finish(e.vectors());
            console.err().println("cram: " + e.getMessage());
            return ExitCode.INEXACT;
        }
    }

    /** What a search found is written; one that was not cancelled is over. */
    private void finish(List<MemoryVectors> found) throws IOException {
        boolean over =
                found.stream().anyMatch(vectors -> vectors.report().cost().stopReason() != StopReason.CANCELLED);
        if (over && !Output.isStandard(output)) {
            Files.deleteIfExists(Output.search(output));
        }
    }

    /** What is not asked for on standard output must not be there beside what is. */
    private PrintStream messages() {
        return Output.isStandard(output) || Output.isStandard(report) ? console.err() : console.out();
    }

    private void write(Path file, MemoryVectors vectors) throws IOException {
        if (Output.isStandard(file)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CramFile.write(bytes, vectors);
            console.write(bytes.toByteArray());
        } else {
            Output.writing(file, () -> CramFile.write(file, vectors));
        }
        if (Output.isStandard(report)) {
            console.write(RecordJson.bytes(vectors.report()));
        } else if (report != null) {
            RecordJson.write(report, vectors.report());
        }
        String name = Output.isStandard(file) ? "standard output" : file.toString();
        messages().println(name + ": " + ReportTable.summary(vectors.report()));
    }
}
