package dev.cram.djl.internal.checkpoint.file;

import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Strict JSON, read piece by piece where it lies, so that a large or hostile text costs no memory. */
public final class StrictJson {

    private StrictJson() {}

    /** Reads one value. */
    @FunctionalInterface
    public interface Body {

        /** Consumes exactly one value. */
        public void read(JsonReader json) throws IOException;
    }

    /**
     * Reads a text of one value.
     *
     * @param source what holds the text
     * @param part what the text is to the source
     * @throws ModelException calling the source truncated or damaged if the text is not UTF-8, not JSON, or nested too
     *     deeply, or if the body finds another kind of value than it asks for
     */
    public static void read(String source, String part, ByteBuffer text, Body body) {
        read(source, part, new InputStreamReader(new BufferStream(text), StandardCharsets.UTF_8.newDecoder()), body);
    }

    /** Reads a text of one value that has been decoded, with errors as {@link #read(String, String, ByteBuffer, Body)}. */
    public static void read(String source, String part, String text, Body body) {
        read(source, part, new StringReader(text), body);
    }

    private static void read(String source, String part, Reader text, Body body) {
        try {
            JsonReader json = new JsonReader(text);
            json.setStrictness(Strictness.STRICT);
            body.read(json);
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new IOException("it goes on after its end");
            }
        } catch (IOException
                | JsonParseException
                | IllegalStateException
                | NumberFormatException
                | ArithmeticException e) {
            throw new ModelException(
                    source + " is truncated or damaged, its " + part + " cannot be read (" + e.getMessage()
                            + "): fetch the file again",
                    e);
        }
    }
}
