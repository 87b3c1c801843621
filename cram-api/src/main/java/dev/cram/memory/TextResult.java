package dev.cram.memory;

import dev.cram.model.CramException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came of one of many texts: vectors, or why not. Immutable.
 *
 * @param text index of the text in the call, from 0
 * @param vectors the vectors with their report, exact unless the error says otherwise; null if there are none
 * @param error what went wrong: an {@link InexactException} if the best vectors are not exact, an {@link InvalidTextException} if
 *     the text cannot be crammed, or what the engine threw; null if the vectors are what was wanted
 */
public record TextResult(
        int text, @Nullable MemoryVectors vectors, @Nullable CramException error) {

    public TextResult {
        if (text < 0) {
            throw new IllegalArgumentException("text must be an index of at least 0, but was " + text);
        }
        if (vectors == null && error == null) {
            throw new IllegalArgumentException(
                    "a result must have vectors or an error, but text " + text + " had none");
        }
    }

    /**
     * Whether the vectors are what was wanted.
     *
     * @return true if there is no error
     */
    public boolean isDone() {
        return error == null;
    }

    /**
     * The vectors, if they are what was wanted.
     *
     * @return vectors with their report
     * @throws CramException the error, if there is one
     */
    public MemoryVectors orThrow() {
        if (error != null) {
            throw error;
        }
        return Objects.requireNonNull(vectors);
    }
}
