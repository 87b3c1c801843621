package dev.cram.djl.internal.checkpoint.tokenizer;

import com.google.gson.stream.JsonWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes a {@code tokenizer.json}. A fingerprint covers it, so the order of its entries must stay. */
public final class TokenizerWriter {

    private final JsonWriter json;

    private TokenizerWriter(JsonWriter json) {
        this.json = json;
    }

    /** What a tokenizer is made of. */
    @FunctionalInterface
    public interface Parts {

        public void write(TokenizerWriter writer) throws IOException;
    }

    /** The contents of the file. */
    public static String json(Parts parts) {
        StringWriter text = new StringWriter();
        write(parts, text);
        return text.toString();
    }

    /** Writes the contents of the file in UTF-8. */
    public static void write(Parts parts, OutputStream out) {
        write(parts, new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    }

    private static void write(Parts parts, Writer out) {
        try (JsonWriter json = new JsonWriter(out)) {
            json.beginObject().name("version").value("1.0");
            parts.write(new TokenizerWriter(json));
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For the parts that tokenizers do not share. */
    public JsonWriter json() {
        return json;
    }

    public void addedTokens(List<AddedToken> tokens) throws IOException {
        json.name("added_tokens").beginArray();
        for (AddedToken token : tokens) {
            json.beginObject().name("id").value(token.id());
            json.name("content").value(token.content());
            for (Map.Entry<String, Boolean> flag : token.flags().entrySet()) {
                json.name(flag.getKey()).value(flag.getValue());
            }
            json.endObject();
        }
        json.endArray();
    }

    public void vocabulary(Map<String, Integer> ids) throws IOException {
        json.name("vocab").beginObject();
        for (Map.Entry<String, Integer> token : ids.entrySet()) {
            json.name(token.getKey()).value(token.getValue());
        }
        json.endObject();
    }

    /** A vocabulary in the order of its ids. */
    public void vocabulary(List<String> tokens) throws IOException {
        json.name("vocab").beginObject();
        for (int id = 0; id < tokens.size(); id++) {
            json.name(tokens.get(id)).value(id);
        }
        json.endObject();
    }

    public void merge(String left, String right) throws IOException {
        json.beginArray().value(left).value(right).endArray();
    }
}
