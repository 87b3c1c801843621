package dev.cram.djl.internal.checkpoint.gguf.tokenizer;

import com.google.gson.stream.JsonWriter;
import dev.cram.djl.internal.checkpoint.gguf.file.GgufMetadata;
import dev.cram.djl.internal.checkpoint.tokenizer.ScoredMerges;
import dev.cram.djl.internal.checkpoint.tokenizer.ScoredSplitter;
import dev.cram.djl.internal.checkpoint.tokenizer.SpaceDecoder;
import dev.cram.djl.internal.checkpoint.tokenizer.TextSplitter;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import dev.cram.djl.internal.checkpoint.tokenizer.TokenizerWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * GGUF's tokenizers of the kind {@code llama}, as SentencePiece: spaces become a letter of their own, and one is put before
 * the text. Merges are none but those that the tokens' scores imply.
 */
final class GgufSentencePiece {

    private static final String PREFIX = "tokenizer.ggml.";

    private final GgufMetadata metadata;
    private final GgufTokens tokens;
    private final float[] scores;
    private final int unknown;
    private final boolean isPrefixed;

    /** Refuses scores and a token for unknown text that are not those of the tokens. */
    GgufSentencePiece(GgufMetadata metadata, GgufTokens tokens) {
        this.metadata = metadata;
        this.tokens = tokens;
        this.scores = scores();
        this.unknown = unknown();
        this.isPrefixed = metadata.flag(PREFIX + "add_space_prefix", true);
    }

    /** Makes the tokenizer. */
    Tokenizer open() {
        TextSplitter pieces = new ScoredSplitter(tokens.texts(), scores, tokens.normal(), unknown);
        TextSplitter fixed =
                new FixedTokens(userDefined(), isPrefixed ? text -> pieces.split(SpaceDecoder.SPACE + text) : pieces);
        return Tokenizer.of(
                new SpacedCodec(tokens.texts(), text -> fixed.split(spaced(text)), isPrefixed), tokens.specials());
    }

    /** The user-defined tokens. They are looked for where spaces are letters, but the file has them as spaces. */
    private Map<String, Integer> userDefined() {
        Map<String, Integer> ids = new HashMap<>();
        tokens.userDefined().forEach(id -> ids.putIfAbsent(spaced(tokens.text(id)), id));
        return ids;
    }

    private static String spaced(String text) {
        return text.replace(" ", SpaceDecoder.SPACE);
    }

    /** The whole tokenizer, with all merges. */
    TokenizerWriter.Parts whole() {
        List<ScoredMerges.Merge> merges = ScoredMerges.of(tokens.texts(), scores, tokens.normal());
        return writer -> {
            writer.addedTokens(tokens.added());
            JsonWriter json = writer.json();
            writeNormalizer(json);
            SpaceDecoder.write(json, true, isPrefixed ? 1 : 0, false);
            json.name("model").beginObject().name("type").value("BPE");
            json.name("unk_token").value(tokens.text(unknown));
            json.name("fuse_unk").value(true).name("byte_fallback").value(true);
            writer.vocabulary(tokens.texts());
            json.name("merges").beginArray();
            for (ScoredMerges.Merge merge : merges) {
                writer.merge(tokens.text(merge.left()), tokens.text(merge.right()));
            }
            json.endArray().endObject();
        };
    }

    private float[] scores() {
        float[] stored = metadata.numbers(PREFIX + "scores");
        if (stored.length != tokens.count()) {
            throw metadata.error("has " + stored.length + " scores for " + tokens.count() + " tokens");
        }
        return stored;
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
