package dev.cram.cli.command;

import dev.cram.Cram;
import dev.cram.cli.file.Input;
import dev.cram.cli.file.Json;
import dev.cram.cli.file.Output;
import dev.cram.cli.option.Choices;
import dev.cram.cli.option.Placement;
import dev.cram.cli.terminal.Console;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.cli.terminal.Interruption;
import dev.cram.cli.terminal.StudyProgress;
import dev.cram.memory.CramException;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import dev.cram.recipe.Recipe;
import dev.cram.report.Preset;
import dev.cram.report.Report;
import dev.cram.report.page.StudyFiles;
import dev.cram.report.text.SampleTexts;
import dev.cram.report.text.TextFiles;
import dev.cram.study.Study;
import dev.cram.study.Workbench;
import dev.cram.study.observation.ModelFacts.Role;
import dev.cram.study.observation.ResultLog;
import dev.cram.study.observation.StudyPlan;
import dev.cram.study.text.TextSource.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cram study}: the paper's tables and figures for any models and texts, in one page. */
@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        description = "Measures the paper's tables and figures: a page, JSON and CSV in one folder.",
        footer = {
            "",
            "Studies: capacity, vectors, cross-entropy, utilization, sources, geometry, entropy-coders, bits-needed.",
            "A run that was stopped continues when the same command is given again."
        })
public final class StudyCommand implements Callable<Integer> {

    private static final String POCKET = "pocket";

    private final Console console;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The studies (default: all).")
    private List<String> names = List.of();

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "quick or paper: where the settings below come from (default: ${DEFAULT-VALUE}).")
    private String preset = "quick";

    @Option(
            names = "--model",
            paramLabel = "LOCATION",
            description = "What 'cram compress' takes; may be repeated (default: pocket).")
    private List<String> models = List.of(POCKET);

    @Mixin
    private Placement placement = new Placement();

    @Option(
            names = "--texts",
            paramLabel = "PATH",
            description =
                    "A file or folder of plain text, or of JSON lines or CSV, where the texts are called 'text'; .xz and"
                            + " .gz too (default: excerpts of books).")
    private @Nullable Path texts;

    @Option(
            names = "--seen",
            paramLabel = "PATH",
            description = "The same of texts that the models were trained on (default for pocket: excerpts of books).")
    private @Nullable Path seen;

    @Option(
            names = "--words",
            paramLabel = "FILE",
            description = "Vocabulary of the random words, one a line (default: ten thousand English words).")
    private @Nullable Path words;

    @Option(
            names = "--bounds",
            paramLabel = "WHERE",
            description = "sentence or token: where windows of plain text begin (default: ${DEFAULT-VALUE}).")
    private String bounds = "sentence";

    @Option(names = "--samples", paramLabel = "N", description = "Texts a length (default: the preset's).")
    private @Nullable Integer samples;

    @Option(
            names = "--lengths",
            split = ",",
            paramLabel = "L",
            description = "Tokens of a text for one vector; k vectors get k times as many (default: the preset's).")
    private @Nullable List<Integer> lengths;

    @Option(
            names = "--bisect",
            description = "Searches the largest of the lengths that fits, instead of measuring all.")
    private boolean bisect;

    @Option(names = "--vectors", split = ",", paramLabel = "K", description = "Numbers of vectors, the first is 1.")
    private @Nullable List<Integer> vectors;

    @Option(names = "--detail", paramLabel = "L", description = "Tokens of the texts of geometry and bits-needed.")
    private @Nullable Integer detail;

    @Option(names = "--recipe", paramLabel = "NAME", description = "How to search (default: the preset's).")
    private @Nullable String recipe;

    @Option(names = "--steps", paramLabel = "N", description = "Largest number of steps a text.")
    private @Nullable Integer steps;

    @Option(names = "--batch", paramLabel = "N", description = "Texts evaluated together.")
    private @Nullable Integer batch;

    @Option(names = "--seed", paramLabel = "S", description = "Of draws and searches (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", paramLabel = "DIR", description = "The report's folder (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("cram-study");

    @Option(
            names = "--merge",
            arity = "1..*",
            paramLabel = "DIR",
            description = "Measures nothing; joins the results of these folders.")
    private List<Path> merge = List.of();

    public StudyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (!merge.isEmpty()) {
            return merge();
        }
        List<Study<?>> chosen = studies();
        StudyPlan plan = Choices.checked(this::plan);
        Choices.checked(() -> Recipe.named(plan.recipe()));
        ModelOptions options = placement.options();
        Bounds where = bounds();
        checkTexts();
        checkFolder();
        try (ResultLog log = ResultLog.open(out.resolve(StudyFiles.RESULTS))) {
            Interruption.guard(() -> {
                for (String location : models) {
                    try (FrozenModel model = Cram.open(location, options);
                            StudyProgress progress = new StudyProgress(console)) {
                        new Workbench(model, plan, sources(location, where), log, progress, command()).run(chosen);
                    }
                }
                return ExitCode.DONE;
            });
            return write(log, List.of());
        }
    }

    private List<Study<?>> studies() {
        List<Study<?>> all = Report.studies();
        List<String> known = all.stream().map(Study::name).collect(Collectors.toList());
        for (String name : names) {
            if (!known.contains(name)) {
                throw new CramException(
                        "study must be one of " + String.join(", ", known) + ", but was '" + name + "'");
            }
        }
        return all.stream()
                .filter(study -> names.isEmpty() || names.contains(study.name()))
                .toList();
    }

    private StudyPlan plan() {
        StudyPlan base = Preset.named(preset);
        int perLength = samples == null ? base.texts() : samples;
        return new StudyPlan(
                base.preset(),
                perLength,
                lengths == null ? base.lengths() : lengths,
                bisect || base.bisect(),
                vectors == null ? base.vectors() : vectors,
                recipe == null ? base.recipe() : recipe,
                steps == null ? base.steps() : steps,
                batch == null ? base.batch() : batch,
                seed,
                detail == null ? base.detailTokens() : detail,
                Math.max(2, Math.min(perLength, base.solutionTexts())),
                base.solutions(),
                base.lineSteps(),
                base.bits(),
                Math.max(2, Math.min(perLength, base.codedTexts())),
                base.codedTokens());
    }

    private Bounds bounds() {
        return switch (bounds) {
            case "sentence" -> Bounds.SENTENCE;
            case "token" -> Bounds.TOKEN;
            default -> throw new CramException("bounds must be sentence or token, but was '" + bounds + "'");
        };
    }

    private void checkTexts() throws IOException {
        for (Path path : Stream.of(texts, seen, words).filter(Objects::nonNull).toList()) {
            TextFiles.check(path);
        }
    }

    private List<Workbench.Source> sources(String model, Bounds where) throws IOException {
        List<Workbench.Source> sources = new ArrayList<>();
        sources.add(
                texts == null
                        ? SampleTexts.unseen(where, seed)
                        : new Workbench.Source(TextFiles.source(texts, where, seed), Role.MAIN));
        if (seen != null) {
            sources.add(new Workbench.Source(TextFiles.source(seen, where, seed), Role.SEEN));
        } else if (model.equals(POCKET)) {
            sources.add(SampleTexts.seen(where, seed));
        }
        sources.add(
                words == null
                        ? SampleTexts.words(seed)
                        : new Workbench.Source(TextFiles.words(words, seed), Role.RANDOM_WORDS));
        return sources;
    }

    private int merge() throws IOException {
        for (Path folder : merge) {
            Input.file(folder.resolve(StudyFiles.RESULTS));
        }
        checkFolder();
        Path joined = out.resolve(StudyFiles.RESULTS);
        try (ResultLog log = ResultLog.open(joined)) {
            for (Path folder : merge) {
                Path results = folder.resolve(StudyFiles.RESULTS);
                // The file that is open need not be read again, which would end its lock.
                if (!Files.isSameFile(results, joined)) {
                    log.join(ResultLog.read(results));
                }
            }
            return write(log, List.of(command()));
        }
    }

    private void checkFolder() throws IOException {
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new CramException(out + " is a file: name a folder for the report");
        }
        Files.createDirectories(out);
        Output.check(out.resolve(StudyFiles.RESULTS));
        Output.check(out.resolve(StudyFiles.PAGE));
        Output.check(out.resolve(StudyFiles.REPORT));
    }

    private int write(ResultLog log, List<String> more) throws IOException {
        Report report = Report.of(log.observations());
        Output.writing(out, () -> StudyFiles.write(out, report, log.observations(), more));
        Json.write(out.resolve(StudyFiles.REPORT), report);
        report.capacity()
                .rows()
                .forEach(row -> console.out()
                        .println(row.model() + ", " + row.source() + ": "
                                + capacity(row.decodingCapacity(), row.largestLength()) + " in one vector above 0.99, "
                                + capacity(row.exactCapacity(), row.largestLength()) + " exact"));
        console.out().println("The report is in " + out.resolve(StudyFiles.PAGE));
        return ExitCode.DONE;
    }

    /** Nothing is known below the shortest length and beyond the longest. */
    private static String capacity(int tokens, int longest) {
        return tokens == 0
                ? "no length that was measured"
                : tokens + (tokens == longest ? " tokens or more, the longest measured," : " tokens");
    }

    private String command() {
        return spec == null
                ? "cram study"
                : "cram "
                        + spec.commandLine().getParseResult().originalArgs().stream()
                                .map(StudyCommand::quoted)
                                .collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return argument.matches("[\\w@%+=:,./-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
