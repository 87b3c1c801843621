package dev.cram.djl.internal.checkpoint.huggingface;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.cram.djl.internal.checkpoint.tokenizer.AddedToken;
import dev.cram.model.ModelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Numbers the tokens that a folder's {@link TokenFiles} tell of beside those of the vocabulary, as tokenizers do. */
final class AddedTokens {

    private final String location;
    private final TokenFiles files;
    private final Map<String, Integer> vocabulary;
    private final List<AddedToken> tokens = new ArrayList<>();
    private final Set<String> contents = new HashSet<>();
    private long next;

    private AddedTokens(String location, TokenFiles files, Map<String, Integer> vocabulary) {
        this.location = location;
        this.files = files;
        this.vocabulary = vocabulary;
    }

    /**
     * Reads the files that are there.
     *
     * @param vocabulary the tokens of {@code vocab.json}
     * @param named as of {@link TokenFiles#read}
     * @return the tokens in the order in which tokenizers number them
     * @throws ModelException if a file is damaged, or states another number than tokenizers would give
     */
    static List<AddedToken> read(
            String location,
            Function<String, Optional<String>> files,
            Map<String, Integer> vocabulary,
            Map<String, String> named) {
        return new AddedTokens(location, TokenFiles.read(location, files, named), vocabulary).number();
    }

    /**
     * Adds to a {@code tokenizer.json} the tokens that it lacks, and lays what {@code added_tokens_decoder} says of a token
     * over what it says itself.
     *
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
        AddedTokens added = new AddedTokens(location, TokenFiles.read(location, files, Map.of()), new HashMap<>());
        added.contents.addAll(known.keySet());
        Map<String, AddedToken> changed = added.changed(known);
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
            AddedToken other = changed.get(entry.get("content").getAsString());
            if (other != null) {
                other.flags().forEach(entry::addProperty);
            }
        }
        added.number().forEach(token -> tokens.add(token.toJson()));
        whole.add("added_tokens", tokens);
        return whole.toString();
    }

    /** The tokens of {@code added_tokens_decoder} whose flags are others than known. */
    private Map<String, AddedToken> changed(Map<String, Map<String, Boolean>> known) {
        Map<String, AddedToken> changed = new HashMap<>();
        for (AddedToken token : files.isDecoded() ? files.stated() : List.<AddedToken>of()) {
            Map<String, Boolean> flags = known.getOrDefault(token.content(), token.flags());
            if (!token.flags().equals(AddedToken.flags(name -> flags.getOrDefault(name, false)))) {
                changed.put(token.content(), specialIfNamed(token));
            }
        }
        return changed;
    }

    private Set<String> wanted() {
        Set<String> wanted = new HashSet<>(files.special());
        files.stated().forEach(token -> wanted.add(token.content()));
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

    private List<AddedToken> number() {
        files.stated().forEach(this::addStated);
        files.special().forEach(this::addSpecial);
        return tokens;
    }

    private void addStated(AddedToken token) {
        if (contents.contains(token.content())) {
            return;
        }
        long id = add(token.content());
        if (id != token.id()) {
            throw new ModelException(location + " gives the added token '" + token.content() + "' the number "
                    + token.id() + ", where tokenizers number it " + id + ": save the tokenizer anew in Python, with "
                    + "AutoTokenizer.from_pretrained(folder).save_pretrained(folder)");
        }
        tokens.add(specialIfNamed(token));
    }

    private AddedToken specialIfNamed(AddedToken token) {
        return token.orSpecial(files.hasRole(token.content()));
    }

    private void addSpecial(String content) {
        if (!contents.contains(content) && !content.isEmpty()) {
            tokens.add(AddedToken.unsaid(add(content), content, true));
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
