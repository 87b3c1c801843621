package dev.cram.djl.internal.checkpoint.tokenizer;

import java.util.OptionalInt;

/** Splits texts into the numbers of tokens, and joins those. Thread-safe until closed. */
public interface TokenCodec extends AutoCloseable {

    /**
     * Splits a text, which is well-formed and holds no special token. No token is added.
     *
     * @param embeddings the number of tokens that the model has embeddings of
     * @throws dev.cram.memory.InvalidTextException if the text is of no tokens, or holds one without embedding
     */
    int[] split(String text, int embeddings);

    /** Joins tokens to a text, special ones included. */
    String join(int[] tokens);

    /** The one token that a template of its own puts before a text, if it is one. */
    OptionalInt startToken();

    /** The number of a token, if there is such a token. */
    OptionalInt find(String token);

    /** Frees what is not Java's. A second call does nothing. */
    @Override
    void close();
}
