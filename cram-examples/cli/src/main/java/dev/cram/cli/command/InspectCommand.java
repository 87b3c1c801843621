package dev.cram.cli.command;

import dev.cram.Cram;
import dev.cram.cli.file.Input;
import dev.cram.cli.file.Output;
import dev.cram.cli.file.RecordJson;
import dev.cram.cli.option.ComputeMixin;
import dev.cram.cli.terminal.Console;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.file.SegmentFile;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.CramException;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cram inspect}: what a {@code .cram} file says of itself, as JSON. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Prints what a .cram file says of itself, as JSON; its checksum is verified.")
public final class InspectCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "IN.cram", description = "What 'cram compress' wrote, or - for standard input.")
    private Path input = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "LOCATION",
            description = "Opens a model and says whether the vectors were made for it (default: no model is opened).")
    private @Nullable String model;

    @Mixin
    private ComputeMixin compute = new ComputeMixin();

    public InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ModelOptions options = compute.options();
        if (model == null && compute.isGiven()) {
            throw new CramException("Where a model computes was given, but no model: add --model");
        }
        if (!Output.isStandard(input) && SegmentFile.isOne(Input.file(input))) {
            try (SegmentFile file = SegmentFile.open(input)) {
                console.write(RecordJson.bytes(file.report()));
                return ExitCode.DONE;
            }
        }
        MemoryVectors vectors = Input.vectors(input, console);
        console.write(RecordJson.bytes(new Header(
                vectors.count(),
                vectors.width(),
                vectors.origin(),
                model == null ? null : isMadeFor(model, options, vectors.origin()),
                vectors.hasReport() ? vectors.report() : null)));
        return ExitCode.DONE;
    }

    private static boolean isMadeFor(String location, ModelOptions options, MemoryVectors.Origin origin) {
        try (FrozenModel opened = Cram.open(location, options)) {
            return opened.fingerprint().equals(origin.fingerprint());
        }
    }

    /** All of a file but the vectors' components. */
    private record Header(
            int count,
            int width,
            MemoryVectors.Origin origin,
            @Nullable Boolean madeForModel,
            @Nullable CapacityReport report) {}
}
