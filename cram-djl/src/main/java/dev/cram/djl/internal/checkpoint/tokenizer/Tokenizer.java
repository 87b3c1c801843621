package dev.cram.djl.internal.checkpoint.tokenizer;

import dev.cram.memory.InvalidTextException;
import dev.cram.model.ModelException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Text to tokens and back. No special token is added, nothing is left to chance, and nothing is left out when decoding.
 * Thread-safe until closed.
 */
public final class Tokenizer implements AutoCloseable {

    private final TokenCodec codec;
    private final List<String> specials;
    private final UnaryOperator<String> normalizer;

    private Tokenizer(TokenCodec codec, List<String> specials, UnaryOperator<String> normalizer) {
        this.codec = codec;
        this.specials = List.copyOf(specials);
        this.normalizer = normalizer;
    }

    /** A tokenizer, whose special tokens no text may hold; the caller closes it, and the codec with it. */
    public static Tokenizer of(TokenCodec codec, List<String> specials) {
        return new Tokenizer(codec, specials, UnaryOperator.identity());
    }

    /**
     * Makes a tokenizer of the contents of a {@code tokenizer.json}; the caller closes it.
     *
     * @param source what to call it in errors
     * @throws ModelException if the contents are damaged or of an unsupported kind
     */
    public static Tokenizer parse(String source, String json) {
        return parse(source, json, UnaryOperator.identity(), null);
    }

    /**
     * Makes a tokenizer of texts that something else changes first.
     *
     * @param normalizer gives what is split in the place of a text
     * @param splitter splits it, so that only the tokens are those of the contents; null if the contents say how
     */
    public static Tokenizer parse(
            String source, String json, UnaryOperator<String> normalizer, @Nullable TextSplitter splitter) {
        TokenizerJson read = TokenizerJson.read(source, json);
        return new Tokenizer(LibraryCodec.load(source, read.text(), splitter), read.specials(), normalizer);
    }

    /** Splits a text into tokens, as {@link #encode(String, int)} with embeddings of all. */
    public int[] encode(String text) {
        return encode(text, Integer.MAX_VALUE);
    }

    /**
     * Splits a text into tokens that a model has embeddings for: tokens that were added to a tokenizer may lie beyond.
     *
     * @param embeddings number of the model's embeddings
     * @throws InvalidTextException if the text contains the string of a special token, or a lone surrogate, or is of no
     *     tokens that the tokenizer knows, or holds one beyond, naming the first and its place
     */
    public int[] encode(String text, int embeddings) {
        TextCheck.checkSpecials(text, specials);
        TextCheck.checkWellFormed(text);
        String normalized = normalizer.apply(text);
        TextCheck.checkNormalized(normalized, specials);
        return codec.split(normalized, embeddings);
    }

    /** Joins tokens to a text, special ones included. */
    public String decode(int[] tokens) {
        return codec.join(tokens);
    }

    /** The one token that the tokenizer's own template puts before a text, if it is one. */
    public OptionalInt startToken() {
        return codec.startToken();
    }

    /** The number of a token, if there is such a token. */
    public OptionalInt find(String token) {
        return codec.find(token);
    }

    /** Frees the tokenizer. A second call does nothing. */
    @Override
    public void close() {
        codec.close();
    }
}
