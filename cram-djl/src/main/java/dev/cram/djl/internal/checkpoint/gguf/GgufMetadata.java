package dev.cram.djl.internal.checkpoint.gguf;

import dev.cram.djl.internal.checkpoint.file.Bytes;
import dev.cram.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The metadata of a GGUF file, by key. Values stay in the file, which must be open, until they are asked for. */
final class GgufMetadata {

    private final String source;
    private final Bytes file;
    private final Map<String, Value> values = new TreeMap<>();

    GgufMetadata(String source, Bytes file) {
        this.source = source;
        this.file = file;
    }

    /**
     * Where a value is.
     *
     * @param type its kind, or that of its items
     * @param count number of items; -1 if it is no array
     * @param position its first byte
     */
    record Value(GgufType type, int count, int position) {}

    /** Adds a value, whose extent has been checked; false if the key is there already. */
    boolean add(String key, Value value) {
        return values.putIfAbsent(key, value) == null;
    }

    Set<String> keys() {
        return values.keySet();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** A string; empty if it is absent. */
    String text(String key) {
        return find(key, -1).map(value -> readText(key, value)).orElse("");
    }

    /** An integer that must be there, 1 or more. */
    int size(String key) {
        long value = integer(key, 0);
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw error((has(key) ? "has " + key + " = " + Long.toUnsignedString(value) : "has no " + key)
                    + ", which must be an integer from 1 on");
        }
        return (int) value;
    }

    /** An integer. */
    long integer(String key, long absent) {
        return find(key, -1).map(value -> readInteger(key, value)).orElse(absent);
    }

    /** A number, finite; of single precision as the shortest decimal, which is what its author wrote. */
    double number(String key, double absent) {
        double found = find(key, -1)
                .map(value -> switch (value.type) {
                    case FLOAT32 -> Double.parseDouble(Float.toString(header().getFloat(value.position)));
                    case FLOAT64 -> header().getDouble(value.position);
                    default -> (double) readInteger(key, value);
                })
                .orElse(absent);
        if (!Double.isFinite(found)) {
            throw error("has " + key + " = " + found + ", which must be a finite number");
        }
        return found;
    }

    /** A truth value. */
    boolean flag(String key, boolean absent) {
        return find(key, -1)
                .map(value -> {
                    expect(key, value, GgufType.BOOL);
                    return header().get(value.position) != 0;
                })
                .orElse(absent);
    }

    /** A list of strings; empty if it is absent. */
    List<String> texts(String key) {
        Value value = find(key, 0).orElse(new Value(GgufType.STRING, 0, 0));
        expect(key, value, GgufType.STRING);
        ByteBuffer header = header();
        List<String> texts = new ArrayList<>(value.count);
        for (int i = 0, at = value.position; i < value.count; i++) {
            int length = (int) header.getLong(at);
            texts.add(text(header, at + Long.BYTES, length));
            at += Long.BYTES + length;
        }
        return texts;
    }

    /** A list of numbers; empty if it is absent. */
    float[] numbers(String key) {
        Value value = find(key, 0).orElse(new Value(GgufType.FLOAT32, 0, 0));
        expect(key, value, GgufType.FLOAT32);
        float[] numbers = new float[value.count];
        file.slice(value.position, value.count * Float.BYTES).asFloatBuffer().get(numbers);
        return numbers;
    }

    /** A list of integers; empty if it is absent. */
    int[] integers(String key) {
        Value value = find(key, 0).orElse(new Value(GgufType.INT32, 0, 0));
        if (value.type != GgufType.UINT32) {
            expect(key, value, GgufType.INT32);
        }
        int[] integers = new int[value.count];
        file.slice(value.position, value.count * Integer.BYTES).asIntBuffer().get(integers);
        return integers;
    }

    /** An error about the file. */
    ModelException error(String problem) {
        return new ModelException(source + " " + problem + ": fetch a complete file of a supported model");
    }

    /** The beginning of the file, to which positions refer. */
    private ByteBuffer header() {
        return file.slice(0, (int) Math.min(file.size(), Bytes.LONGEST_SLICE));
    }

    private Optional<Value> find(String key, int kind) {
        Optional<Value> value = Optional.ofNullable(values.get(key));
        if (value.isPresent() && (value.get().count < 0) != (kind < 0)) {
            throw error("has under " + key + (kind < 0 ? " a list instead of a single value" : " no list"));
        }
        return value;
    }

    private long readInteger(String key, Value value) {
        int at = value.position;
        ByteBuffer header = header();
        return switch (value.type) {
            case UINT8 -> header.get(at) & 0xff;
            case INT8 -> header.get(at);
            case UINT16 -> header.getShort(at) & 0xffff;
            case INT16 -> header.getShort(at);
            case UINT32 -> header.getInt(at) & 0xffffffffL;
            case INT32 -> header.getInt(at);
            case UINT64, INT64 -> header.getLong(at);
            default -> throw error("has under " + key + " a " + value.type + " instead of an integer");
        };
    }

    private String readText(String key, Value value) {
        expect(key, value, GgufType.STRING);
        ByteBuffer header = header();
        return text(header, value.position + Long.BYTES, (int) header.getLong(value.position));
    }

    private static String text(ByteBuffer header, int at, int length) {
        byte[] bytes = new byte[length];
        header.get(at, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void expect(String key, Value value, GgufType type) {
        if (value.type != type) {
            throw error("has under " + key + " " + value.type + " instead of " + type);
        }
    }
}
