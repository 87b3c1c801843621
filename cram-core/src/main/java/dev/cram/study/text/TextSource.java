package dev.cram.study.text;

import dev.cram.model.FrozenModel;
import java.util.List;
import java.util.Objects;

/** Where a study's texts come from. Immutable and thread-safe; the same seed draws the same texts. */
public interface TextSource {

    /** Where a window of a document begins. */
    enum Bounds {
        /** At the beginning of a sentence, as in the paper. */
        SENTENCE,
        /** At any token. */
        TOKEN
    }

    /**
     * A short name, for tables.
     *
     * @return the name
     */
    String name();

    /**
     * Tells this source's contents, way of cutting and seed from any other's.
     *
     * @return lower-case hexadecimal digits
     */
    String identity();

    /**
     * Draws different texts that tokenise back to themselves. A text of one length is, as a rule, the beginning of the
     * text of the same index of another length.
     *
     * @param model whose tokens count
     * @param tokens tokens of each text, at least 1
     * @param count number of texts
     * @return the texts, in the order that the seed makes
     * @throws dev.cram.memory.CramException if there are too few
     */
    List<String> draw(FrozenModel model, int tokens, int count);

    /**
     * Windows of documents such as books, each at a random place.
     *
     * @param name the name
     * @param documents the documents, at least one
     * @param bounds where windows begin; they end at a token
     * @param seed of the places
     * @return the source
     */
    static TextSource windows(String name, List<String> documents, Bounds bounds, long seed) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(documents, "documents");
        Objects.requireNonNull(bounds, "bounds");
        return new DrawnTexts(name, new Windows(documents, bounds, seed));
    }

    /**
     * Given texts in a random order, each cut to its first tokens.
     *
     * @param name the name
     * @param texts the texts, at least one
     * @param seed of the order
     * @return the source
     */
    static TextSource texts(String name, List<String> texts, long seed) {
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
    static TextSource randomWords(String name, List<String> words, long seed) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(words, "words");
        return new DrawnTexts(name, new RandomWords(words, seed));
    }
}
