package dev.cram.cli.option;

import dev.cram.cli.file.Output;
import dev.cram.corpus.text.Documents;
import dev.cram.corpus.text.Fields;
import dev.cram.model.CramException;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How files hold the texts of a corpus. */
public final class CorpusTextsMixin {

    @Option(
            names = "--lines",
            description = "Takes each line of plain text that is not blank for a document of its own.")
    private boolean lines;

    @Option(
            names = "--text",
            paramLabel = "NAME",
            description = "The field or column of the text in JSON lines, CSV and Parquet (default: ${DEFAULT-VALUE}).")
    private String text = Fields.DEFAULT.text();

    @Option(
            names = "--id",
            paramLabel = "NAME",
            description =
                    "The field or column of what documents are called; those without are called by their file and line"
                            + " (default: ${DEFAULT-VALUE}).")
    private String id = Fields.DEFAULT.id();

    /** The documents of a place, which is not to be written to. */
    public Documents documents(String input, Path out) throws IOException {
        Documents documents = Documents.of(input).fields(new Fields(text, id));
        Path written = out.toAbsolutePath().normalize();
        for (Path file : documents.files()) {
            if (file.toAbsolutePath().normalize().startsWith(written)) {
                throw new CramException(input + " names " + file + ", which is inside " + out
                        + ", where the rows go: name another folder for them");
            }
        }
        Output.checkInside(out, "name another folder with --out");
        return lines ? documents.byLine() : documents;
    }
}
