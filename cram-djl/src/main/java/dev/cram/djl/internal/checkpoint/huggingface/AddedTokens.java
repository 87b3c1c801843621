package dev.cram.djl.internal.checkpoint.huggingface;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.cram.model.ModelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The tokens that a folder tells of beside those of {@code vocab.json} or {@code tokenizer.json}, and which tokens are
 * special, as transformers 5 reads it: {@code added_tokens_decoder} in {@code tokenizer_config.json}, or else {@code
 * added_tokens.json} with {@code special_tokens_map.json}.
 */
final class AddedTokens {

    private static final String DECODER = "added_tokens_decoder";
    private static final String ADDITIONAL = "additional_special_tokens";

    /** How the names of roles end: {@code eos_token}, {@code image_token}. */
    private static final String ROLE = "_token";

    private final String location;
    private final Map<String, Integer> vocabulary;
    private final Map<String, String> named;
    private final Set<String> extra = new LinkedHashSet<>();
    private final Map<Long, Token> stated = new TreeMap<>();
    private final List<Token> tokens = new ArrayList<>();
    private final Set<String> contents = new HashSet<>();
    private boolean isDecoded;
    private long next;

    private AddedTokens(String location, Map<String, Integer> vocabulary, Map<String, String> named) {
        this.location = location;
        this.vocabulary = vocabulary;
        this.named = new LinkedHashMap<>(named);
    }

    /**
     * A token that is taken out of a text before it is split.
     *
     * @param id its number
     * @param content its text
     * @param flags how it is found and what it is, by the names that {@code tokenizer.json} uses
     */
    record Token(long id, String content, Map<String, Boolean> flags) {

        static Token of(long id, String content, boolean isSpecial) {
            return new Token(id, content, flags(name -> name.equals(isSpecial ? "special" : "normalized")));
        }

        JsonObject toJson() {
            JsonObject json = new JsonObject();
            json.addProperty("id", id);
            json.addProperty("content", content);
            flags.forEach(json::addProperty);
            return json;
        }

        static Map<String, Boolean> flags(Predicate<String> value) {
            Map<String, Boolean> flags = new LinkedHashMap<>();
            for (String name : List.of("single_word", "lstrip", "rstrip", "normalized", "special")) {
                flags.put(name, value.test(name));
            }
            return flags;
        }
    }

    /**
     * Reads the files that are there.
     *
     * @param location where they are, for errors
     * @param files the text of a file by its name, if it is there
     * @param vocabulary the tokens of {@code vocab.json}
     * @param named the special tokens that the kind of tokenizer has unless a file says otherwise, by role
     * @return the tokens in the order in which tokenizers number them
     * @throws ModelException if a file is damaged, or states another number than tokenizers would give
     */
    static List<Token> read(
            String location,
            Function<String, Optional<String>> files,
            Map<String, Integer> vocabulary,
            Map<String, String> named) {
        AddedTokens added = new AddedTokens(location, vocabulary, named);
        added.readAll(files);
        return added.number();
    }

    /**
     * Adds to a {@code tokenizer.json} the tokens that it lacks, and lays what {@code added_tokens_decoder} says of a token
     * over what it says itself.
     *
     * @param location where the files are, for errors
     * @param files the text of a file by its name, if it is there
     * @param known the flags of the tokens that it has added itself, by their contents
     * @param json its contents, sound JSON
     * @return the same contents if nothing is missing or different
     * @throws ModelException as {@link #read}
     */
    static String complete(
            String location,
            Function<String, Optional<String>> files,
            Map<String, Map<String, Boolean>> known,
            String json) {
        AddedTokens added = new AddedTokens(location, new HashMap<>(), Map.of());
        added.readAll(files);
        added.contents.addAll(known.keySet());
        Map<String, Token> changed = added.changed(known);
        if (changed.isEmpty() && known.keySet().containsAll(added.wanted())) {
            return json;
        }
        JsonObject whole = JsonParser.parseString(json).getAsJsonObject();
        JsonElement list = whole.get("added_tokens");
        JsonArray tokens = list == null || list.isJsonNull() ? new JsonArray() : list.getAsJsonArray();
        added.readVocabulary(whole.getAsJsonObject("model").get("vocab"));
        for (JsonElement token : tokens) {
            JsonObject entry = token.getAsJsonObject();
            added.next = Math.max(added.next, 1 + entry.get("id").getAsLong());
            Token other = changed.get(entry.get("content").getAsString());
            if (other != null) {
                other.flags.forEach(entry::addProperty);
            }
        }
        added.number().forEach(token -> tokens.add(token.toJson()));
        whole.add("added_tokens", tokens);
        return whole.toString();
    }

    /** The tokens of {@code added_tokens_decoder} whose flags are others than known. */
    private Map<String, Token> changed(Map<String, Map<String, Boolean>> known) {
        Map<String, Token> changed = new HashMap<>();
        for (Token token : isDecoded ? stated.values() : List.<Token>of()) {
            Map<String, Boolean> flags = known.getOrDefault(token.content, token.flags);
            if (!token.flags.equals(Token.flags(name -> flags.getOrDefault(name, false)))) {
                changed.put(token.content, specialIfNamed(token));
            }
        }
        return changed;
    }

    private Set<String> wanted() {
        Set<String> wanted = new HashSet<>(extra);
        wanted.addAll(named.values());
        stated.values().forEach(token -> wanted.add(token.content));
        wanted.remove("");
        return wanted;
    }

    /** The vocabulary of a model, by token or, for Unigram, a list of tokens and scores. */
    private void readVocabulary(JsonElement vocab) {
        if (vocab.isJsonObject()) {
            vocab.getAsJsonObject().asMap().forEach((token, id) -> vocabulary.put(token, id.getAsInt()));
        } else {
            for (JsonElement token : vocab.getAsJsonArray()) {
                vocabulary.put(token.getAsJsonArray().get(0).getAsString(), vocabulary.size());
            }
        }
    }

    private List<Token> number() {
        stated.values().forEach(this::addStated);
        named.values().forEach(this::addSpecial);
        extra.forEach(this::addSpecial);
        return tokens;
    }

    private void readAll(Function<String, Optional<String>> files) {
        Set<String> present = new HashSet<>();
        read(files, HuggingFaceLayout.TOKENIZER_CONFIG, config -> {
            present.addAll(config.keySet());
            readNames(config);
            readExtra(config, ADDITIONAL);
            if (config.has(DECODER)) {
                config.getAsJsonObject(DECODER).asMap().forEach(this::readDecoded);
            }
        });
        isDecoded = present.contains(DECODER);
        if (!isDecoded) {
            read(files, HuggingFaceLayout.SPECIAL_TOKENS, this::readNames);
            read(files, HuggingFaceLayout.ADDED_TOKENS, json -> json.asMap().forEach(this::readAdded));
            // Only then: they do not make a token of added_tokens.json a special one.
            read(files, HuggingFaceLayout.SPECIAL_TOKENS, json -> readExtra(json, ADDITIONAL));
        }
    }

    private void read(Function<String, Optional<String>> files, String name, Consumer<JsonObject> parts) {
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
        stated.put(
                number,
                new Token(
                        number,
                        content(token),
                        Token.flags(name -> name.equals("special")
                                ? isSpecial
                                : flag(json, name, name.equals("normalized") && !isSpecial))));
    }

    private static boolean flag(JsonObject json, String name, boolean absent) {
        return json.has(name) ? json.get(name).getAsBoolean() : absent;
    }

    private void readAdded(String content, JsonElement id) {
        boolean isSpecial = named.containsValue(content) || extra.contains(content);
        stated.put(id.getAsLong(), Token.of(id.getAsLong(), content, isSpecial));
    }

    private void addStated(Token token) {
        if (contents.contains(token.content)) {
            return;
        }
        long id = add(token.content);
        if (id != token.id) {
            throw new ModelException(location + " gives the added token '" + token.content + "' the number " + token.id
                    + ", where tokenizers number it " + id + ": save the tokenizer anew in Python, with "
                    + "AutoTokenizer.from_pretrained(folder).save_pretrained(folder)");
        }
        tokens.add(specialIfNamed(token));
    }

    private Token specialIfNamed(Token token) {
        Map<String, Boolean> flags = new LinkedHashMap<>(token.flags);
        flags.merge("special", named.containsValue(token.content), Boolean::logicalOr);
        return new Token(token.id, token.content, flags);
    }

    private void addSpecial(String content) {
        if (!contents.contains(content) && !content.isEmpty()) {
            tokens.add(Token.of(add(content), content, true));
        }
    }

    /** The number of a new token: that of the vocabulary, or else the next one, as tokenizers count. */
    private long add(String content) {
        contents.add(content);
        Integer known = vocabulary.get(content);
        long id = known == null ? Math.max(vocabulary.size(), next) : known;
        next = Math.max(next, id + 1);
        return id;
    }
}
