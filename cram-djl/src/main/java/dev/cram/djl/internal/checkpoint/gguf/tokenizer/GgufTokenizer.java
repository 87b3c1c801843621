package dev.cram.djl.internal.checkpoint.gguf.tokenizer;

import dev.cram.djl.internal.checkpoint.gguf.file.GgufMetadata;
import dev.cram.djl.internal.checkpoint.tokenizer.SplitRule;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import dev.cram.djl.internal.checkpoint.tokenizer.TokenizerWriter;
import java.util.OptionalInt;

/**
 * The tokenizer in a GGUF file's metadata: of the kind {@code gpt2}, byte-level BPE, or of the kind {@code llama},
 * SentencePiece's BPE with single bytes as the last resort. Normalization is none, since GGUF tells of none, and the
 * tokenizer itself adds no tokens around a text.
 */
public final class GgufTokenizer {

    private static final String MODEL = "tokenizer.ggml.model";
    private static final String BYTE_LEVEL = "gpt2";
    private static final String SENTENCE_PIECE = "llama";

    private final GgufMetadata metadata;
    private final GgufTokens tokens;

    private GgufTokenizer(GgufMetadata metadata, GgufTokens tokens) {
        this.metadata = metadata;
        this.tokens = tokens;
    }

    /** Reads the tokens of a model with so many embeddings. */
    public static GgufTokenizer read(GgufMetadata metadata, int embeddings) {
        return new GgufTokenizer(metadata, GgufTokens.read(metadata, embeddings));
    }

    /** Makes the tokenizer; the caller closes it. */
    public Tokenizer open() {
        return isSentencePiece() ? sentencePiece().open() : Tokenizer.parse(source(), json());
    }

    /** The contents of a {@code tokenizer.json}, which identify the tokenizer. */
    public TokenizerWriter.Parts contents() {
        return isSentencePiece() ? sentencePiece().whole() : new GgufByteLevel(metadata, tokens)::write;
    }

    /** {@link #contents} as a text. */
    public String json() {
        return TokenizerWriter.json(contents());
    }

    /**
     * The token that llama.cpp puts before a text: as the file says, else always with SentencePiece's, and with byte-level
     * BPE where the rule of splitting is one of models that have it.
     */
    public static OptionalInt startToken(GgufMetadata metadata) {
        boolean usual = metadata.text(MODEL).equals(SENTENCE_PIECE)
                || SplitRule.of(GgufByteLevel.rule(metadata))
                        .filter(SplitRule::begins)
                        .isPresent();
        if (!metadata.flag("tokenizer.ggml.add_bos_token", usual)) {
            return OptionalInt.empty();
        }
        long id = metadata.integer("tokenizer.ggml.bos_token_id", usual ? 1 : -1);
        return id < 0 ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(id));
    }

    private boolean isSentencePiece() {
        String kind = metadata.text(MODEL);
        if (!kind.equals(SENTENCE_PIECE) && !kind.equals(BYTE_LEVEL)) {
            throw metadata.error("has a tokenizer of the unsupported kind '" + kind + "', where " + BYTE_LEVEL + " and "
                    + SENTENCE_PIECE + " are supported");
        }
        return kind.equals(SENTENCE_PIECE);
    }

    private GgufSentencePiece sentencePiece() {
        return new GgufSentencePiece(metadata, tokens);
    }

    private String source() {
        return metadata.source() + " (tokenizer)";
    }
}
