package dev.cram.djl.internal.checkpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.cram.djl.internal.checkpoint.tensor.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Changes files of float32 tensors. */
public final class SafetensorsEdit {

    private final Path file;
    private final JsonObject header;
    private final byte[] data;

    private SafetensorsEdit(Path file) throws IOException {
        this.file = file;
        byte[] all = Files.readAllBytes(file);
        int headerSize = (int) order(ByteBuffer.wrap(all)).getLong();
        this.header = JsonParser.parseString(new String(all, Long.BYTES, headerSize, StandardCharsets.UTF_8))
                .getAsJsonObject();
        this.data = Arrays.copyOfRange(all, Long.BYTES + headerSize, all.length);
    }

    private static ByteBuffer order(ByteBuffer bytes) {
        return bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void write(Path file, JsonObject header, byte[] data) throws IOException {
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = order(ByteBuffer.allocate(Long.BYTES + text.length + data.length));
        Files.write(file, all.putLong(text.length).put(text).put(data).array());
    }

    /** Adds to the first element of the matrix whose name contains a text and is the last of these. */
    public static void addToLastMatrix(Path file, String inName, float value) throws IOException {
        SafetensorsEdit edit = new SafetensorsEdit(file);
        String last = edit.header.keySet().stream()
                .filter(name -> name.contains(inName))
                .filter(name -> edit.header
                                .getAsJsonObject(name)
                                .getAsJsonArray("shape")
                                .size()
                        == 2)
                .max(String::compareTo)
                .orElseThrow();
        int index = edit.header
                .getAsJsonObject(last)
                .getAsJsonArray("data_offsets")
                .get(0)
                .getAsInt();
        ByteBuffer floats = order(ByteBuffer.wrap(edit.data));
        floats.putFloat(index, floats.getFloat(index) + value);
        write(edit.file, edit.header, edit.data);
    }

    /** Multiplies the whole file. */
    public static void scale(Path file, float factor) throws IOException {
        SafetensorsEdit edit = new SafetensorsEdit(file);
        ByteBuffer floats = order(ByteBuffer.wrap(edit.data));
        for (int i = 0; i < edit.data.length; i += Float.BYTES) {
            floats.putFloat(i, floats.getFloat(i) * factor);
        }
        write(edit.file, edit.header, edit.data);
    }

    /** Replaces the beginning of all names that have it. */
    public static void rename(Path file, String from, String to) throws IOException {
        SafetensorsEdit edit = new SafetensorsEdit(file);
        JsonObject renamed = new JsonObject();
        edit.header
                .asMap()
                .forEach((name, entry) ->
                        renamed.add(name.startsWith(from) ? to + name.substring(from.length()) : name, entry));
        write(edit.file, renamed, edit.data);
    }

    /** Says that a float32 tensor is of another type; one of single bytes has four times the columns, so the bytes stay. */
    public static void retype(Path file, String name, String type) throws IOException {
        SafetensorsEdit edit = new SafetensorsEdit(file);
        JsonObject entry = edit.header.getAsJsonObject(name);
        JsonArray shape = entry.getAsJsonArray("shape");
        int factor = Float.BYTES / TensorType.valueOf(type).blockBytes();
        shape.set(1, new JsonPrimitive(shape.get(1).getAsInt() * factor));
        entry.addProperty("dtype", type);
        write(edit.file, edit.header, edit.data);
    }

    /** Takes a tensor out; what follows moves up. */
    public static void remove(Path file, String name) throws IOException {
        SafetensorsEdit edit = new SafetensorsEdit(file);
        JsonArray offsets = edit.header.remove(name).getAsJsonObject().getAsJsonArray("data_offsets");
        int begin = offsets.get(0).getAsInt();
        int end = offsets.get(1).getAsInt();
        for (JsonElement entry : edit.header.asMap().values()) {
            JsonArray others = entry.getAsJsonObject().getAsJsonArray("data_offsets");
            if (others != null && others.get(0).getAsInt() >= end) {
                for (int i = 0; i < 2; i++) {
                    others.set(i, new JsonPrimitive(others.get(i).getAsInt() - (end - begin)));
                }
            }
        }
        byte[] data = new byte[edit.data.length - (end - begin)];
        System.arraycopy(edit.data, 0, data, 0, begin);
        System.arraycopy(edit.data, end, data, begin, edit.data.length - end);
        write(edit.file, edit.header, data);
    }

    /** Adds a copy of a tensor under another name, times a factor. */
    public static void copy(Path file, String from, String to, float factor) throws IOException {
        SafetensorsEdit edit = new SafetensorsEdit(file);
        JsonObject entry = edit.header.getAsJsonObject(from).deepCopy();
        int begin = entry.getAsJsonArray("data_offsets").get(0).getAsInt();
        int size = entry.getAsJsonArray("data_offsets").get(1).getAsInt() - begin;
        int end = edit.data.length;
        ByteBuffer data = order(ByteBuffer.allocate(end + size)).put(edit.data);
        for (int i = 0; i < size; i += Float.BYTES) {
            data.putFloat(data.getFloat(begin + i) * factor);
        }
        entry.add("data_offsets", JsonParser.parseString("[" + end + "," + (end + size) + "]"));
        edit.header.add(to, entry);
        write(edit.file, edit.header, data.array());
    }

    /** Says in the metadata that a name that is not stored is that of a stored tensor. */
    public static void alias(Path file, String name, String stored) throws IOException {
        SafetensorsEdit edit = new SafetensorsEdit(file);
        JsonObject metadata = new JsonObject();
        metadata.addProperty("format", "pt");
        metadata.addProperty(name, stored);
        edit.header.add("__metadata__", metadata);
        write(edit.file, edit.header, edit.data);
    }

    /** Adds a tensor of one element. */
    public static void append(Path file, String name) throws IOException {
        SafetensorsEdit edit = new SafetensorsEdit(file);
        int end = edit.data.length;
        String entry = "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[" + end + "," + (end + Float.BYTES) + "]}";
        edit.header.add(name, JsonParser.parseString(entry));
        write(edit.file, edit.header, Arrays.copyOf(edit.data, end + Float.BYTES));
    }
}
