package dev.cram.examples.lab;

import dev.cram.api.CramException;
import dev.cram.api.FrozenModel;
import dev.cram.api.InvalidTextException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.tukaani.xz.XZInputStream;

/**
 * Texts of equal length drawn from the lines of a file.
 *
 * @param texts the texts, each of the wanted number of tokens
 * @param skipped lines that were drawn but do not count, each with the reason
 */
public record Samples(List<String> texts, List<String> skipped) {

    /**
     * Draws texts: lines in an order that the seed makes, each cut to its first tokens. A line counts when that prefix
     * tokenises back to itself.
     *
     * @param file one text a line, in UTF-8; compressed if its name ends in .xz
     * @throws CramException if the file holds too few lines that count
     */
    public static Samples draw(Path file, FrozenModel model, int tokens, int count, long seed) throws IOException {
        List<String> lines = new ArrayList<>(lines(file));
        Collections.shuffle(lines, new Random(seed));
        List<String> texts = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (int i = 0; i < lines.size() && texts.size() < count; i++) {
            String line = lines.get(i);
            try {
                int[] ids = model.encode(line);
                if (ids.length < tokens) {
                    continue;
                }
                cut(line, model, tokens)
                        .ifPresentOrElse(texts::add, () -> skipped.add("does not tokenise back to itself: " + line));
            } catch (InvalidTextException e) {
                skipped.add(e.getMessage() + ": " + line);
            }
        }
        if (texts.size() < count) {
            throw new CramException(file + " has only " + texts.size() + " lines of at least " + tokens
                    + " tokens that tokenise back to themselves, not " + count + ": ask for fewer or shorter samples");
        }
        return new Samples(texts, skipped);
    }

    /** The first tokens of a text of at least that many, if they tokenise back to themselves. */
    static Optional<String> cut(String text, FrozenModel model, int tokens) {
        int[] prefix = Arrays.copyOf(model.encode(text), tokens);
        String start = model.decode(prefix);
        return Arrays.equals(model.encode(start), prefix) ? Optional.of(start) : Optional.empty();
    }

    private static List<String> lines(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".xz") ? new XZInputStream(raw) : raw) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }
}
