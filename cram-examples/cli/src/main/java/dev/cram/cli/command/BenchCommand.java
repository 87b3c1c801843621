package dev.cram.cli.command;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.Cram;
import dev.cram.cli.bench.BenchReport;
import dev.cram.cli.bench.Benchmark;
import dev.cram.cli.bench.RecipeSummary;
import dev.cram.cli.bench.TextSample;
import dev.cram.cli.bench.Trial;
import dev.cram.cli.bench.TrialKey;
import dev.cram.cli.option.BenchFilesMixin;
import dev.cram.cli.option.BenchSearchMixin;
import dev.cram.cli.option.DraftMixin;
import dev.cram.cli.option.ModelMixin;
import dev.cram.cli.option.OptionValues;
import dev.cram.cli.option.SampleMixin;
import dev.cram.cli.terminal.BenchProgress;
import dev.cram.cli.terminal.Console;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import dev.cram.model.Precision;
import dev.cram.recipe.CramSettings;
import dev.cram.recipe.Recipe;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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
    private ModelMixin model = new ModelMixin();

    @Mixin
    private DraftMixin draft = new DraftMixin();

    @Mixin
    private SampleMixin samples = new SampleMixin();

    @Option(names = "--tokens", required = true, paramLabel = "L", description = "Tokens of each text.")
    private int tokens;

    @Mixin
    private BenchSearchMixin search = new BenchSearchMixin();

    @Mixin
    private BenchFilesMixin files = new BenchFilesMixin();

    public BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        samples.check();
        files.check(samples.texts());
        ModelOptions options = model.options();
        Optional<Precision> drafted = draft.precision();
        OptionValues.checked(() -> {
            checkArgument(tokens >= 1, "tokens must be at least 1, but was %s", tokens);
            return tokens;
        });
        CramSettings settings = search.settings(samples.seed());
        List<Recipe> chosen = search.recipes();
        return DraftMixin.use(model, options, drafted, (opened, other) -> {
            run(opened, other, settings, chosen);
            return ExitCode.DONE;
        });
    }

    private void run(FrozenModel opened, Optional<FrozenModel> other, CramSettings settings, List<Recipe> chosen)
            throws IOException {
        TextSample drawn = samples.draw(opened, tokens);
        drawn.skipped().forEach(line -> console.err().println("cram: skipped, " + line));
        try (Benchmark benchmark =
                new Benchmark(opened, other, settings, drawn.texts(), files.results(), search.horizon())) {
            if (benchmark.linesWithoutKey() > 0) {
                console.err()
                        .println("cram: " + benchmark.linesWithoutKey() + " lines of " + files.results()
                                + " do not tell model, length and settings, as those of earlier versions: not used");
            }
            Map<String, List<Trial>> trials = new LinkedHashMap<>();
            List<RecipeSummary> summaries = run(benchmark, chosen, trials);
            files.write(report(opened, TrialKey.precision(opened, other), drawn, summaries));
            files.plot(samples.count() + " texts of " + tokens + " tokens, " + opened.name(), trials, search.budget());
        }
    }

    /** Prints a line a recipe as it is done. */
    private List<RecipeSummary> run(Benchmark benchmark, List<Recipe> chosen, Map<String, List<Trial>> trials) {
        console.out().println(RecipeSummary.HEADING);
        List<RecipeSummary> summaries = new ArrayList<>();
        for (Recipe recipe : chosen) {
            List<Trial> of;
            try (BenchProgress progress = new BenchProgress(recipe.name(), console)) {
                of = benchmark.run(recipe, progress);
            }
            trials.put(recipe.name(), of);
            RecipeSummary summary = RecipeSummary.of(recipe.name(), of, search.budget());
            summaries.add(summary);
            console.out().println(summary.row());
        }
        return summaries;
    }

    private BenchReport report(FrozenModel opened, String precision, TextSample drawn, List<RecipeSummary> summaries) {
        return new BenchReport(
                opened.name(),
                samples.texts().toString(),
                tokens,
                samples.count(),
                drawn.skipped().size(),
                search.vectors(),
                search.budget(),
                samples.seed(),
                search.margin(),
                search.horizon(),
                Cram.version(),
                opened.fingerprint(),
                precision,
                opened.device(),
                opened.threads(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                drawn.texts(),
                summaries);
    }
}
