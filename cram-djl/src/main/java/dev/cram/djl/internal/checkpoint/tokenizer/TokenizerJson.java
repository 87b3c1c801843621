package dev.cram.djl.internal.checkpoint.tokenizer;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.cram.djl.internal.checkpoint.file.StrictJson;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A {@code tokenizer.json}, looked at before the tokenizer is made of it. */
public final class TokenizerJson {

    private final String source;
    private final String text;
    private final BpeModel model;
    private final Map<String, Map<String, Boolean>> added = new HashMap<>();
    private final Set<String> specials = new LinkedHashSet<>();

    private TokenizerJson(String source, String text) {
        this.source = source;
        this.text = text;
        this.model = new BpeModel(source);
    }

    /**
     * Reads the contents of a {@code tokenizer.json}.
     *
     * @throws ModelException if it is damaged, or a BPE without the merges that its tokens come of
     */
    public static TokenizerJson read(String source, String text) {
        TokenizerJson json = new TokenizerJson(source, text);
        json.pass(json.model::read);
        if (json.model.lacksMerges()) {
            json.pass(reader -> json.model.checkVocabulary(reader, json.added.keySet()));
        }
        if (json.model.hasPrefix()) {
            json.pass(json.model::checkMerges);
        }
        return json;
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
        if (!model.hasDropout()) {
            return text;
        }
        JsonObject json = JsonParser.parseString(text).getAsJsonObject();
        json.getAsJsonObject("model").add("dropout", JsonNull.INSTANCE);
        return json.toString();
    }

    private void pass(StrictJson.Body readModel) {
        StrictJson.read(source, "JSON", text, reader -> {
            reader.beginObject();
            while (reader.hasNext()) {
                String name = reader.nextName();
                if (name.equals("added_tokens") && reader.peek() != JsonToken.NULL) {
                    readAddedTokens(reader);
                } else if (name.equals("model") && reader.peek() == JsonToken.BEGIN_OBJECT) {
                    readModel.read(reader);
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
}
