package dev.cram.djl.internal.checkpoint.tokenizer;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The model of a {@code tokenizer.json}, looked at as far as it is a BPE: whether merges are missing, or cannot be honored.
 * Vocabulary and merges, which may stand before what they are checked by, are read in passes of their own.
 */
public final class BpeModel {

    /** Tokens that stand for no text by their looks, and single bytes. */
    private static final Pattern MARKER = Pattern.compile("<.*>|\\[.*]", Pattern.DOTALL);

    private final String source;
    private boolean isBpe;
    private String unknown = "";
    private String prefix = "";
    private String suffix = "";
    private boolean isWholeWords;
    private boolean hasMerges;
    private boolean hasDropout;

    BpeModel(String source) {
        this.source = source;
    }

    /** Whether a token of a BPE can only come of merges. */
    public static boolean needsMerges(String token) {
        return token.codePointCount(0, token.length()) > 1
                && !MARKER.matcher(token).matches();
    }

    /** Whether tokens must be looked at, since there are no merges that they could come of. */
    boolean lacksMerges() {
        return isBpe && !hasMerges && !isWholeWords;
    }

    /** Whether merges must be looked at, since they must carry a prefix. */
    boolean hasPrefix() {
        return isBpe && hasMerges && !prefix.isEmpty();
    }

    /** Whether it leaves some merges out by chance, as in training. */
    boolean hasDropout() {
        return hasDropout;
    }

    void read(JsonReader json) throws IOException {
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

    /** Refuses a vocabulary of tokens that only merges make, but for those that were added. */
    void checkVocabulary(JsonReader json, Set<String> added) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            if (json.nextName().equals("vocab") && json.peek() == JsonToken.BEGIN_OBJECT) {
                json.beginObject();
                while (json.hasNext()) {
                    checkReachable(json.nextName(), added);
                    json.skipValue();
                }
                json.endObject();
            } else {
                json.skipValue();
            }
        }
        json.endObject();
    }

    private void checkReachable(String token, Set<String> added) {
        String bare = token.startsWith(prefix) ? token.substring(prefix.length()) : token;
        bare = bare.endsWith(suffix) ? bare.substring(0, bare.length() - suffix.length()) : bare;
        if (needsMerges(bare) && !token.equals(unknown) && !added.contains(token)) {
            throw new ModelException(source + " has no merges, from which alone tokens such as '" + token
                    + "' can come, so that each letter would be a token: fetch the model's complete tokenizer");
        }
    }

    /** A merge's second token carries the prefix that the merged one loses, or the tokenizers' library ends the process. */
    void checkMerges(JsonReader json) throws IOException {
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
}
