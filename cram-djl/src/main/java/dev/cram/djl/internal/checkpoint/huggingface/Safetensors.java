package dev.cram.djl.internal.checkpoint.huggingface;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.file.ModelLimits;
import dev.cram.djl.internal.checkpoint.file.StrictJson;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the header of a safetensors file: eight bytes of header size, a JSON object from tensor name to type, shape and
 * offsets, then the contents without gaps.
 */
public final class Safetensors {

    private static final int PREFIX = 8;
    private static final long LARGEST_HEADER = 8L << 20;

    private final BinaryFile file;
    private final Map<String, String> aliases;
    private final SafetensorsContents contents;

    private Safetensors(BinaryFile file, Map<String, String> aliases, int headerSize) {
        this.file = file;
        this.aliases = aliases;
        this.contents = new SafetensorsContents(file, PREFIX + headerSize);
    }

    /** Describes the tensors of a file, which must stay open while they are read. */
    public static SortedMap<String, Tensor> read(BinaryFile file) {
        return read(file, new TreeMap<>());
    }

    /**
     * Describes the tensors of a file, which must stay open while they are read.
     *
     * @param aliases gets what the metadata say: as {@code safetensors.save_model} writes them, for a name that is not
     *     stored the name of the tensor that it shares
     */
    public static SortedMap<String, Tensor> read(BinaryFile file, Map<String, String> aliases) {
        int size = headerSize(file);
        Safetensors reader = new Safetensors(file, aliases, size);
        StrictJson.read(file.name(), "header", file.slice(PREFIX, size), reader::readHeader);
        return reader.contents.checked();
    }

    private static int headerSize(BinaryFile file) {
        if (file.size() < PREFIX) {
            throw file.damaged("it is only " + file.size() + " bytes long");
        }
        long size = file.slice(0, PREFIX).getLong();
        if (size < 2 || size > LARGEST_HEADER || size > file.size() - PREFIX) {
            throw file.damaged(
                    "its header claims " + Long.toUnsignedString(size) + " bytes in a file of " + file.size());
        }
        return (int) size;
    }

    private void readHeader(JsonReader reader) throws IOException {
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (name.equals("__metadata__")) {
                readMetadata(reader);
            } else {
                readTensor(name, reader);
            }
        }
        reader.endObject();
    }

    private void readMetadata(JsonReader reader) throws IOException {
        if (reader.peek() != JsonToken.BEGIN_OBJECT) {
            reader.skipValue();
            return;
        }
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (reader.peek() == JsonToken.STRING
                    && name.length() <= ModelLimits.NAME
                    && aliases.size() < ModelLimits.TENSORS) {
                aliases.put(name, reader.nextString());
            } else {
                reader.skipValue();
            }
        }
        reader.endObject();
    }

    private void readTensor(String name, JsonReader reader) throws IOException {
        if (contents.count() == ModelLimits.TENSORS || name.length() > ModelLimits.NAME) {
            throw file.damaged("it names more than " + ModelLimits.TENSORS + " tensors, or one with too long a name");
        }
        String type = "";
        List<Long> shape = List.of();
        List<Long> offsets = List.of();
        reader.beginObject();
        while (reader.hasNext()) {
            switch (reader.nextName()) {
                case "dtype" -> type = reader.nextString();
                case "shape" -> shape = readLongs(name, reader);
                case "data_offsets" -> offsets = readLongs(name, reader);
                default -> reader.skipValue();
            }
        }
        reader.endObject();
        contents.add(name, type, shape, offsets);
    }

    private List<Long> readLongs(String name, JsonReader reader) throws IOException {
        List<Long> values = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            long value = reader.nextLong();
            if (value < 0 || values.size() == ModelLimits.AXES) {
                throw file.damaged("tensor " + name + " has an impossible shape or offset");
            }
            values.add(value);
        }
        reader.endArray();
        return values;
    }
}
