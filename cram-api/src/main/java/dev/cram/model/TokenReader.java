package dev.cram.model;

/**
 * Reads a text token by token, without memory vectors, and predicts each next token. The same tokens in the same order
 * give the same logits on one machine, bit for bit, which a decoder that follows an encoder relies on.
 *
 * <p>Belongs to one text, and so to one thread at a time; serialised like its model.
 */
public interface TokenReader extends AutoCloseable {

    /**
     * Reads the next token.
     *
     * @param token a token id
     * @return the logit of every token to come next, {@code [vocabularySize]}; the caller's own
     * @throws IllegalArgumentException if the model knows no such token
     * @throws IllegalStateException if as many tokens were read as the reader was made for, or it or its model is closed
     */
    float[] read(int token);

    /** Frees what the engine remembers of the text. A second call does nothing. */
    @Override
    void close();
}
