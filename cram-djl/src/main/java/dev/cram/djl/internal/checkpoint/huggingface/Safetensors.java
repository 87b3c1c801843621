package dev.cram.djl.internal.checkpoint.huggingface;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.cram.djl.internal.checkpoint.file.Bytes;
import dev.cram.djl.internal.checkpoint.file.Json;
import dev.cram.djl.internal.checkpoint.file.Limits;
import dev.cram.djl.internal.checkpoint.tensor.Order;
import dev.cram.djl.internal.checkpoint.tensor.Stored;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tensor.TensorType;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
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

    private final String source;
    private final Bytes file;
    private final Map<String, String> aliases;
    private final long start;
    private final SortedMap<String, Tensor> tensors = new TreeMap<>();
    private final List<Placed> placed = new ArrayList<>();

    private Safetensors(String source, Bytes file, Map<String, String> aliases) {
        this.source = source;
        this.file = file;
        this.aliases = aliases;
        this.start = PREFIX + headerSize();
    }

    /** Describes the tensors of a file, which must stay open while they are read. */
    public static SortedMap<String, Tensor> read(String source, Bytes file) {
        return read(source, file, new TreeMap<>());
    }

    /**
     * Describes the tensors of a file, which must stay open while they are read.
     *
     * @param aliases gets what the metadata say: as {@code safetensors.save_model} writes them, for a name that is not
     *     stored the name of the tensor that it shares
     */
    public static SortedMap<String, Tensor> read(String source, Bytes file, Map<String, String> aliases) {
        Safetensors reader = new Safetensors(source, file, aliases);
        Json.read(source, "header", file.slice(PREFIX, (int) (reader.start - PREFIX)), reader::readHeader);
        reader.checkLayout();
        return reader.tensors;
    }

    private long headerSize() {
        if (file.size() < PREFIX) {
            throw damaged("it is only " + file.size() + " bytes long");
        }
        long size = file.slice(0, PREFIX).getLong();
        if (size < 2 || size > LARGEST_HEADER || size > file.size() - PREFIX) {
            throw damaged("its header claims " + Long.toUnsignedString(size) + " bytes in a file of " + file.size());
        }
        return size;
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
            if (reader.peek() == JsonToken.STRING && name.length() <= Limits.NAME && aliases.size() < Limits.TENSORS) {
                aliases.put(name, reader.nextString());
            } else {
                reader.skipValue();
            }
        }
        reader.endObject();
    }

    private void readTensor(String name, JsonReader reader) throws IOException {
        if (tensors.size() == Limits.TENSORS || name.length() > Limits.NAME) {
            throw damaged("it names more than " + Limits.TENSORS + " tensors, or one with too long a name");
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
        add(name, type, shape, offsets);
    }

    private List<Long> readLongs(String name, JsonReader reader) throws IOException {
        List<Long> values = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            long value = reader.nextLong();
            if (value < 0 || values.size() == Limits.AXES) {
                throw damaged("tensor " + name + " has an impossible shape or offset");
            }
            values.add(value);
        }
        reader.endArray();
        return values;
    }

    private void add(String name, String typeName, List<Long> shape, List<Long> offsets) {
        TensorType type = TensorType.of(typeName)
                .filter(known -> known.blockSize() == 1)
                .orElseThrow(() -> new ModelException(source + ": tensor " + name + " is of the unsupported type "
                        + typeName + ": choose a model in F32, F16 or BF16"));
        if (offsets.size() != 2) {
            throw damaged("tensor " + name + " has no data_offsets");
        }
        Stored stored = new Stored(type, Tensor.size(shape), file, start + offsets.get(0));
        Tensor tensor = new Tensor(name, shape, stored, Order.AS_STORED);
        if (offsets.get(1) - offsets.get(0) != Math.multiplyExact(tensor.size(), (long) type.blockBytes())) {
            throw damaged("tensor " + name + " of type " + type + " and shape " + shape + " does not take the bytes "
                    + offsets.get(0) + " to " + offsets.get(1));
        }
        if (tensors.put(name, tensor) != null) {
            throw damaged("tensor " + name + " is named twice");
        }
        placed.add(new Placed(tensor, offsets.get(0), offsets.get(1)));
    }

    private void checkLayout() {
        placed.sort(Comparator.comparingLong(Placed::begin).thenComparingLong(Placed::end));
        long end = 0;
        for (Placed place : placed) {
            if (place.begin != end) {
                throw damaged("tensor " + place.tensor.name() + " begins at byte " + place.begin + ", not " + end);
            }
            end = place.end;
        }
        if (start + end != file.size()) {
            throw damaged("its header describes " + (start + end) + " bytes, but it has " + file.size());
        }
    }

    private ModelException damaged(String how) {
        return new ModelException(source + " is truncated or damaged, " + how + ": fetch the file again");
    }

    /** A tensor and the bytes from begin to before end, counted from the end of the header. */
    private record Placed(Tensor tensor, long begin, long end) {}
}
