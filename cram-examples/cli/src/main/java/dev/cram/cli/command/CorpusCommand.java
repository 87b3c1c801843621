package dev.cram.cli.command;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.Cram;
import dev.cram.cli.option.CorpusTextsMixin;
import dev.cram.cli.option.DraftMixin;
import dev.cram.cli.option.ModelMixin;
import dev.cram.cli.option.OptionValues;
import dev.cram.cli.option.SearchMixin;
import dev.cram.cli.terminal.Console;
import dev.cram.cli.terminal.CorpusProgress;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.corpus.CorpusWorker;
import dev.cram.corpus.run.CorpusRun;
import dev.cram.corpus.text.Documents;
import dev.cram.model.CramException;
import dev.cram.model.ModelOptions;
import dev.cram.model.Precision;
import dev.cram.recipe.CramSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cram corpus}: the documents of files in, rows of vectors in Parquet out. */
@Command(
        name = "corpus",
        mixinStandardHelpOptions = true,
        description = "Crams every document of some files into a row of Parquet, with all that was measured of it.",
        footer = {
            "",
            "INPUT is a file, a folder or a pattern such as 'books/**.txt': plain text,",
            "of which a file is a document, JSON lines, CSV or Parquet; all but Parquet may",
            "end in .xz, .gz or .zst. A document that cannot be read or crammed is a row",
            "with its error, and the exit code is 2 then. However a run ends, Ctrl-C or a",
            "kill, the same command goes on with it, and ends at the same rows.",
            "",
            "  cram corpus books.jsonl.zst --out rows   crams",
            "  cram corpus --verify rows                decodes all rows, and compares"
        })
public final class CorpusCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ModelMixin model = new ModelMixin();

    @Mixin
    private DraftMixin draft = new DraftMixin();

    @Mixin
    private SearchMixin search = new SearchMixin();

    @Mixin
    private CorpusTextsMixin texts = new CorpusTextsMixin();

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Documents evaluated together (default: ${DEFAULT-VALUE}).")
    private int batch = CramSettings.defaults().batch();

    @Option(
            names = "--chunk",
            paramLabel = "N",
            description =
                    "Documents that are crammed in one go, and are one file of Parquet (default: ${DEFAULT-VALUE}).")
    private int chunk = CorpusWorker.CHUNK;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder of the rows: new, empty, or of the same run.")
    private @Nullable Path out;

    @Option(names = "--verify", paramLabel = "DIR", description = "Decodes the rows of a run, rather than cramming.")
    private @Nullable Path verify;

    @Parameters(arity = "0..1", paramLabel = "INPUT", description = "Where the documents are.")
    private @Nullable String input;

    public CorpusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        ModelOptions options = model.options();
        if (verify != null) {
            if (input != null || out != null) {
                throw new CramException("--verify reads the rows of a run alone: leave INPUT and --out out");
            }
            return new RowsVerification(verify, batch, console).run(model, options);
        }
        if (input == null || out == null) {
            throw new CramException("Name the documents and the folder of their rows: cram corpus INPUT --out DIR");
        }
        CramSettings settings = OptionValues.checked(() -> {
            checkArgument(chunk >= 1, "chunk must be at least 1, but was %s", chunk);
            return search.settings().batch(batch);
        });
        Optional<Precision> drafted = draft.precision();
        Path folder = out;
        Documents documents = texts.documents(input, folder);
        return DraftMixin.use(model, options, drafted, (opened, other) -> {
            Cram plain = Cram.with(opened, settings);
            Cram cram = other.map(plain::draft).orElse(plain);
            String draft = drafted.map(Precision::toString).orElse("none");
            return cram(new CorpusRun(opened, cram, draft, chunk), documents, folder);
        });
    }

    private int cram(CorpusRun run, Documents documents, Path folder) throws IOException {
        CorpusProgress progress = new CorpusProgress(console);
        try {
            boolean done = cram(run, documents, folder, progress);
            console.out().println(folder + ": " + progress.summary());
            if (!done) {
                console.err().println("cram: stopped; the same command goes on");
            }
            return done && progress.allExact() ? ExitCode.DONE : ExitCode.INEXACT;
        } finally {
            // An interrupt has ended the work.
            Thread.interrupted();
        }
    }

    private static boolean cram(CorpusRun run, Documents documents, Path folder, CorpusProgress progress)
            throws IOException {
        try (progress) {
            return run.run(documents, folder, progress);
        }
    }
}
