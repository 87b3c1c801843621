package dev.cram.report.text;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/** A line of a file of JSON lines. */
final class JsonLine {

    private JsonLine() {}

    /** The line's string, or the string {@code text} of its object. */
    static String text(String line) throws IOException {
        JsonReader json = new JsonReader(new StringReader(line));
        json.setStrictness(Strictness.STRICT);
        String text = json.peek() == JsonToken.BEGIN_OBJECT ? ofObject(json) : string(json);
        if (json.peek() != JsonToken.END_DOCUMENT) {
            throw new MalformedJsonException("more than one value");
        }
        return text;
    }

    private static String ofObject(JsonReader json) throws IOException {
        @Nullable String text = null;
        json.beginObject();
        while (json.hasNext()) {
            if (!json.nextName().equals("text")) {
                // Python writes NaN, which is no JSON, where a figure is missing.
                json.setStrictness(Strictness.LENIENT);
                json.skipValue();
                json.setStrictness(Strictness.STRICT);
            } else if (text != null) {
                throw new MalformedJsonException("two values of 'text'");
            } else {
                text = string(json);
            }
        }
        json.endObject();
        if (text == null) {
            throw new MalformedJsonException("no 'text'");
        }
        return text;
    }

    private static String string(JsonReader json) throws IOException {
        if (json.peek() != JsonToken.STRING) {
            throw new MalformedJsonException("no string");
        }
        return json.nextString();
    }
}
