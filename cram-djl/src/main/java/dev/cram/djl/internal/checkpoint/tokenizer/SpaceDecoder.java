package dev.cram.djl.internal.checkpoint.tokenizer;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;

/** The {@code decoder} of SentencePiece's tokenizers: the letter that stands for a space becomes one again. */
public final class SpaceDecoder {

    /** The letter that stands for a space. */
    public static final String SPACE = "\u2581";

    private SpaceDecoder() {}

    /**
     * Writes the part.
     *
     * @param hasBytes whether tokens of single bytes are joined to characters
     * @param before how many spaces at the front, where there are as many, are the tokenizer's own
     * @param end whether the last space is
     */
    public static void write(JsonWriter json, boolean hasBytes, int before, boolean end) throws IOException {
        json.name("decoder").beginObject().name("type").value("Sequence");
        json.name("decoders").beginArray();
        writeReplace(json, SPACE, " ");
        if (hasBytes) {
            json.beginObject().name("type").value("ByteFallback").endObject();
        }
        json.beginObject().name("type").value("Fuse").endObject();
        if (before > 0) {
            json.beginObject().name("type").value("Strip").name("content").value(" ");
            json.name("start").value(before).name("stop").value(0).endObject();
        }
        if (end) {
            // Strip, told to stop sooner, ends the process where there is no text.
            json.beginObject().name("type").value("Replace");
            json.name("pattern").beginObject().name("Regex").value(" \\z").endObject();
            json.name("content").value("").endObject();
        }
        json.endArray().endObject();
    }

    /** Writes a part that puts one text in the place of another. */
    public static void writeReplace(JsonWriter json, String from, String to) throws IOException {
        json.beginObject().name("type").value("Replace");
        json.name("pattern").beginObject().name("String").value(from).endObject();
        json.name("content").value(to).endObject();
    }
}
