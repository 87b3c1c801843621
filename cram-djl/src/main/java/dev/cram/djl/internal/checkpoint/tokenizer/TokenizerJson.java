package dev.cram.djl.internal.checkpoint.tokenizer;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.cram.djl.internal.checkpoint.file.Json;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A {@code tokenizer.json}, looked at before the tokenizer is made of it: which tokens are special, whether merges are
 * missing, and whether it would leave some out by chance, as in training.
 */
public final class TokenizerJson {

    /** Tokens that stand for no text by their looks, and single bytes. */
    private static final Pattern MARKER = Pattern.compile("<.*>|\\[.*]", Pattern.DOTALL);

    private final String source;
    private final String text;
    private final Map<String, Map<String, Boolean>> added = new HashMap<>();
    private final Set<String> specials = new LinkedHashSet<>();
    private boolean isBpe;
    private String unknown = "";
    private String prefix = "";
    private String suffix = "";
    private boolean isWholeWords;
    private boolean hasMerges;
    private boolean hasDropout;

    private TokenizerJson(String source, String text) {
        this.source = source;
        this.text = text;
    }

    /**
     * Reads the contents of a {@code tokenizer.json}.
     *
     * @throws ModelException if it is damaged, or a BPE without the merges that its tokens come of
     */
    public static TokenizerJson read(String source, String text) {
        TokenizerJson json = new TokenizerJson(source, text);
        json.pass(json::readModel);
        if (json.isBpe && !json.hasMerges && !json.isWholeWords) {
            json.pass(reader -> json.readModelsVocabulary(reader));
        }
        if (json.isBpe && json.hasMerges && !json.prefix.isEmpty()) {
            json.pass(reader -> json.readModelsMerges(reader));
        }
        return json;
    }

    /** Refuses what {@link #read} refuses. */
    public static void check(String source, String text) {
        TokenizerJson unused = read(source, text);
    }

    /** The flags of all tokens that are taken out of a text before it is split, by their strings. */
    public Map<String, Map<String, Boolean>> added() {
        return Map.copyOf(added);
    }

    /** The strings of special tokens. */
    List<String> specials() {
        return List.copyOf(specials);
    }

    /** What to make the tokenizer of: the contents, without dropout, so that a text has the same tokens each time. */
    String text() {
        if (!hasDropout) {
            return text;
        }
        JsonObject json = JsonParser.parseString(text).getAsJsonObject();
        json.getAsJsonObject("model").add("dropout", JsonNull.INSTANCE);
        return json.toString();
    }

    /** Whether a token of a BPE can only come of merges. */
    public static boolean needsMerges(String token) {
        return token.codePointCount(0, token.length()) > 1
                && !MARKER.matcher(token).matches();
    }

    private void pass(Json.Body model) {
        Json.read(source, "JSON", ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), reader -> {
            reader.beginObject();
            while (reader.hasNext()) {
                String name = reader.nextName();
                if (name.equals("added_tokens") && reader.peek() != JsonToken.NULL) {
                    readAddedTokens(reader);
                } else if (name.equals("model") && reader.peek() == JsonToken.BEGIN_OBJECT) {
                    model.read(reader);
                } else if (TokenizerParts.isPart(name)) {
                    TokenizerParts.check(reader);
                } else {
                    reader.skipValue();
                }
            }
            reader.endObject();
        });
    }

    private void readAddedTokens(JsonReader json) throws IOException {
        json.beginArray();
        while (json.hasNext()) {
            String content = "";
            Map<String, Boolean> flags = new HashMap<>();
            json.beginObject();
            while (json.hasNext()) {
                String name = json.nextName();
                if (name.equals("content")) {
                    content = json.nextString();
                } else if (name.equals("special") || json.peek() == JsonToken.BOOLEAN) {
                    flags.put(name, json.nextBoolean());
                } else {
                    json.skipValue();
                }
            }
            json.endObject();
            added.put(content, flags);
            if (flags.getOrDefault("special", false) && !content.isEmpty()) {
                specials.add(content);
            }
        }
        json.endArray();
    }

    private void readModel(JsonReader json) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (json.peek() == JsonToken.NULL) {
                json.skipValue();
                continue;
            }
            switch (name) {
                case "type" -> isBpe |= json.nextString().equals("BPE");
                case "unk_token" -> unknown = json.nextString();
                case "continuing_subword_prefix" -> prefix = json.nextString();
                case "end_of_word_suffix" -> suffix = json.nextString();
                case "ignore_merges" -> isWholeWords = json.nextBoolean();
                case "dropout" -> hasDropout = json.nextDouble() != 0;
                case "merges" -> readMerges(json);
                default -> json.skipValue();
            }
        }
        json.endObject();
    }

    private void readMerges(JsonReader json) throws IOException {
        json.beginArray();
        isBpe = true;
        hasMerges = json.hasNext();
        while (json.hasNext()) {
            json.skipValue();
        }
        json.endArray();
    }

    private void readModelsVocabulary(JsonReader json) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            if (json.nextName().equals("vocab") && json.peek() == JsonToken.BEGIN_OBJECT) {
                json.beginObject();
                while (json.hasNext()) {
                    checkReachable(json.nextName());
                    json.skipValue();
                }
                json.endObject();
            } else {
                json.skipValue();
            }
        }
        json.endObject();
    }

    /** A merge's second token carries the prefix that the merged one loses, or the tokenizers' library ends the process. */
    private void readModelsMerges(JsonReader json) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            if (json.nextName().equals("merges") && json.peek() == JsonToken.BEGIN_ARRAY) {
                json.beginArray();
                while (json.hasNext()) {
                    checkMerge(second(json));
                }
                json.endArray();
            } else {
                json.skipValue();
            }
        }
        json.endObject();
    }

    private static String second(JsonReader json) throws IOException {
        if (json.peek() != JsonToken.BEGIN_ARRAY) {
            String merge = json.nextString();
            return merge.substring(merge.indexOf(' ') + 1);
        }
        String last = "";
        json.beginArray();
        while (json.hasNext()) {
            last = json.nextString();
        }
        json.endArray();
        return last;
    }

    private void checkMerge(String second) {
        if (!second.startsWith(prefix)) {
            throw new ModelException(source + " has a merge onto '" + second + "', which does not begin with '" + prefix
                    + "', its continuing_subword_prefix: fetch the model's complete tokenizer");
        }
    }

    private void checkReachable(String token) {
        String bare = token.startsWith(prefix) ? token.substring(prefix.length()) : token;
        bare = bare.endsWith(suffix) ? bare.substring(0, bare.length() - suffix.length()) : bare;
        if (needsMerges(bare) && !token.equals(unknown) && !added.containsKey(token)) {
            throw new ModelException(source + " has no merges, from which alone tokens such as '" + token
                    + "' can come, so that each letter would be a token: fetch the model's complete tokenizer");
        }
    }
}
