package dev.cram.cli.command;

import dev.cram.Cram;
import dev.cram.cli.option.ComputeMixin;
import dev.cram.cli.option.StudyPlanMixin;
import dev.cram.cli.option.StudyTextsMixin;
import dev.cram.cli.terminal.Console;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.cli.terminal.Interruption;
import dev.cram.cli.terminal.StudyProgress;
import dev.cram.model.CramException;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import dev.cram.report.Report;
import dev.cram.study.Studies;
import dev.cram.study.Study;
import dev.cram.study.measurement.Subject;
import dev.cram.study.measurement.Workbench;
import dev.cram.study.observation.ResultLog;
import dev.cram.study.observation.StudyPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
            names = "--model",
            paramLabel = "LOCATION",
            description = "What 'cram compress' takes; may be repeated (default: pocket).")
    private List<String> models = List.of(POCKET);

    @Mixin
    private StudyPlanMixin plan = new StudyPlanMixin();

    @Mixin
    private StudyTextsMixin texts = new StudyTextsMixin();

    @Mixin
    private ComputeMixin compute = new ComputeMixin();

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
        StudyFolder folder = new StudyFolder(out, console);
        if (merge.isEmpty()) {
            measure(folder);
        } else {
            folder.merge(merge, command());
        }
        return ExitCode.DONE;
    }

    private void measure(StudyFolder folder) throws Exception {
        List<Study<?>> chosen = studies();
        StudyPlan measured = plan.plan();
        ModelOptions options = compute.options();
        texts.check();
        folder.create();
        try (ResultLog log = folder.results()) {
            Interruption.guard(() -> {
                for (String location : models) {
                    try (FrozenModel model = Cram.open(location, options);
                            StudyProgress progress = new StudyProgress(console)) {
                        Subject subject =
                                new Subject(model, measured, texts.sources(location.equals(POCKET), measured.seed()));
                        Studies.measure(chosen, new Workbench(subject, log, progress, command()));
                    }
                }
                return ExitCode.DONE;
            });
            folder.write(log, List.of());
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
