package dev.cram.cli.command;

import dev.cram.Cram;
import dev.cram.cli.option.ModelMixin;
import dev.cram.cli.terminal.Console;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.cli.terminal.StatusLine;
import dev.cram.corpus.CorpusRow;
import dev.cram.corpus.CorpusWorker;
import dev.cram.corpus.run.CorpusRun;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the rows of a corpus run, and compares.
 *
 * @param folder the rows
 * @param batch how many are decoded together
 */
record RowsVerification(Path folder, int batch, Console console) {

    private static final int SHOWN = 10;

    /** Does it with a model, in the precision that the rows were made in unless the user names another. */
    int run(ModelMixin model, ModelOptions options) throws Exception {
        List<Path> parts = CorpusRun.parts(folder);
        ModelOptions chosen = model.namesPrecision() ? options : inPrecision(options, parts);
        return model.use(chosen, opened -> run(parts, opened, model.namesPrecision()));
    }

    /** In the precision that the first row with vectors was made in. */
    private static ModelOptions inPrecision(ModelOptions options, List<Path> parts) throws IOException {
        for (Path part : parts) {
            for (CorpusRow row : CorpusRun.rows(part)) {
                if (row.hasVectors()) {
                    return options.precision(row.toVectors().origin().precision());
                }
            }
        }
        return options;
    }

    private int run(List<Path> parts, FrozenModel opened, boolean otherPrecision) throws IOException {
        Cram cram = Cram.with(opened).batch(batch);
        CorpusWorker worker = new CorpusWorker(otherPrecision ? cram.acceptOtherPrecision() : cram);
        long rows = 0;
        long exact = 0;
        long wrong = 0;
        try (StatusLine line = new StatusLine(console)) {
            for (Path part : parts) {
                List<CorpusRow> some = CorpusRun.rows(part);
                for (@Nullable String complaint : worker.verify(some)) {
                    if (complaint != null && ++wrong <= SHOWN) {
                        console.err().println("cram: " + part.getFileName() + ": " + complaint);
                    }
                }
                rows += some.size();
                exact += some.stream().filter(CorpusRow::isExact).count();
                long decoded = rows;
                line.show(() -> String.format(Locale.ROOT, "%,d rows are decoded", decoded));
            }
        }
        console.out()
                .println(String.format(
                        Locale.ROOT,
                        "%s: %,d rows, %,d of them exact, of which %,d return their text%s",
                        folder,
                        rows,
                        exact,
                        exact - wrong,
                        wrong == 0 ? "" : " and " + wrong + " do not"));
        return wrong == 0 && exact == rows ? ExitCode.DONE : ExitCode.INEXACT;
    }
}
