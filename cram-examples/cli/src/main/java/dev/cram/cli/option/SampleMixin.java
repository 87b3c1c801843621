package dev.cram.cli.option;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import dev.cram.cli.bench.TextSample;
import dev.cram.corpus.text.TextFiles;
import dev.cram.model.FrozenModel;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which texts of equal length to draw from files. */
public final class SampleMixin {

    @Option(
            names = "--texts",
            required = true,
            paramLabel = "PATH",
            description =
                    "A file or folder of plain text, one text a line, or of JSON lines, CSV or Parquet, where they are"
                            + " called 'text'; packed (.xz, .gz, .zst) too. A text counts when its prefix tokenises back to itself.")
    private Path texts = Path.of("");

    @Option(names = "--samples", paramLabel = "N", description = "Number of texts (default: ${DEFAULT-VALUE}).")
    private int samples = 20;

    @Option(names = "--seed", paramLabel = "S", description = "Of the draw and the starts (default: ${DEFAULT-VALUE}).")
    private long seed;

    /** Checks the values, before any work. */
    public void check() throws IOException {
        TextFiles.check(texts);
        OptionValues.checked(() -> {
            checkArgument(samples >= 1, "samples must be at least 1, but was %s", samples);
            return samples;
        });
    }

    public Path texts() {
        return texts;
    }

    public int count() {
        return samples;
    }

    public long seed() {
        return seed;
    }

    /** Draws further texts behind those that were asked for. */
    public TextSample draw(FrozenModel model, int tokens, int further) throws IOException {
        return TextSample.draw(texts, model, tokens, Ints.saturatedCast((long) samples + further), seed);
    }

    public TextSample draw(FrozenModel model, int tokens) throws IOException {
        return TextSample.draw(texts, model, tokens, samples, seed);
    }
}
