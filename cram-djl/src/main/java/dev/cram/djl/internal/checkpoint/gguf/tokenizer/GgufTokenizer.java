package dev.cram.djl.internal.checkpoint.gguf.tokenizer;

import dev.cram.djl.internal.checkpoint.gguf.file.GgufMetadata;
import dev.cram.djl.internal.checkpoint.tokenizer.SplitRule;
import dev.cram.djl.internal.checkpoint.tokenizer.TokenizerWriter;
import java.io.IOException;
import java.util.OptionalInt;

/**
 * Rebuilds a {@code tokenizer.json} from a GGUF file's metadata: of the kind {@code gpt2}, byte-level BPE, or of the
 * kind {@code llama}, SentencePiece's BPE with single bytes as the last resort. Normalization is none, since GGUF tells
 * of none, and the tokenizer itself adds no tokens around a text.
 */
public final class GgufTokenizer {

    private static final String MODEL = "tokenizer.ggml.model";

    private GgufTokenizer() {}

    /** The contents of a {@code tokenizer.json} for a model with so many embeddings. */
    public static String json(GgufMetadata metadata, int embeddings) {
        GgufTokens tokens = GgufTokens.read(metadata, embeddings);
        return TokenizerWriter.json(writer -> {
            writer.addedTokens(tokens.added());
            write(metadata, tokens, writer);
        });
    }

    /**
     * The token that llama.cpp puts before a text: as the file says, else always with SentencePiece's, and with byte-level
     * BPE where the rule of splitting is one of models that have it.
     */
    public static OptionalInt startToken(GgufMetadata metadata) {
        boolean usual = metadata.text(MODEL).equals("llama")
                || SplitRule.of(GgufByteLevel.rule(metadata))
                        .filter(SplitRule::begins)
                        .isPresent();
        if (!metadata.flag("tokenizer.ggml.add_bos_token", usual)) {
            return OptionalInt.empty();
        }
        long id = metadata.integer("tokenizer.ggml.bos_token_id", usual ? 1 : -1);
        return id < 0 ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(id));
    }

    private static void write(GgufMetadata metadata, GgufTokens tokens, TokenizerWriter writer) throws IOException {
        String kind = metadata.text(MODEL);
        switch (kind) {
            case "gpt2" -> new GgufByteLevel(metadata, tokens).write(writer);
            case "llama" -> new GgufSentencePiece(metadata, tokens).write(writer);
            default ->
                throw metadata.error(
                        "has a tokenizer of the unsupported kind '" + kind + "', where gpt2 and llama are supported");
        }
    }
}
