package dev.cram.djl.internal.checkpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.file.MappedFile;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** The files that {@code src/test/python/make_checkpoint_fixtures.py} made. */
public final class Fixtures {

    private Fixtures() {}

    /** A text and its tokens by the tools that the tokenizer came from. */
    record Tokenized(String text, int[] ids) {}

    public static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(Fixtures.class.getResource("/checkpoints/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    public static BinaryFile open(Path path) {
        return MappedFile.open(path);
    }

    public static float[] contents(Tensor tensor) {
        return contents(tensor, 0, (int) tensor.size());
    }

    public static float[] contents(Tensor tensor, int from, int count) {
        FloatBuffer buffer = FloatBuffer.allocate(count);
        tensor.read(from, buffer);
        return buffer.array();
    }

    public static List<Tokenized> tokens(String name) {
        List<Tokenized> rows = new ArrayList<>();
        for (JsonElement row : json(path(name)).getAsJsonArray()) {
            JsonObject fields = row.getAsJsonObject();
            JsonArray ids = fields.getAsJsonArray("ids");
            rows.add(new Tokenized(
                    fields.get("text").getAsString(),
                    StreamSupport.stream(ids.spliterator(), false)
                            .mapToInt(JsonElement::getAsInt)
                            .toArray()));
        }
        return rows;
    }

    public static JsonElement json(Path path) {
        try {
            return JsonParser.parseString(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
