package dev.cram.cli.command;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.Cram;
import dev.cram.CramSettings;
import dev.cram.cli.bench.Bench;
import dev.cram.cli.bench.Figures;
import dev.cram.cli.bench.Laboratory;
import dev.cram.cli.bench.Samples;
import dev.cram.cli.bench.SolvedPlot;
import dev.cram.cli.bench.Trial;
import dev.cram.cli.file.Json;
import dev.cram.cli.file.Output;
import dev.cram.cli.option.Choices;
import dev.cram.cli.option.ModelChoice;
import dev.cram.cli.option.SampleChoice;
import dev.cram.cli.terminal.BenchProgress;
import dev.cram.cli.terminal.Console;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import dev.cram.recipe.Recipe;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cram bench}: recipes side by side on the same texts. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Compares recipes on the same texts: exact share, evaluations to exact, speed, horizon, gain.",
        footer = {"", "A recipe is a name or NAME@RATE, such as paper, progressive@0.5 or default@2."})
public final class BenchCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ModelChoice model = new ModelChoice();

    @Mixin
    private SampleChoice samples = new SampleChoice();

    @Option(names = "--tokens", required = true, paramLabel = "L", description = "Tokens of each text.")
    private int tokens;

    @Option(names = "--vectors", paramLabel = "K", description = "Vectors a text (default: ${DEFAULT-VALUE}).")
    private int vectors = 1;

    @Option(
            names = "--budget",
            paramLabel = "EVALUATIONS",
            description =
                    "Evaluations after which a text is given up; limits the steps too (default: ${DEFAULT-VALUE}).")
    private int budget = 5_000;

    @Option(
            names = "--recipes",
            split = ",",
            paramLabel = "NAME",
            description = "The recipes, separated by commas (default: ${DEFAULT-VALUE}).")
    private List<String> recipes = List.of("default", "paper");

    @Option(names = "--margin", paramLabel = "X", description = "Target margin (default: ${DEFAULT-VALUE}).")
    private double margin;

    @Option(
            names = "--horizon",
            description = "Asks for as much of each text as can be had within the budget, not for the whole.")
    private boolean horizon;

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

    public BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        samples.check();
        Output.check(json);
        Output.check(plot);
        Output.check(results);
        Output.checkAllDistinct(samples.texts(), json, plot, results);
        ModelOptions options = model.options();
        CramSettings settings = Choices.checked(() -> {
            checkArgument(tokens >= 1, "tokens must be at least 1, but was %s", tokens);
            checkArgument(vectors >= 1, "vectors must be at least 1, but was %s", vectors);
            checkArgument(budget >= 1, "budget must be at least 1 evaluation, but was %s", budget);
            return CramSettings.defaults()
                    .vectors(vectors)
                    .seed(samples.seed())
                    .margin(margin)
                    .budget(budget);
        });
        List<Recipe> chosen = recipes.stream()
                .map(name -> Choices.checked(() -> limited(Recipe.named(name))))
                .toList();
        return model.use(options, opened -> {
            run(opened, settings, chosen);
            return ExitCode.DONE;
        });
    }

    private Recipe limited(Recipe recipe) {
        return horizon ? recipe : recipe.steps(Math.min(recipe.steps(), budget));
    }

    private void run(FrozenModel opened, CramSettings settings, List<Recipe> chosen) throws IOException {
        Samples drawn = samples.draw(opened, tokens);
        drawn.skipped().forEach(line -> console.err().println("cram: skipped, " + line));
        try (Laboratory laboratory = new Laboratory(opened, settings, drawn.texts(), results, horizon)) {
            if (laboratory.linesWithoutKey() > 0) {
                console.err()
                        .println("cram: " + laboratory.linesWithoutKey() + " lines of " + results
                                + " do not tell model, length and settings, as those of earlier versions: not used");
            }
            run(opened, laboratory, drawn, chosen);
        }
    }

    private void run(FrozenModel opened, Laboratory laboratory, Samples drawn, List<Recipe> chosen) throws IOException {
        PrintStream out = console.out();
        out.println("recipe            exact  median     p90    eval/s  seconds  horizon  gain, bits");
        List<Figures> figures = new ArrayList<>();
        Map<String, List<Trial>> trials = new LinkedHashMap<>();
        for (Recipe recipe : chosen) {
            List<Trial> of;
            try (BenchProgress progress = new BenchProgress(recipe.name(), console)) {
                of = laboratory.run(recipe, progress);
            }
            Figures row = Figures.of(recipe.name(), of, budget);
            trials.put(recipe.name(), of);
            figures.add(row);
            out.println(row(row));
        }
        if (json != null) {
            Json.write(
                    json,
                    new Bench(
                            opened.name(),
                            samples.texts().toString(),
                            tokens,
                            samples.count(),
                            drawn.skipped().size(),
                            vectors,
                            budget,
                            samples.seed(),
                            margin,
                            horizon,
                            Cram.version(),
                            opened.fingerprint(),
                            opened.precision(),
                            opened.device(),
                            opened.threads(),
                            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                            figures));
        }
        if (plot != null) {
            Path file = plot;
            String title = samples.count() + " texts of " + tokens + " tokens, " + opened.name();
            Output.writing(file, () -> SolvedPlot.write(file, title, trials, budget));
        }
    }

    private static String row(Figures row) {
        return String.format(
                Locale.ROOT,
                "%-16s %5.0f %%  %6.1f  %6.1f  %8.1f  %7.1f  %7.1f  %10.1f",
                row.name(),
                100 * row.exactShare(),
                row.medianEvaluations(),
                row.p90Evaluations(),
                row.evaluationsPerSecond(),
                row.wallSeconds(),
                row.meanHorizonTokens(),
                row.meanGainBits());
    }
}
