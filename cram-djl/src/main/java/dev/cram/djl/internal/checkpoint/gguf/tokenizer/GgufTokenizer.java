package dev.cram.djl.internal.checkpoint.gguf.tokenizer;

import dev.cram.djl.internal.checkpoint.gguf.file.GgufMetadata;
import dev.cram.djl.internal.checkpoint.tokenizer.TokenizerWriter;
import java.io.IOException;

/**
 * Rebuilds a {@code tokenizer.json} from a GGUF file's metadata: of the kind {@code gpt2}, byte-level BPE, or of the
 * kind {@code llama}, SentencePiece's BPE with single bytes as the last resort. Normalization is none, since GGUF tells
 * of none, and no tokens are ever added around a text.
 */
public final class GgufTokenizer {

    private GgufTokenizer() {}

    /** The contents of a {@code tokenizer.json} for a model with so many embeddings. */
    public static String json(GgufMetadata metadata, int embeddings) {
        GgufTokens tokens = GgufTokens.read(metadata, embeddings);
        return TokenizerWriter.json(writer -> {
            writer.addedTokens(tokens.added());
            write(metadata, tokens, writer);
        });
    }

    private static void write(GgufMetadata metadata, GgufTokens tokens, TokenizerWriter writer) throws IOException {
        String kind = metadata.text("tokenizer.ggml.model");
        switch (kind) {
            case "gpt2" -> new GgufByteLevel(metadata, tokens).write(writer);
            case "llama" -> new GgufSentencePiece(metadata, tokens).write(writer);
            default ->
                throw metadata.error(
                        "has a tokenizer of the unsupported kind '" + kind + "', where gpt2 and llama are supported");
        }
    }
}
