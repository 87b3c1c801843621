package dev.cram.djl.internal.checkpoint.tokenizer;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Writes a {@code tokenizer.json}. A fingerprint covers it, so the order of its entries must stay. */
public final class TokenizerWriter {

    /** Characters of a token or merge beside its own. */
    private static final int MARKS = 12;

    private static final int MOST = 1 << 26;

    private final StringWriter text = new StringWriter();
    private final JsonWriter json = new JsonWriter(text);

    private TokenizerWriter() {}

    /** What a tokenizer is made of. */
    @FunctionalInterface
    public interface Parts {

        public void write(TokenizerWriter writer) throws IOException;
    }

    /** The contents of the file. */
    public static String json(Parts parts) {
        TokenizerWriter writer = new TokenizerWriter();
        try (JsonWriter json = writer.json) {
            json.beginObject().name("version").value("1.0");
            parts.write(writer);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.text.toString();
    }

    /** Makes room for a vocabulary and merges, of so many characters in all, at once instead of by and by. */
    public void expect(int tokens, int merges, long characters) {
        long more = characters + (long) MARKS * (tokens + merges);
        text.getBuffer().ensureCapacity((int) Math.min(MOST, text.getBuffer().length() + more));
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
