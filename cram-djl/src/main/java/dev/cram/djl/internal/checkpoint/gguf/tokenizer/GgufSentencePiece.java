package dev.cram.djl.internal.checkpoint.gguf.tokenizer;

import com.google.gson.stream.JsonWriter;
import dev.cram.djl.internal.checkpoint.gguf.file.GgufMetadata;
import dev.cram.djl.internal.checkpoint.tokenizer.ScoredMerges;
import dev.cram.djl.internal.checkpoint.tokenizer.SpaceDecoder;
import dev.cram.djl.internal.checkpoint.tokenizer.TokenizerWriter;
import java.io.IOException;
import java.util.List;

/**
 * GGUF's tokenizers of the kind {@code llama}, as SentencePiece: spaces become a letter of their own, and one is put before
 * the text. Merges are none but those that the tokens' scores imply.
 */
final class GgufSentencePiece {

    private static final String PREFIX = "tokenizer.ggml.";

    private final GgufMetadata metadata;
    private final GgufTokens tokens;
    private final boolean isPrefixed;

    GgufSentencePiece(GgufMetadata metadata, GgufTokens tokens) {
        this.metadata = metadata;
        this.tokens = tokens;
        this.isPrefixed = metadata.flag(PREFIX + "add_space_prefix", true);
    }

    void write(TokenizerWriter writer) throws IOException {
        JsonWriter json = writer.json();
        float[] scores = metadata.numbers(PREFIX + "scores");
        if (scores.length != tokens.count()) {
            throw metadata.error("has " + scores.length + " scores for " + tokens.count() + " tokens");
        }
        List<ScoredMerges.Merge> merges = ScoredMerges.of(tokens.texts(), scores, tokens.normal());
        long letters = tokens.texts().stream().mapToLong(String::length).sum();
        writer.expect(
                tokens.count(),
                merges.size(),
                letters + merges.stream().mapToLong(this::length).sum());
        writeNormalizer(json);
        SpaceDecoder.write(json, true, isPrefixed ? 1 : 0, false);
        json.name("model").beginObject().name("type").value("BPE");
        json.name("unk_token").value(tokens.text(unknown()));
        json.name("fuse_unk").value(true).name("byte_fallback").value(true);
        writer.vocabulary(tokens.texts());
        json.name("merges").beginArray();
        for (ScoredMerges.Merge merge : merges) {
            writer.merge(tokens.text(merge.left()), tokens.text(merge.right()));
        }
        json.endArray().endObject();
    }

    private int length(ScoredMerges.Merge merge) {
        return tokens.text(merge.left()).length() + tokens.text(merge.right()).length();
    }

    private void writeNormalizer(JsonWriter json) throws IOException {
        json.name("normalizer").beginObject().name("type").value("Sequence");
        json.name("normalizers").beginArray();
        if (isPrefixed) {
            json.beginObject().name("type").value("Prepend");
            json.name("prepend").value(SpaceDecoder.SPACE).endObject();
        }
        SpaceDecoder.writeReplace(json, " ", SpaceDecoder.SPACE);
        json.endArray().endObject();
    }

    private int unknown() {
        long id = metadata.integer(PREFIX + "unknown_token_id", 0);
        if (id < 0 || id >= tokens.count()) {
            throw metadata.error("has the unknown token " + id + " of " + tokens.count());
        }
        return (int) id;
    }
}
