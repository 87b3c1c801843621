package dev.cram.cli.command;

import dev.cram.Cram;
import dev.cram.Segments;
import dev.cram.cli.file.Input;
import dev.cram.cli.file.Output;
import dev.cram.cli.file.RecordJson;
import dev.cram.cli.terminal.Console;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.cli.terminal.SegmentsProgress;
import dev.cram.file.SegmentFile;
import dev.cram.memory.InexactException;
import dev.cram.memory.SegmentsReport;
import dev.cram.model.CramException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What commands do with texts of any length. */
final class LongTextCommands {

    private LongTextCommands() {}

    /** Checks files, before any work. */
    static void check(Path input, Path output, @Nullable Path report) throws IOException {
        if (Output.isStandard(output)) {
            throw new CramException(
                    "Segments go to a file, from which each can be read alone: name one, such as -o OUT.crams");
        }
        Output.checkReplaceable(output);
        Output.check(report);
        Output.checkAllDistinct(output, report, Output.isStandard(input) ? null : input);
    }

    /** Crams a text into a file of segments. */
    static int compress(Cram cram, Path input, Path output, @Nullable Path report, Console console) throws IOException {
        try {
            SegmentsReport made = compress(cram, input, output, console);
            if (report != null) {
                RecordJson.write(report, made);
            }
            console.out().println(output + ": " + summary(made));
            return made.exact() == made.segments() ? ExitCode.DONE : ExitCode.INEXACT;
        } catch (InexactException e) {
            console.err().println("cram: " + e.getMessage() + "; " + output + ".part has what is done");
            return ExitCode.INEXACT;
        } finally {
            // An interrupt has ended the work.
            Thread.interrupted();
        }
    }

    private static SegmentsReport compress(Cram cram, Path input, Path output, Console console) throws IOException {
        try (Reader text = Input.reader(input, console);
                SegmentsProgress progress = new SegmentsProgress(console)) {
            return cram.listener(progress).segments().compress(text, output);
        }
    }

    private static String summary(SegmentsReport report) {
        return String.format(
                Locale.ROOT,
                "%,d characters, %,d tokens in %,d vectors of %,d segments, %,d of them exact, %,d second tries",
                report.characters(),
                report.tokens(),
                report.vectors(),
                report.segments(),
                report.exact(),
                report.secondTries());
    }

    /** Reads the text of a file of segments back, or the characters from one on, up to another if there is one. */
    static void decompress(Segments segments, SegmentFile file, long from, @Nullable Long to, Appendable out)
            throws IOException {
        if (from == 0 && to == null) {
            segments.decompress(file, out);
            return;
        }
        try {
            out.append(segments.text(file, from, to == null ? file.length() : to));
        } catch (IndexOutOfBoundsException e) {
            throw new CramException(file + ": " + e.getMessage() + "; give others with --from and --to", e);
        }
    }
}
