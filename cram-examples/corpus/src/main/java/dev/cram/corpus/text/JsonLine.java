package dev.cram.corpus.text;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/**
 * A line of a file of JSON lines: a string, or an object with the field of the text.
 *
 * @param text the text
 * @param id what the object calls it, if it does
 */
record JsonLine(String text, @Nullable String id) {

    /** Reads a line. */
    static JsonLine of(String line, Fields fields) throws IOException {
        JsonReader json = new JsonReader(new StringReader(line));
        json.setStrictness(Strictness.STRICT);
        JsonLine read =
                json.peek() == JsonToken.BEGIN_OBJECT ? ofObject(json, fields) : new JsonLine(string(json), null);
        if (json.peek() != JsonToken.END_DOCUMENT) {
            throw new MalformedJsonException("more than one value");
        }
        return read;
    }

    private static JsonLine ofObject(JsonReader json, Fields fields) throws IOException {
        @Nullable String text = null;
        @Nullable String id = null;
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (name.equals(fields.text())) {
                if (text != null) {
                    throw new MalformedJsonException("two values of '" + name + "'");
                }
                text = string(json);
            } else if (name.equals(fields.id()) && isName(json.peek())) {
                id = json.nextString();
            } else {
                // Python writes NaN, which is no JSON, where a figure is missing.
                json.setStrictness(Strictness.LENIENT);
                json.skipValue();
                json.setStrictness(Strictness.STRICT);
            }
        }
        json.endObject();
        if (text == null) {
            throw new MalformedJsonException("no '" + fields.text() + "'");
        }
        return new JsonLine(text, id);
    }

    private static boolean isName(JsonToken token) {
        return token == JsonToken.STRING || token == JsonToken.NUMBER;
    }

    private static String string(JsonReader json) throws IOException {
        if (json.peek() != JsonToken.STRING) {
            throw new MalformedJsonException("no string");
        }
        return json.nextString();
    }
}
