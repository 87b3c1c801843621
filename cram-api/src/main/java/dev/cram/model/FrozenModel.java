package dev.cram.model;

import java.util.List;
import java.util.OptionalInt;

/**
 * A causal language model whose weights never change, seen from its input embeddings.
 *
 * <p>Thread-safe: an implementation is either free of shared state or serialises its calls. Must be closed; every call
 * that works with the model fails with an {@link IllegalStateException} afterwards. The facts about it, from {@link
 * #name()} to {@link #embeddingStd()}, are told at once, whatever the model is busy with, and also when it is closed.
 */
public interface FrozenModel extends AutoCloseable {

    /**
     * What people call this model, for reports: the location it was opened from.
     *
     * @return the name, never empty
     */
    String name();

    /**
     * Identifies the model's configuration, tokenizer and weights, whatever the {@link #precision()}.
     *
     * @return lower-case hexadecimal digits
     */
    String fingerprint();

    /**
     * Number format of the weights and activations. Memory vectors, losses and gradients are float32 always.
     *
     * @return the precision
     */
    Precision precision();

    /**
     * Where the model computes: {@code cpu}, or {@code cuda:0} and so on. Other devices round otherwise.
     *
     * @return the device's name, as {@link ModelOptions#device(String)} takes it; {@code cpu} unless the engine says otherwise
     */
    default String device() {
        return "cpu";
    }

    /**
     * Threads that the model computes with on the CPU. Another number adds in another order, which changes last bits.
     *
     * @return at least 1; 0, the default, for an engine whose results do not depend on it
     */
    default int threads() {
        return 0;
    }

    /**
     * Width of an input embedding, and so of a memory vector.
     *
     * @return number of components, at least 1
     */
    int width();

    /**
     * Number of tokens the model tells apart.
     *
     * @return the size of the vocabulary, at least 2
     */
    int vocabularySize();

    /**
     * Largest number of input positions. A text of L tokens with k vectors takes {@code k + L - 1}.
     *
     * @return number of positions, at least 1
     */
    int positions();

    /**
     * Standard deviation over all components of the input embeddings as the decoder receives them (scaled, where the
     * architecture scales them): the natural size of a memory vector's start.
     *
     * @return the standard deviation, above 0
     */
    float embeddingStd();

    /**
     * The token behind which texts are scored without memory vectors: the one that the tokenizer's own template puts
     * before every text, unless {@link ModelOptions#startToken()} says to do without. A model that was trained behind one
     * is broken without it: Gemma 3 270M takes more than twice the bits for a sentence. Memory vectors stand alone.
     *
     * @return a token id; empty, the default, for none
     */
    default OptionalInt startToken() {
        return OptionalInt.empty();
    }

    /**
     * What plain scores stand behind.
     *
     * @return whether that is a {@link #startToken()}
     */
    default Baseline baseline() {
        return startToken().isPresent() ? Baseline.START_TOKEN : Baseline.NONE;
    }

    /**
     * Splits a text into tokens. No special token is added.
     *
     * @param text any well-formed text
     * @return token ids, each from 0 to {@code vocabularySize() - 1}
     * @throws dev.cram.memory.InvalidTextException if the text contains the string of a special token, which the tokenizer would not
     *     treat as text, or is split into a token that the model has no embedding for
     */
    int[] encode(String text);

    /**
     * Joins tokens to a text.
     *
     * @param tokens token ids
     * @return the text; bytes that are not UTF-8 become replacement characters
     */
    String decode(int[] tokens);

    /**
     * The input embeddings of tokens as the decoder receives them, scaled where the architecture scales them: what memory
     * vectors stand beside.
     *
     * @param tokens token ids, from 1 to {@link #positions()} of them
     * @return one embedding after another, {@code [tokens x width]}, float32 in any precision
     * @throws IllegalArgumentException if there is none, or one is not the model's
     */
    float[] embed(int[] tokens);

    /**
     * Scores a text without memory vectors: behind the {@link #startToken()}, or where there is none, the first token has
     * no context and costs {@code ln vocabularySize()} nats at a margin of 0. The others are predicted from the true tokens
     * before them.
     *
     * @param tokens token ids, from 1 to {@link #positions()} of them
     * @return one entry a token
     */
    TokenScores score(int[] tokens);

    /**
     * Decodes greedily, choosing the token of the largest logit at every position, from memory vectors alone.
     *
     * @param vectors one entry a text, each {@code [count x width]}; all of one count
     * @param lengths number of tokens wanted of each text, at least 1
     * @return token ids, {@code [text][length]}
     * @throws IllegalArgumentException if the sizes do not fit each other or the model
     */
    int[][] greedy(List<float[]> vectors, int[] lengths);

    /**
     * Prepares the objective of some texts.
     *
     * @param texts token ids of each text, at least one token each
     * @return the objective; the caller closes it
     */
    TextObjective objective(List<int[]> texts);

    /**
     * Begins to read a text token by token, without memory vectors.
     *
     * @param tokens largest number of tokens that will be read, from 1 to {@link #positions()}
     * @return the reader; the caller closes it
     */
    TokenReader reader(int tokens);

    /**
     * Refuses what the device has no memory for, before any work on it: the gradient of one text. An engine that cannot
     * tell does nothing.
     *
     * @param positions input positions that the text takes with its vectors
     * @throws DeviceMemoryException with the memory needed, the memory there is, and the cure
     */
    default void checkMemory(int positions) {}

    /** Frees the model. A second call does nothing. */
    @Override
    void close();
}
