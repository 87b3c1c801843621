package dev.cram.cli.option;

import dev.cram.cli.bench.BenchReport;
import dev.cram.cli.bench.SolvedPlot;
import dev.cram.cli.bench.Trial;
import dev.cram.cli.file.Output;
import dev.cram.cli.file.RecordJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files that a benchmark writes, each if it is asked for. */
public final class BenchFilesMixin {

    @Option(names = "--json", paramLabel = "OUT.json", description = "Writes the figures.")
    private @Nullable Path json;

    @Option(names = "--plot", paramLabel = "OUT.svg", description = "Plots the solved share against evaluations.")
    private @Nullable Path plot;

    @Option(
            names = "--results",
            paramLabel = "FILE.jsonl",
            description =
                    "Appends every finished text; the same command continues from it, in a smaller batch, which changes"
                            + " last bits.")
    private @Nullable Path results;

    /** Checks that they can be written and are not the texts, before any work. */
    public void check(Path texts) throws IOException {
        Output.check(json);
        Output.check(plot);
        Output.check(results);
        Output.checkAllDistinct(texts, json, plot, results);
    }

    public @Nullable Path results() {
        return results;
    }

    public void write(BenchReport report) throws IOException {
        if (json != null) {
            RecordJson.write(json, report);
        }
    }

    public void plot(String title, Map<String, List<Trial>> trials, double budget) throws IOException {
        if (plot != null) {
            Path file = plot;
            Output.writing(file, () -> SolvedPlot.write(file, title, trials, budget));
        }
    }
}
