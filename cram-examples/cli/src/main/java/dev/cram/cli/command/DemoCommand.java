package dev.cram.cli.command;

import dev.cram.Cram;
import dev.cram.cli.file.Output;
import dev.cram.cli.file.RecordJson;
import dev.cram.cli.option.ModelMixin;
import dev.cram.cli.terminal.Console;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.cli.terminal.ProgressDisplay;
import dev.cram.cli.terminal.ProgressLines;
import dev.cram.cli.terminal.ReportTable;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cram demo}: the whole job on a passage that is at hand. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Crams a passage of a book into one vector and reads it back.")
public final class DemoCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ModelMixin model = new ModelMixin();

    @Option(names = "--report", paramLabel = "FILE.json", description = "Writes what was measured.")
    private @Nullable Path report;

    public DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        ModelOptions options = model.options();
        Output.check(report);
        return model.use(options, this::demo);
    }

    private int demo(FrozenModel opened) throws IOException {
        print("text", "\"%s\"", DemoText.TEXT);
        print("from", "%s", DemoText.SOURCE);
        print("model", "%s, frozen; a vector has %,d components", opened.name(), opened.width());
        Cram cram = Cram.with(opened).vectors(1).acceptInexact();
        MemoryVectors vectors = ProgressDisplay.compress(
                cram,
                DemoText.TEXT,
                console,
                estimate -> print("estimate", "%s", estimate),
                new ProgressLines(console.out()));
        print("crammed", "%s", ReportTable.summary(vectors.report()));
        String decoded = cram.decompress(vectors);
        boolean equal = decoded.equals(DemoText.TEXT);
        print("decoded", "\"%s\"", decoded);
        print("equal", "%s", equal ? "yes" : "no");
        console.out().println();
        console.out().println(ReportTable.of(vectors.report()));
        if (report != null) {
            RecordJson.write(report, vectors.report());
        }
        return equal ? ExitCode.DONE : ExitCode.INEXACT;
    }

    private void print(String name, String format, Object... values) {
        console.out().println(ReportTable.row(name, format, values));
    }
}
