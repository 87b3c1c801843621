package dev.cram.djl.internal.checkpoint.huggingface;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.cram.djl.internal.checkpoint.tokenizer.AddedToken;
import dev.cram.model.ModelException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the files beside a tokenizer say of tokens, as transformers 5 reads them: {@code added_tokens_decoder} in {@code
 * tokenizer_config.json}, or else {@code added_tokens.json} with {@code special_tokens_map.json}.
 */
final class TokenFiles {

    private static final String DECODER = "added_tokens_decoder";
    private static final String ADDITIONAL = "additional_special_tokens";

    /** How the names of roles end: {@code eos_token}, {@code image_token}. */
    private static final String ROLE = "_token";

    private final String location;
    private final Function<String, Optional<String>> files;
    private final Map<String, String> named;
    private final Set<String> extra = new LinkedHashSet<>();
    private final Map<Long, AddedToken> stated = new TreeMap<>();
    private boolean isDecoded;
    private boolean beginsText;

    private TokenFiles(String location, Function<String, Optional<String>> files, Map<String, String> named) {
        this.location = location;
        this.files = files;
        this.named = new LinkedHashMap<>(named);
    }

    /**
     * Reads the files that are there.
     *
     * @param location where they are, for errors
     * @param files the text of a file by its name, if it is there
     * @param named the special tokens that the kind of tokenizer has unless a file says otherwise, by role
     * @throws ModelException if a file is damaged
     */
    static TokenFiles read(String location, Function<String, Optional<String>> files, Map<String, String> named) {
        TokenFiles read = new TokenFiles(location, files, named);
        read.readAll();
        return read;
    }

    /** The tokens whose numbers the files state, in their order. */
    Collection<AddedToken> stated() {
        return stated.values();
    }

    /** Whether {@code added_tokens_decoder} stated them, which says all of a token's flags. */
    boolean isDecoded() {
        return isDecoded;
    }

    /** The special tokens that have a role, then those without. */
    Set<String> special() {
        Set<String> special = new LinkedHashSet<>(named.values());
        special.addAll(extra);
        return special;
    }

    /** The token of a role. */
    Optional<String> role(String role) {
        return Optional.ofNullable(named.get(role));
    }

    /** Whether a text begins with the token of that role. */
    boolean beginsText() {
        return beginsText;
    }

    /** Whether a token has a role, which makes it special. */
    boolean hasRole(String content) {
        return named.containsValue(content);
    }

    private void readAll() {
        Set<String> present = new HashSet<>();
        read(HuggingFaceLayout.TOKENIZER_CONFIG, config -> {
            present.addAll(config.keySet());
            readNames(config);
            readExtra(config, ADDITIONAL);
            beginsText = flag(config, "add_bos_token", false);
            if (config.has(DECODER)) {
                config.getAsJsonObject(DECODER).asMap().forEach(this::readDecoded);
            }
        });
        isDecoded = present.contains(DECODER);
        if (!isDecoded) {
            read(HuggingFaceLayout.SPECIAL_TOKENS, this::readNames);
            read(HuggingFaceLayout.ADDED_TOKENS, json -> json.asMap().forEach(this::readAdded));
            // Only then: they do not make a token of added_tokens.json a special one.
            read(HuggingFaceLayout.SPECIAL_TOKENS, json -> readExtra(json, ADDITIONAL));
        }
    }

    private void read(String name, Consumer<JsonObject> parts) {
        try {
            files.apply(name)
                    .map(JsonParser::parseString)
                    .map(JsonElement::getAsJsonObject)
                    .ifPresent(parts);
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | NumberFormatException
                | ClassCastException e) {
            throw new ModelException(
                    location + "/" + name + " is damaged (" + e.getMessage() + "): fetch the file again", e);
        }
    }

    private void readNames(JsonObject json) {
        json.asMap().forEach((role, value) -> {
            if (role.endsWith(ROLE) && value.isJsonNull()) {
                named.remove(role);
            } else if (role.endsWith(ROLE) && (value.isJsonObject() || isText(value))) {
                named.put(role, content(value));
            }
        });
        readExtra(json, "extra_special_tokens");
    }

    private void readExtra(JsonObject json, String key) {
        JsonElement value = json.get(key);
        if (value != null && value.isJsonArray()) {
            value.getAsJsonArray().forEach(token -> extra.add(content(token)));
        } else if (value != null && value.isJsonObject()) {
            value.getAsJsonObject().asMap().values().forEach(token -> extra.add(content(token)));
        }
    }

    private static boolean isText(JsonElement value) {
        return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
    }

    /** A token is its text, or an object that holds it. */
    private static String content(JsonElement token) {
        JsonElement content = token.isJsonObject() ? token.getAsJsonObject().get("content") : token;
        if (content == null) {
            throw new IllegalStateException("a token has no content");
        }
        return content.getAsString();
    }

    private void readDecoded(String id, JsonElement token) {
        JsonObject json = token.getAsJsonObject();
        boolean isSpecial = flag(json, "special", false);
        long number = Long.parseLong(id);
        Map<String, Boolean> flags = AddedToken.flags(
                name -> name.equals("special") ? isSpecial : flag(json, name, name.equals("normalized") && !isSpecial));
        stated.put(number, new AddedToken(number, content(token), flags));
    }

    private static boolean flag(JsonObject json, String name, boolean absent) {
        return json.has(name) ? json.get(name).getAsBoolean() : absent;
    }

    private void readAdded(String content, JsonElement id) {
        boolean isSpecial = named.containsValue(content) || extra.contains(content);
        stated.put(id.getAsLong(), AddedToken.unsaid(id.getAsLong(), content, isSpecial));
    }
}
