package dev.cram.djl.internal.checkpoint.tokenizer;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import dev.cram.djl.internal.checkpoint.file.Natives;
import dev.cram.djl.internal.checkpoint.file.Utf8;
import dev.cram.memory.InvalidTextException;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Text to tokens and back, by a {@code tokenizer.json}. No special token is added, nothing is cut or padded, nothing
 * is left to chance, and nothing is left out when decoding. Thread-safe until closed.
 */
public final class Tokenizer implements AutoCloseable {

    private static final Map<String, String> OPTIONS =
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

    private final HuggingFaceTokenizer tokenizer;
    private final List<String> specials;
    private final UnaryOperator<String> normalizer;
    private final @Nullable TextSplitter splitter;

    private Tokenizer(
            HuggingFaceTokenizer tokenizer,
            List<String> specials,
            UnaryOperator<String> normalizer,
            @Nullable TextSplitter splitter) {
        this.tokenizer = tokenizer;
        this.specials = specials;
        this.normalizer = normalizer;
        this.splitter = splitter;
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
        loadNatives();
        try {
            return new Tokenizer(
                    HuggingFaceTokenizer.newInstance(new Utf8(read.text()), OPTIONS),
                    read.specials(),
                    normalizer,
                    splitter);
        } catch (IOException | RuntimeException e) {
            throw new ModelException(
                    source + " is damaged or of an unsupported kind (" + e.getMessage() + "): fetch it again", e);
        }
    }

    /** DJL would download a build for CUDA where it finds CUDA, which no tokenizer needs. */
    private static void loadNatives() {
        Natives.set("RUST_FLAVOR", "cpu");
        try {
            LibUtils.checkStatus();
        } catch (RuntimeException | LinkageError e) {
            Throwable root = Natives.root(e);
            throw new ModelException(
                    "The tokenizers' native library does not load here (" + root + "): "
                            + Natives.cure(root)
                                    .orElse(
                                            "ai.djl.huggingface:tokenizers has a build for Linux, macOS and Windows on "
                                                    + "x86-64 or ARM, and takes what the variables RUST_FLAVOR and RUST_LIBRARY_PATH name"),
                    e);
        }
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
        if (splitter != null) {
            return checked(splitter.split(normalized), embeddings);
        }
        Encoding encoding = split(normalized);
        long[] ids = encoding.getIds();
        int[] tokens = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] >= embeddings) {
                throw beyond(normalized, encoding, i, embeddings);
            }
            tokens[i] = (int) ids[i];
        }
        return tokens;
    }

    private int[] checked(int[] tokens, int embeddings) {
        for (int token : tokens) {
            if (token >= embeddings) {
                throw beyond(decode(new int[] {token}), "", token, embeddings);
            }
        }
        return tokens;
    }

    private Encoding split(String text) {
        try {
            return tokenizer.encode(text, false, false);
        } catch (RuntimeException e) {
            throw new InvalidTextException(
                    "The text holds what this model's tokenizer knows no token for (" + e.getMessage()
                            + "): leave it out, or choose a model with another tokenizer",
                    e);
        }
    }

    private static InvalidTextException beyond(String text, Encoding encoding, int index, int embeddings) {
        CharSpan span = encoding.getCharTokenSpans()[index];
        String piece = encoding.getTokens()[index];
        String place = "";
        if (span != null) {
            int begin = text.offsetByCodePoints(0, span.getStart());
            piece = text.substring(begin, text.offsetByCodePoints(0, span.getEnd()));
            place = " at character " + begin;
        }
        return beyond(piece, place, encoding.getIds()[index], embeddings);
    }

    private static InvalidTextException beyond(String piece, String place, long id, int embeddings) {
        return new InvalidTextException("The text contains '" + piece + "'" + place
                + ", which this model's tokenizer takes for token " + id
                + ", but the model has embeddings of the tokens 0 to " + (embeddings - 1)
                + " only: remove or rewrite it");
    }

    /** Joins tokens to a text, special ones included. */
    public String decode(int[] tokens) {
        return tokenizer.decode(Arrays.stream(tokens).asLongStream().toArray(), false);
    }

    /** The one token that the tokenizer's own template puts before a text, if it is one. */
    public OptionalInt startToken() {
        long[] text = tokenizer.encode("a", false, false).getIds();
        long[] templated = tokenizer.encode("a", true, false).getIds();
        boolean isLed = templated.length > text.length
                && Arrays.equals(templated, 1, 1 + text.length, text, 0, text.length)
                && !Arrays.equals(templated, 0, text.length, text, 0, text.length);
        return isLed ? OptionalInt.of((int) templated[0]) : OptionalInt.empty();
    }

    /** The number of a token, if there is such a token. */
    public OptionalInt find(String token) {
        long[] ids = tokenizer.encode(token, false, false).getIds();
        return ids.length == 1 ? OptionalInt.of((int) ids[0]) : OptionalInt.empty();
    }

    /** Frees the tokenizer. A second call does nothing. */
    @Override
    public void close() {
        tokenizer.close();
    }
}
