package dev.cram.corpus.text;

import dev.cram.model.CramException;
import org.jspecify.annotations.Nullable;

/**
 * A text of a corpus, or why there is none. Immutable.
 *
 * @param id what it is called: what its row calls it, or its file and place there
 * @param text the text; null if it cannot be read
 * @param error why not, with the cure; null if it can
 */
public record Document(
        String id, @Nullable String text, @Nullable String error) {

    /** One that was read. */
    public static Document of(String id, String text) {
        return new Document(id, text, null);
    }

    /** One that cannot be read. */
    public static Document failed(String id, String error) {
        return new Document(id, null, error);
    }

    /**
     * The text, where one that cannot be read ends the work.
     *
     * @throws CramException why not
     */
    public String orThrow() {
        if (text == null) {
            throw new CramException(String.valueOf(error));
        }
        return text;
    }
}
