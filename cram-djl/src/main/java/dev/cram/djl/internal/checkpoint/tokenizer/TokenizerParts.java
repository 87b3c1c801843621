package dev.cram.djl.internal.checkpoint.tokenizer;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/**
 * The parts of a {@code tokenizer.json} around its model. What is off in them ends the process inside the tokenizers'
 * library rather than raise an error, so they are read here first, as strictly as there.
 */
final class TokenizerParts {

    private static final Set<String> NAMES = Set.of("normalizer", "pre_tokenizer", "post_processor", "decoder");
    private static final int DEEPEST = 100;

    private TokenizerParts() {}

    /** Whether an entry of a {@code tokenizer.json} is such a part. */
    static boolean isPart(String name) {
        return NAMES.contains(name);
    }

    /**
     * Reads a part.
     *
     * @throws IOException saying what is wrong with it
     */
    static void check(JsonReader json) throws IOException {
        check(json, 0);
    }

    private static void check(JsonReader json, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("it is nested too deeply");
        }
        switch (json.peek()) {
            case BEGIN_OBJECT -> checkObject(json, depth);
            case BEGIN_ARRAY -> {
                json.beginArray();
                while (json.hasNext()) {
                    check(json, depth + 1);
                }
                json.endArray();
            }
            case STRING -> checkText(json.nextString());
            case NUMBER -> checkNumber(json.nextString());
            default -> json.skipValue();
        }
    }

    private static void checkObject(JsonReader json, int depth) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            checkText(name);
            if (name.equals("precompiled_charsmap")) {
                checkPrecompiled(json);
            } else if (name.equals("stop") && json.peek() == JsonToken.NUMBER) {
                checkStop(json.nextString());
            } else {
                check(json, depth + 1);
            }
        }
        json.endObject();
    }

    private static void checkText(String text) throws IOException {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IOException("a text has half a character");
        }
    }

    private static void checkNumber(String number) throws IOException {
        if (!Double.isFinite(Double.parseDouble(number))) {
            throw new IOException("the number " + number + " is out of range");
        }
    }

    /** Strip counts back from the end of a text without looking whether it has so many letters. */
    private static void checkStop(String stop) throws IOException {
        checkNumber(stop);
        if (Double.parseDouble(stop) > 0) {
            throw new IOException("a decoder that strips " + stop + " letters from the end is not supported");
        }
    }

    private static void checkPrecompiled(JsonReader json) throws IOException {
        if (json.peek() != JsonToken.STRING) {
            throw new IOException("precompiled_charsmap is no text");
        }
        try {
            new PrecompiledMap(Base64.getDecoder().decode(json.nextString())).check();
        } catch (IllegalArgumentException e) {
            throw new IOException("precompiled_charsmap is no Base64", e);
        }
    }
}
