package dev.cram.djl.internal.checkpoint.tokenizer;

import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A token that is taken out of a text before it is split.
 *
 * @param flags how it is found and what it is, by the names that {@code tokenizer.json} uses
 */
public record AddedToken(long id, String content, Map<String, Boolean> flags) {

    private static final List<String> FLAGS = List.of("single_word", "lstrip", "rstrip", "normalized", "special");

    private static final Map<String, Boolean> PLAIN = Collections.unmodifiableMap(flags(name -> false));
    private static final Map<String, Boolean> SPECIAL = Collections.unmodifiableMap(flags("special"::equals));

    /** A token that is found in the text as it is. */
    public static AddedToken plain(long id, String content, boolean isSpecial) {
        return new AddedToken(id, content, isSpecial ? SPECIAL : PLAIN);
    }

    /** A token of whose flags nothing is said: found in the normalized text unless it is special. */
    public static AddedToken unsaid(long id, String content, boolean isSpecial) {
        return new AddedToken(id, content, flags(name -> name.equals(isSpecial ? "special" : "normalized")));
    }

    /** The flags in the order of {@code tokenizer.json}. */
    public static Map<String, Boolean> flags(Predicate<String> value) {
        Map<String, Boolean> flags = new LinkedHashMap<>();
        FLAGS.forEach(name -> flags.put(name, value.test(name)));
        return flags;
    }

    /** This token, which is special if it was, or if it is said to be. */
    public AddedToken orSpecial(boolean isSpecial) {
        Map<String, Boolean> all = new LinkedHashMap<>(flags);
        all.merge("special", isSpecial, Boolean::logicalOr);
        return new AddedToken(id, content, all);
    }

    public JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("id", id);
        json.addProperty("content", content);
        flags.forEach(json::addProperty);
        return json;
    }
}
