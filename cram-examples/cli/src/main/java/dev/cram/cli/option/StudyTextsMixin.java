package dev.cram.cli.option;

import dev.cram.corpus.text.TextFiles;
import dev.cram.model.CramException;
import dev.cram.report.text.SampleTexts;
import dev.cram.study.measurement.Subject;
import dev.cram.study.observation.ModelFacts.Role;
import dev.cram.study.text.Bounds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the texts of a study come from: files, or excerpts of books that are at hand. */
public final class StudyTextsMixin {

    @Option(
            names = "--texts",
            paramLabel = "PATH",
            description =
                    "A file or folder of plain text, or of JSON lines, CSV or Parquet, where texts are called 'text'; packed (.xz,"
                            + " .gz, .zst) too (default: excerpts of books).")
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

    /** Checks that all can be read, before any work. */
    public void check() throws IOException {
        bounds();
        for (Path path : Stream.of(texts, seen, words).filter(Objects::nonNull).toList()) {
            TextFiles.check(path);
        }
    }

    /** Texts for a model; of the built-in one it is known what it was trained on. */
    public List<Subject.Source> sources(boolean builtIn, long seed) throws IOException {
        Bounds where = bounds();
        List<Subject.Source> sources = new ArrayList<>();
        sources.add(
                texts == null
                        ? SampleTexts.unseen(where, seed)
                        : new Subject.Source(TextFiles.source(texts, where, seed), Role.MAIN));
        if (seen != null) {
            sources.add(new Subject.Source(TextFiles.source(seen, where, seed), Role.SEEN));
        } else if (builtIn) {
            sources.add(SampleTexts.seen(where, seed));
        }
        sources.add(
                words == null
                        ? SampleTexts.words(seed)
                        : new Subject.Source(TextFiles.words(words, seed), Role.RANDOM_WORDS));
        return sources;
    }

    private Bounds bounds() {
        return switch (bounds) {
            case "sentence" -> Bounds.SENTENCE;
            case "token" -> Bounds.TOKEN;
            default -> throw new CramException("bounds must be sentence or token, but was '" + bounds + "'");
        };
    }
}
