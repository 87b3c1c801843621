package dev.cram.djl.internal.checkpoint.gguf;

import com.google.gson.stream.JsonWriter;
import dev.cram.djl.internal.checkpoint.tokenizer.SplitRule;
import dev.cram.djl.internal.checkpoint.tokenizer.TokenizerJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Rebuilds a {@code tokenizer.json} from a GGUF file's metadata: of the kind {@code gpt2}, byte-level BPE, or of the
 * kind {@code llama}, SentencePiece's BPE with single bytes as the last resort. Normalization is none, since GGUF tells
 * of none, and no tokens are ever added around a text.
 */
public final class GgufTokenizer {

    private static final String PREFIX = "tokenizer.ggml.";
    private static final String SPACE = "\u2581";

    /** Types of tokens, as GGUF numbers them. */
    static final int NORMAL = 1;

    static final int UNKNOWN = 2;
    static final int CONTROL = 3;
    static final int USER_DEFINED = 4;

    private final GgufMetadata metadata;
    private final List<String> tokens;
    private final boolean hasEmpty;
    private final int[] types;

    private GgufTokenizer(GgufMetadata metadata) {
        this.metadata = metadata;
        List<String> stored = metadata.texts(PREFIX + "tokens");
        this.hasEmpty = stored.contains("");
        this.tokens = named(stored);
        int[] found = metadata.integers(PREFIX + "token_type");
        this.types = found.length == 0
                ? IntStream.generate(() -> NORMAL).limit(tokens.size()).toArray()
                : found;
    }

    /** The contents of a {@code tokenizer.json} for a model with so many embeddings. */
    public static String json(GgufMetadata metadata, int embeddings) {
        GgufTokenizer tokenizer = new GgufTokenizer(metadata);
        tokenizer.check(embeddings);
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            tokenizer.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The tokens, of which an empty one, which no text has, gets a name, as in llama.cpp. */
    private static List<String> named(List<String> tokens) {
        return IntStream.range(0, tokens.size())
                .mapToObj(id -> tokens.get(id).isEmpty() ? "[EMPTY_" + id + "]" : tokens.get(id))
                .toList();
    }

    private void check(int embeddings) {
        if (tokens.isEmpty() || tokens.size() > embeddings || types.length != tokens.size()) {
            throw metadata.error("has " + tokens.size() + " tokens and " + types.length + " types of tokens for "
                    + embeddings + " embeddings");
        }
        Map<String, Integer> ids = new HashMap<>();
        for (String token : tokens) {
            Integer other = ids.put(token, ids.size());
            if (other != null) {
                throw metadata.error("has the token '" + token + "' twice");
            }
        }
    }

    private void write(JsonWriter json) throws IOException {
        json.beginObject();
        json.name("version").value("1.0");
        writeAddedTokens(json.name("added_tokens"));
        String kind = metadata.text(PREFIX + "model");
        switch (kind) {
            case "gpt2" -> writeByteLevel(json);
            case "llama" -> writeSentencePiece(json);
            default ->
                throw metadata.error(
                        "has a tokenizer of the unsupported kind '" + kind + "', where gpt2 and llama are supported");
        }
        json.endObject();
    }

    private void writeAddedTokens(JsonWriter json) throws IOException {
        json.beginArray();
        for (int id = 0; id < types.length; id++) {
            boolean isSpecial = types[id] == CONTROL || types[id] == UNKNOWN;
            if (isSpecial || types[id] == USER_DEFINED) {
                json.beginObject();
                json.name("id").value(id).name("content").value(tokens.get(id));
                json.name("single_word").value(false).name("lstrip").value(false);
                json.name("rstrip").value(false).name("normalized").value(false);
                json.name("special").value(isSpecial).endObject();
            }
        }
        json.endArray();
    }

    private void writeByteLevel(JsonWriter json) throws IOException {
        String name = metadata.has(PREFIX + "pre") ? metadata.text(PREFIX + "pre") : "default";
        SplitRule rule = SplitRule.of(name)
                .orElseThrow(() -> metadata.error("has a tokenizer that splits texts by the unsupported rule '" + name
                        + "', where " + SplitRule.allNames() + " are supported"));
        rule.write(json.name("pre_tokenizer"), false);
        SplitRule.writeBytes(json.name("decoder"), false, true);
        json.name("model").beginObject().name("type").value("BPE");
        json.name("ignore_merges").value(rule.wholeWords());
        writeVocabulary(json);
        json.name("merges").beginArray();
        for (String merge : merges()) {
            int middle = merge.indexOf(' ', 1);
            if (middle < 0) {
                throw metadata.error("has a merge '" + merge + "' of fewer than two tokens");
            }
            writeMerge(json, merge.substring(0, middle), merge.substring(middle + 1));
        }
        json.endArray().endObject();
    }

    private List<String> merges() {
        List<String> merges = metadata.texts(PREFIX + "merges");
        for (int id = 0; merges.isEmpty() && id < types.length; id++) {
            if (types[id] == NORMAL && TokenizerJson.needsMerges(tokens.get(id))) {
                throw metadata.error("has no merges (" + PREFIX + "merges), from which alone tokens such as '"
                        + tokens.get(id) + "' can come");
            }
        }
        return hasEmpty ? withoutLost(merges) : merges;
    }

    /** Leaves out the merges that make a token whose text is empty in the file, so that no text has it. */
    private List<String> withoutLost(List<String> merges) {
        Set<String> known = Set.copyOf(tokens);
        List<String> kept = merges.stream()
                .filter(merge -> known.contains(merge.replaceFirst("(?s)(?<=.) ", "")))
                .toList();
        for (String merge : kept) {
            for (String part : merge.split(" ", 2)) {
                if (!known.contains(part)) {
                    throw metadata.error("has an empty token where its merge '" + merge + "' needs '" + part + "'");
                }
            }
        }
        return kept;
    }

    /** As SentencePiece: spaces become a letter of their own, and one is put before the text. */
    private void writeSentencePiece(JsonWriter json) throws IOException {
        boolean isPrefixed = metadata.flag(PREFIX + "add_space_prefix", true);
        json.name("normalizer").beginObject().name("type").value("Sequence");
        json.name("normalizers").beginArray();
        if (isPrefixed) {
            json.beginObject().name("type").value("Prepend");
            json.name("prepend").value(SPACE).endObject();
        }
        writeReplace(json, " ", SPACE);
        json.endArray().endObject();
        json.name("decoder").beginObject().name("type").value("Sequence");
        json.name("decoders").beginArray();
        writeReplace(json, SPACE, " ");
        json.beginObject().name("type").value("ByteFallback").endObject();
        json.beginObject().name("type").value("Fuse").endObject();
        if (isPrefixed) {
            json.beginObject().name("type").value("Strip").name("content").value(" ");
            json.name("start").value(1).name("stop").value(0).endObject();
        }
        json.endArray().endObject();
        json.name("model").beginObject().name("type").value("BPE");
        json.name("unk_token").value(tokens.get(unknown()));
        json.name("fuse_unk").value(true).name("byte_fallback").value(true);
        writeVocabulary(json);
        float[] scores = metadata.numbers(PREFIX + "scores");
        if (scores.length != tokens.size()) {
            throw metadata.error("has " + scores.length + " scores for " + tokens.size() + " tokens");
        }
        json.name("merges").beginArray();
        for (ScoredMerges.Merge merge : ScoredMerges.of(tokens, types, scores)) {
            writeMerge(json, merge.left(), merge.right());
        }
        json.endArray().endObject();
    }

    private int unknown() {
        long id = metadata.integer(PREFIX + "unknown_token_id", 0);
        if (id < 0 || id >= tokens.size()) {
            throw metadata.error("has the unknown token " + id + " of " + tokens.size());
        }
        return (int) id;
    }

    private static void writeReplace(JsonWriter json, String from, String to) throws IOException {
        json.beginObject().name("type").value("Replace");
        json.name("pattern").beginObject().name("String").value(from).endObject();
        json.name("content").value(to).endObject();
    }

    private void writeVocabulary(JsonWriter json) throws IOException {
        json.name("vocab").beginObject();
        for (int id = 0; id < tokens.size(); id++) {
            json.name(tokens.get(id)).value(id);
        }
        json.endObject();
    }

    private static void writeMerge(JsonWriter json, String left, String right) throws IOException {
        json.beginArray().value(left).value(right).endArray();
    }
}
