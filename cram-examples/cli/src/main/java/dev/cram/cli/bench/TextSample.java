package dev.cram.cli.bench;

import dev.cram.corpus.text.TextFiles;
import dev.cram.memory.InvalidTextException;
import dev.cram.model.CramException;
import dev.cram.model.FrozenModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Texts of equal length drawn from those of files.
 *
 * @param texts the texts, each of the wanted number of tokens
 * @param skipped texts that were drawn but do not count, each with the reason
 */
public record TextSample(List<String> texts, List<String> skipped) {

    private static final int SHOWN = 80;

    /**
     * Draws texts in an order that the seed makes, each cut to its first tokens. A text counts when that prefix tokenises
     * back to itself.
     *
     * @param path a file or folder of texts, as {@link TextFiles#each} reads them
     * @throws CramException if there are too few texts that count
     */
    public static TextSample draw(Path path, FrozenModel model, int tokens, int count, long seed) throws IOException {
        List<String> all = new ArrayList<>(TextFiles.each(path));
        Collections.shuffle(all, new Random(seed));
        List<String> texts = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (int i = 0; i < all.size() && texts.size() < count; i++) {
            String text = all.get(i);
            try {
                int[] ids = model.encode(text);
                if (ids.length < tokens) {
                    continue;
                }
                start(ids, model, tokens)
                        .ifPresentOrElse(
                                texts::add, () -> skipped.add("does not tokenise back to itself: " + shown(text)));
            } catch (InvalidTextException e) {
                skipped.add(e.getMessage() + ": " + shown(text));
            }
        }
        if (texts.size() < count) {
            throw new CramException(path + " has only " + texts.size() + " texts of at least " + tokens
                    + " tokens that tokenise back to themselves, not " + count + ": ask for fewer or shorter samples");
        }
        return new TextSample(texts, skipped);
    }

    /** The beginning of a text, in one line. */
    private static String shown(String text) {
        String start = text.substring(0, Math.min(SHOWN, text.length()));
        return start.replaceAll("\\s+", " ") + (start.length() < text.length() ? " ..." : "");
    }

    /** The first tokens of a text of at least that many, if they tokenise back to themselves. */
    static Optional<String> cut(String text, FrozenModel model, int tokens) {
        return start(model.encode(text), model, tokens);
    }

    private static Optional<String> start(int[] ids, FrozenModel model, int tokens) {
        int[] prefix = Arrays.copyOf(ids, tokens);
        String start = model.decode(prefix);
        return Arrays.equals(model.encode(start), prefix) ? Optional.of(start) : Optional.empty();
    }
}
