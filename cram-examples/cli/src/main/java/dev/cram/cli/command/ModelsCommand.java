package dev.cram.cli.command;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.Cram;
import dev.cram.cli.option.ComputeMixin;
import dev.cram.cli.option.OptionValues;
import dev.cram.cli.terminal.Console;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.djl.DjlModels;
import dev.cram.djl.ModelDescription;
import dev.cram.measure.Calibrations;
import dev.cram.memory.CapacityReport;
import dev.cram.model.CramException;
import dev.cram.model.ModelOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cram models}: what can be opened, and what one model is. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description =
                "Prints which models can be opened and which are calibrated, or describes one; its weights are not "
                        + "loaded.",
        footer = {"", "A model of the hub is downloaded to the hub cache if it is not there."})
public final class ModelsCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "LOCATION",
            description = "The built-in model 'pocket', a model folder, a GGUF file, or a hub id such as "
                    + "EleutherAI/pythia-160m@main.")
    private @Nullable String location;

    @Mixin
    private ComputeMixin compute = new ComputeMixin();

    @Option(
            names = "--tokens",
            paramLabel = "N",
            description =
                    "Plans an evaluation of a text of so many tokens: memory on each device, which need not be here, the "
                            + "longest text that fits, and about the seconds.")
    private @Nullable Integer tokens;

    @Option(names = "--vectors", paramLabel = "N", description = "Of the plan (default: ${DEFAULT-VALUE}).")
    private int vectors = 1;

    public ModelsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ModelOptions options = compute.options();
        OptionValues.checked(() -> {
            checkArgument(tokens == null || tokens >= 1, "tokens must be at least 1, but was %s", tokens);
            checkArgument(vectors >= 1, "vectors must be at least 1, but was %s", vectors);
            return vectors;
        });
        if (tokens == null && compute.isGiven()) {
            throw new CramException("--device and the like are for a plan: give --tokens too");
        }
        if (tokens != null && location == null) {
            throw new CramException("--tokens plans an evaluation with a model: name it");
        }
        List<String> rows = location == null ? supported() : describe(DjlModels.describe(location));
        if (tokens != null && location != null) {
            PlanRows.of(DjlModels.plan(location, options, vectors + tokens - 1), vectors)
                    .forEach((name, value) -> rows.add(row(name, value)));
        }
        rows.forEach(console.out()::println);
        return ExitCode.DONE;
    }

    private static List<String> supported() {
        List<String> rows = new ArrayList<>();
        rows.add(row("families", DjlModels.families().stream().sorted().collect(Collectors.joining(", "))));
        rows.add(row("checkpoint forms", String.join(", ", DjlModels.forms())));
        rows.add(row(
                "locations",
                "pocket, FOLDER, FILE.gguf, OWNER/NAME, OWNER/NAME@REVISION or OWNER/NAME:Q4_K_M of the hub"));
        calibrated().forEach(saved -> rows.add(row("calibrated", saved)));
        return rows;
    }

    /** What the user has calibrated: a row each, by what and when, and the file to delete. */
    private static List<String> calibrated() {
        List<String> rows = Calibrations.all().stream()
                .map(saved -> String.format(
                        Locale.ROOT,
                        "%s, %s: %.1f bits a vector, of %d texts, by %s of version %s%s, %s, in %s",
                        saved.model(),
                        saved.precision(),
                        saved.vectorBits(),
                        saved.texts(),
                        saved.recipe(),
                        saved.version(),
                        saved.version().equals(Cram.version()) ? "" : " (this is " + Cram.version() + ")",
                        saved.date(),
                        Calibrations.file(saved)))
                .toList();
        return rows.isEmpty() ? List.of("none: cram calibrate measures what a vector of a model holds") : rows;
    }

    private static List<String> describe(ModelDescription model) {
        List<String> rows = new ArrayList<>();
        rows.add(row("model", model.location()));
        rows.add(row("model_type", model.family()));
        model.config().forEach((key, value) -> rows.add(row(key, value)));
        rows.add(row("parameters", number(model.parameters())));
        rows.add(row("precision", "stored " + stored(model) + ", computed " + model.precision()));
        rows.add(row("width", number(model.width())));
        rows.add(row("vocabulary", number(model.vocabularySize())));
        rows.add(row("start token", model.startToken().isEmpty() ? "none" : model.startToken()));
        rows.add(row("positions", number(model.positions())));
        rows.add(row("capacity", capacity(model)));
        rows.add(row("memory", memory(model)));
        return rows;
    }

    /** One format, or several with their numbers of parameters. */
    private static String stored(ModelDescription model) {
        Map<String, Long> formats = model.storedParameters();
        return formats.size() == 1
                ? formats.keySet().iterator().next()
                : formats.entrySet().stream()
                        .map(format -> format.getKey() + " (" + number(format.getValue()) + ")")
                        .collect(Collectors.joining(" "));
    }

    private static String capacity(ModelDescription model) {
        double tokens = CapacityReport.theoreticalCapacityTokens(1, model.width(), model.vocabularySize());
        return String.format(
                Locale.ROOT,
                "%,.1f tokens a vector in theory, at %d bits a component",
                tokens,
                CapacityReport.BITS_PER_COMPONENT);
    }

    private static String memory(ModelDescription model) {
        return String.format(
                Locale.ROOT,
                "%,d MB of weights, %,d KB a token of a text, in %s",
                4 * model.parameters() / 1_000_000,
                model.positionBytes() / 1_000,
                model.precision());
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String row(String name, String value) {
        return String.format(Locale.ROOT, "%-20s%s", name, value);
    }
}
