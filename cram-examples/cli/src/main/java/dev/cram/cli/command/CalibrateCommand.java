package dev.cram.cli.command;

import dev.cram.Cram;
import dev.cram.cli.bench.CalibrationRun;
import dev.cram.cli.bench.FitCheck;
import dev.cram.cli.file.Output;
import dev.cram.cli.file.RecordJson;
import dev.cram.cli.option.CalibrationMixin;
import dev.cram.cli.option.ModelMixin;
import dev.cram.cli.option.OptionValues;
import dev.cram.cli.option.SampleMixin;
import dev.cram.cli.terminal.CalibrationProgress;
import dev.cram.cli.terminal.Console;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.cli.terminal.ReportTable;
import dev.cram.measure.Calibration;
import dev.cram.measure.Calibrations;
import dev.cram.measure.VectorBits;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
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
        description = "Measures what one vector of a model holds, in bits, and keeps the figure: from then on every "
                + "estimate of the model, auto vectors and searches go by it.",
        footer = {
            "",
            "Texts are measured until the mean is known to --accuracy; Ctrl-C ends it with those that are done. The figure",
            "is kept in the user's cache, CRAM_CACHE or ~/.cache/cram; 'cram models' lists what is there, and a file that",
            "is deleted is forgotten. Another figure is given to compress as --vector-bits."
        })
public final class CalibrateCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ModelMixin model = new ModelMixin();

    @Mixin
    private SampleMixin samples = new SampleMixin();

    @Mixin
    private CalibrationMixin how = new CalibrationMixin();

    @Option(names = "--no-save", description = "Prints the figure only.")
    private boolean noSave;

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
        how.check();
        if (!noSave) {
            Output.checkInside(OptionValues.checked(Calibrations::folder), "set CRAM_CACHE, or give --no-save");
        }
        return model.use(options, this::calibrate);
    }

    private int calibrate(FrozenModel opened) throws IOException {
        List<String> drawn = samples.draw(opened, how.tokens(), how.checked()).texts();
        Cram cram = Cram.with(opened, how.settings(samples.seed()));
        List<MemoryVectors> found;
        try (CalibrationProgress progress = new CalibrationProgress(samples.count(), console)) {
            found = new CalibrationRun(cram, how.accuracy(), progress).of(drawn.subList(0, samples.count()));
        }
        Calibration calibration = Calibration.of(found);
        print(calibration);
        print("known before", "%s", VectorBits.of(opened, null));
        // An interrupt has ended the measuring, and writing what it found must not fail.
        boolean stopped = Thread.interrupted();
        if (!noSave) {
            save(opened, calibration, stopped);
        }
        FitCheck check = new FitCheck(0, Double.NaN);
        if (how.checked() > 0 && !stopped) {
            double tokens = found.stream()
                    .mapToInt(prefix -> prefix.origin().tokens())
                    .average()
                    .orElseThrow();
            check = FitCheck.of(
                    opened,
                    cram.vectorBits(calibration.vectorBits()),
                    tokens,
                    drawn.subList(samples.count(), drawn.size()));
            print(
                    "hit rate",
                    "%.0f %% of %d further texts: told right whether they fit",
                    100 * check.hitRate(),
                    check.texts());
        }
        if (json != null) {
            RecordJson.write(json, new Figures(calibration, check));
        }
        return ExitCode.DONE;
    }

    private void print(Calibration calibration) {
        print("one vector", "holds %.1f bits of %s", calibration.vectorBits(), calibration.model());
        if (calibration.texts() > 1) {
            print("deviation", "%.1f bits over %d texts", calibration.deviationBits(), calibration.texts());
            print("accuracy", "%.1f %%, the standard error of the mean", 100 * calibration.standardError());
            print("mean error", "%.0f %% of a text from the mean of the others", 100 * calibration.meanError());
        } else {
            print("deviation", "not known from one text");
        }
        print("fingerprint", "%s", calibration.fingerprint());
    }

    /** Does not let what was stopped early take the place of what was measured on more texts. */
    private void save(FrozenModel opened, Calibration calibration, boolean stopped) throws IOException {
        int before = Calibrations.find(opened).map(Calibration::texts).orElse(0);
        if (stopped && before > calibration.texts()) {
            print("not saved", "stopped after %d texts, and a calibration of %d is there", calibration.texts(), before);
        } else {
            print("saved", "%s", Calibrations.save(calibration));
        }
    }

    private void print(String name, String format, Object... values) {
        console.out().println(ReportTable.row(name, format, values));
    }

    private record Figures(Calibration calibration, FitCheck check) {}
}
