package dev.cram.study.text;

import java.util.List;
import java.util.Objects;

/** The sources of texts that there are. Stateless and thread-safe. */
public final class TextSources {

    private TextSources() {}

    /**
     * Windows of documents such as books, each at a random place.
     *
     * @param name the name
     * @param documents the documents, at least one
     * @param bounds where windows begin; they end at a token
     * @param seed of the places
     * @return the source
     */
    public static TextSource windows(String name, List<String> documents, Bounds bounds, long seed) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(documents, "documents");
        Objects.requireNonNull(bounds, "bounds");
        return new DrawnTexts(name, new DocumentWindows(documents, bounds, seed));
    }

    /**
     * Given texts in a random order, each cut to its first tokens.
     *
     * @param name the name
     * @param texts the texts, at least one
     * @param seed of the order
     * @return the source
     */
    public static TextSource texts(String name, List<String> texts, long seed) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(texts, "texts");
        return new DrawnTexts(name, new ShuffledTexts(texts, seed));
    }

    /**
     * Words drawn independently, with blanks between them: text that no model can predict.
     *
     * @param name the name
     * @param words the vocabulary, at least two words
     * @param seed of the draw
     * @return the source
     */
    public static TextSource randomWords(String name, List<String> words, long seed) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(words, "words");
        return new DrawnTexts(name, new RandomWords(words, seed));
    }
}
