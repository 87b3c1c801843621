package dev.cram.examples;

import com.google.common.collect.Lists;
import dev.cram.Cram;
import dev.cram.memory.TextResult;
import dev.cram.model.FrozenModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Shows how to cram many texts: each comes out as soon as it is done, with its vectors or its own error, and its place is taken by
 * one that waits. {@code --compare} crams them also one by one, and in batches that end with their last text.
 *
 * <pre>cram-examples/java/run ManyTexts "The sea was calm. Nobody answered the old man. He went home."</pre>
 */
public final class ManyTexts {

    private static final String SENTENCES = "The sea was calm. Nobody answered the old man. He went home.";

    private ManyTexts() {}

    /**
     * Prints the rates.
     *
     * @param args sentences, or a file of texts, one a line; then a model, {@code --compare}, or both
     * @throws IOException if the file cannot be read
     */
    public static void main(String[] args) throws IOException {
        List<String> options = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
        String location = options.stream()
                .filter(option -> !option.startsWith("--"))
                .findFirst()
                .orElse("pocket");
        List<String> texts = texts(args.length > 0 ? args[0] : SENTENCES);
        try (FrozenModel model = Cram.open(location)) {
            Cram cram = Cram.with(model).acceptInexact();
            // What runs first is slower until Java has compiled it.
            var unused = cram.compressAll(texts.subList(0, Math.min(16, texts.size())));
            Rate each = each(cram, texts);
            System.out.println("as places come free: " + each);
            if (options.contains("--compare")) {
                Rate batches = batches(cram, texts);
                Rate alone = alone(cram, texts);
                System.out.println("in batches:          " + batches + each.over(batches));
                System.out.println("one by one:          " + alone + each.over(alone));
            }
        }
    }

    private static List<String> texts(String given) throws IOException {
        return Files.exists(Path.of(given)) ? Files.readAllLines(Path.of(given)) : List.of(given.split("(?<=\\.) "));
    }

    /**
     * How fast texts were crammed.
     *
     * @param texts number of texts
     * @param exact how many are exact
     * @param seconds wall time
     */
    record Rate(int texts, int exact, double seconds) {

        double perSecond() {
            return texts / seconds;
        }

        String over(Rate other) {
            return String.format(Locale.ROOT, "; %.2f times that", perSecond() / other.perSecond());
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%d of %d texts exact in %.1f s, %.2f a second", exact, texts, seconds, perSecond());
        }
    }

    /** All at once. */
    static Rate each(Cram cram, List<String> texts) {
        long began = System.nanoTime();
        try (Stream<TextResult> results = cram.compressEach(texts)) {
            List<TextResult> all = results.toList();
            return new Rate(
                    all.size(), (int) all.stream().filter(ManyTexts::isExact).count(), since(began));
        }
    }

    private static boolean isExact(TextResult result) {
        return result.isDone() && result.orThrow().origin().exact();
    }

    /** A batch after the other. */
    static Rate batches(Cram cram, List<String> texts) {
        List<String> byLength =
                texts.stream().sorted(Comparator.comparingInt(String::length)).toList();
        return some(cram, Lists.partition(byLength, cram.settings().batch()));
    }

    /** Each alone. */
    static Rate alone(Cram cram, List<String> texts) {
        return some(cram, Lists.partition(texts, 1));
    }

    private static Rate some(Cram cram, List<List<String>> parts) {
        long began = System.nanoTime();
        int exact = 0;
        int texts = 0;
        for (List<String> part : parts) {
            texts += part.size();
            exact += (int) cram.compressAll(part).stream()
                    .filter(vectors -> vectors.origin().exact())
                    .count();
        }
        return new Rate(texts, exact, since(began));
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
