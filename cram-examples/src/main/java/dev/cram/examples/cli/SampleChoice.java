package dev.cram.examples.cli;

import dev.cram.api.FrozenModel;
import dev.cram.examples.lab.Samples;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which texts of equal length to draw from a file. */
final class SampleChoice {

    @Option(
            names = "--texts",
            required = true,
            paramLabel = "FILE",
            description = "One text a line; .xz is read too. A line counts when its prefix tokenises back to itself.")
    private Path texts = Path.of("");

    @Option(names = "--samples", paramLabel = "N", description = "Number of texts (default: ${DEFAULT-VALUE}).")
    private int samples = 20;

    @Option(names = "--seed", paramLabel = "S", description = "Of the draw and the starts (default: ${DEFAULT-VALUE}).")
    private long seed;

    /** Checks that the file can be read. */
    void check() {
        Input.file(texts);
    }

    Path texts() {
        return texts;
    }

    int count() {
        return samples;
    }

    long seed() {
        return seed;
    }

    Samples draw(FrozenModel model, int tokens) throws IOException {
        return Samples.draw(texts, model, tokens, samples, seed);
    }
}
