package dev.cram.report.text;

import dev.cram.study.measurement.Subject.Source;
import dev.cram.study.observation.ModelFacts.Role;
import dev.cram.study.text.Bounds;
import dev.cram.study.text.TextSources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.tukaani.xz.XZInputStream;

/** Texts that are at hand: excerpts of public-domain books, and a list of words. */
public final class SampleTexts {

    private SampleTexts() {}

    /** Books that the built-in model never saw. */
    public static Source unseen(Bounds bounds, long seed) {
        return new Source(TextSources.windows("unseen books", excerpts("unseen"), bounds, seed), Role.MAIN);
    }

    /** Books that the built-in model was trained on. */
    public static Source seen(Bounds bounds, long seed) {
        return new Source(TextSources.windows("training books", excerpts("seen"), bounds, seed), Role.SEEN);
    }

    /** Words of the training books, the most frequent ten thousand. */
    public static Source words(long seed) {
        List<String> words = read("words").lines().toList();
        return new Source(TextSources.randomWords("random words", words, seed), Role.RANDOM_WORDS);
    }

    /** Excerpts are parted by form feeds. */
    private static List<String> excerpts(String name) {
        return List.of(read(name).split("\f", -1));
    }

    private static String read(String name) {
        try (InputStream in = new XZInputStream(
                Objects.requireNonNull(SampleTexts.class.getResourceAsStream(name + ".txt.xz"), name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
