package dev.cram.djl.checkpoint;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Changes weights in a file. */
public final class SafetensorsEdit {

    private SafetensorsEdit() {}

    /** Adds to the first element of the float32 matrix whose name contains a text and is the last of these. */
    public static void addToLastMatrix(Path file, String inName, float value) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int headerSize = (int) bytes.getLong(0);
        JsonObject header = JsonParser.parseString(new String(bytes.array(), 8, headerSize, StandardCharsets.UTF_8))
                .getAsJsonObject();
        String last = header.keySet().stream()
                .filter(name -> name.contains(inName))
                .filter(name ->
                        header.getAsJsonObject(name).getAsJsonArray("shape").size() == 2)
                .max(String::compareTo)
                .orElseThrow();
        int offset = header.getAsJsonObject(last)
                .getAsJsonArray("data_offsets")
                .get(0)
                .getAsInt();
        int index = 8 + headerSize + offset;
        bytes.putFloat(index, bytes.getFloat(index) + value);
        Files.write(file, bytes.array());
    }
}
