package dev.cram.djl.internal.checkpoint.gguf.tokenizer;

import dev.cram.djl.internal.checkpoint.gguf.file.GgufMetadata;
import dev.cram.djl.internal.checkpoint.tokenizer.AddedToken;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The tokens of a GGUF file in the order of their ids, and what each is. */
final class GgufTokens {

    private static final String KEY = "tokenizer.ggml.tokens";
    private static final String TYPES = "tokenizer.ggml.token_type";

    /** Types of tokens, as GGUF numbers them. */
    private static final int NORMAL = 1;

    private static final int UNKNOWN = 2;
    private static final int CONTROL = 3;
    private static final int USER_DEFINED = 4;

    private final List<String> tokens;
    private final int[] types;
    private final boolean hasEmpty;

    GgufTokens(List<String> stored, int[] types) {
        this.tokens = named(stored);
        this.types = types;
        this.hasEmpty = stored.contains("");
    }

    /** Reads the tokens of a model with so many embeddings. */
    static GgufTokens read(GgufMetadata metadata, int embeddings) {
        List<String> stored = metadata.texts(KEY);
        int[] types = metadata.integers(TYPES);
        GgufTokens tokens = new GgufTokens(
                stored,
                types.length == 0
                        ? IntStream.generate(() -> NORMAL).limit(stored.size()).toArray()
                        : types);
        tokens.check(metadata, embeddings);
        return tokens;
    }

    /** The tokens, of which an empty one, which no text has, gets a name, as in llama.cpp. */
    private static List<String> named(List<String> tokens) {
        return IntStream.range(0, tokens.size())
                .mapToObj(id -> tokens.get(id).isEmpty() ? "[EMPTY_" + id + "]" : tokens.get(id))
                .toList();
    }

    private void check(GgufMetadata metadata, int embeddings) {
        if (tokens.isEmpty() || tokens.size() > embeddings || types.length != tokens.size()) {
            throw metadata.error("has " + tokens.size() + " tokens and " + types.length + " types of tokens for "
                    + embeddings + " embeddings");
        }
        Set<String> seen = new HashSet<>();
        for (String token : tokens) {
            if (!seen.add(token)) {
                throw metadata.error("has the token '" + token + "' twice");
            }
        }
    }

    List<String> texts() {
        return tokens;
    }

    int count() {
        return tokens.size();
    }

    String text(int id) {
        return tokens.get(id);
    }

    /** Whether it is one of those that the tokenizer makes of a text by itself. */
    boolean isNormal(int id) {
        return types[id] == NORMAL;
    }

    /** The numbers of those. */
    int[] normal() {
        return IntStream.range(0, types.length).filter(this::isNormal).toArray();
    }

    /** Whether the file has a token without text. */
    boolean hasEmpty() {
        return hasEmpty;
    }

    /** The numbers of those that a user has defined. */
    IntStream userDefined() {
        return IntStream.range(0, types.length).filter(id -> types[id] == USER_DEFINED);
    }

    /** Those that no text may hold. */
    List<String> specials() {
        return IntStream.range(0, types.length)
                .filter(this::isSpecial)
                .mapToObj(tokens::get)
                .toList();
    }

    /** Those that are taken out of a text before it is split. */
    List<AddedToken> added() {
        return IntStream.range(0, types.length)
                .filter(id -> isSpecial(id) || types[id] == USER_DEFINED)
                .mapToObj(id -> AddedToken.plain(id, tokens.get(id), isSpecial(id)))
                .toList();
    }

    private boolean isSpecial(int id) {
        return types[id] == CONTROL || types[id] == UNKNOWN;
    }
}
