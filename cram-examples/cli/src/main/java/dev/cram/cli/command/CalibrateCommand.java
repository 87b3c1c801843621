package dev.cram.cli.command;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.cli.bench.Calibration;
import dev.cram.cli.file.Output;
import dev.cram.cli.file.RecordJson;
import dev.cram.cli.option.ModelMixin;
import dev.cram.cli.option.OptionValues;
import dev.cram.cli.option.SampleMixin;
import dev.cram.cli.terminal.Console;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.cli.terminal.ReportTable;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import dev.cram.recipe.CramSettings;
import dev.cram.recipe.Recipes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cram calibrate}: what one vector of a model holds, for the estimates. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = "Measures what one vector of a model holds, in bits, and how well that predicts what fits. "
                + "Half of the texts are held out.",
        footer = {"", "Give the figure to compress as --vector-bits, or to Cram.vectorBits."})
public final class CalibrateCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ModelMixin model = new ModelMixin();

    @Mixin
    private SampleMixin samples = new SampleMixin();

    @Option(
            names = "--tokens",
            paramLabel = "L",
            description = "Tokens of each text, more than one vector holds (default: ${DEFAULT-VALUE}).")
    private int tokens = 128;

    @Option(
            names = "--budget",
            paramLabel = "EVALUATIONS",
            description = "Evaluations a text (default: ${DEFAULT-VALUE}).")
    private int budget = 1_000;

    @Option(names = "--json", paramLabel = "OUT.json", description = "Writes the figures.")
    private @Nullable Path json;

    public CalibrateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        samples.check();
        Output.check(json);
        Output.checkAllDistinct(samples.texts(), json);
        ModelOptions options = model.options();
        CramSettings settings = OptionValues.checked(() -> {
            checkArgument(samples.count() >= 2, "samples must be at least 2, but was %s", samples.count());
            checkArgument(tokens >= 1, "tokens must be at least 1, but was %s", tokens);
            checkArgument(budget >= 1, "budget must be at least 1 evaluation, but was %s", budget);
            return CramSettings.defaults()
                    .seed(samples.seed())
                    .recipe(Recipes.standard().budget(budget));
        });
        return model.use(options, opened -> calibrate(opened, settings));
    }

    private int calibrate(FrozenModel opened, CramSettings settings) throws IOException {
        List<String> drawn = samples.draw(opened, tokens).texts();
        int half = drawn.size() / 2;
        Calibration found = Calibration.of(opened, settings, drawn.subList(0, half), drawn.subList(half, drawn.size()));
        print("one vector", "holds %.0f bits of %s", found.vectorBits(), opened.name());
        if (found.texts() > 1) {
            print("deviation", "%.0f bits over %d texts", found.deviationBits(), found.texts());
        } else {
            print("deviation", "not known from one text");
        }
        print("mean error", "%.0f %% on %d held-out texts", 100 * found.meanError(), found.heldOut());
        print(
                "hit rate",
                "%.0f %% of %d held-out texts: told right whether they fit",
                100 * found.hitRate(),
                found.heldOut());
        print("fingerprint", "%s", found.fingerprint());
        if (json != null) {
            RecordJson.write(json, found);
        }
        return ExitCode.DONE;
    }

    private void print(String name, String format, Object... values) {
        console.out().println(ReportTable.row(name, format, values));
    }
}
