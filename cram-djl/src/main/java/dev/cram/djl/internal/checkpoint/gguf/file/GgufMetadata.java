package dev.cram.djl.internal.checkpoint.gguf.file;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.model.ModelException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The metadata of a GGUF file, which must be open, by key and type. */
public final class GgufMetadata {

    private final BinaryFile file;
    private final Map<String, GgufValue> values = new TreeMap<>();

    GgufMetadata(BinaryFile file) {
        this.file = file;
    }

    /** What to call the file in errors. */
    public String source() {
        return file.name();
    }

    /** Adds a value, whose extent has been checked; false if the key is there already. */
    boolean add(String key, GgufValue value) {
        return values.putIfAbsent(key, value) == null;
    }

    public Set<String> keys() {
        return values.keySet();
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public boolean hasList(String key) {
        GgufValue value = values.get(key);
        return value != null && value.count() != GgufValue.SINGLE;
    }

    /** A string; empty if it is absent. */
    public String text(String key) {
        return single(key)
                .map(value -> expect(key, value, GgufValueType.STRING).text())
                .orElse("");
    }

    /** An integer that must be there, 1 or more. */
    public int size(String key) {
        long value = integer(key, 0);
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw error((has(key) ? "has " + key + " = " + Long.toUnsignedString(value) : "has no " + key)
                    + ", which must be an integer from 1 on");
        }
        return (int) value;
    }

    public long integer(String key, long absent) {
        return single(key).map(value -> integer(key, value)).orElse(absent);
    }

    /** A finite number. */
    public double number(String key, double absent) {
        double found = single(key)
                .map(value -> switch (value.type()) {
                    case FLOAT32 -> value.float32();
                    case FLOAT64 -> value.float64();
                    default -> (double) integer(key, value);
                })
                .orElse(absent);
        if (!Double.isFinite(found)) {
            throw error("has " + key + " = " + found + ", which must be a finite number");
        }
        return found;
    }

    public boolean flag(String key, boolean absent) {
        return single(key)
                .map(value -> expect(key, value, GgufValueType.BOOL).flag())
                .orElse(absent);
    }

    /** A list of strings; empty if it is absent. */
    public List<String> texts(String key) {
        return list(key)
                .map(value -> expect(key, value, GgufValueType.STRING).texts())
                .orElse(List.of());
    }

    /** A list of numbers; empty if it is absent. */
    public float[] numbers(String key) {
        return list(key)
                .map(value -> expect(key, value, GgufValueType.FLOAT32).numbers())
                .orElse(new float[0]);
    }

    /** A list of integers; empty if it is absent. */
    public int[] integers(String key) {
        return list(key)
                .map(value -> value.type() == GgufValueType.UINT32 ? value : expect(key, value, GgufValueType.INT32))
                .map(GgufValue::integers)
                .orElse(new int[0]);
    }

    /** A list of truth values; empty if it is absent. */
    public List<Boolean> flags(String key) {
        return list(key)
                .map(value -> expect(key, value, GgufValueType.BOOL).flags())
                .orElse(List.of());
    }

    /** An error about the file. */
    public ModelException error(String problem) {
        return new ModelException(source() + " " + problem + ": fetch a complete file of a supported model");
    }

    private Optional<GgufValue> single(String key) {
        Optional<GgufValue> value = Optional.ofNullable(values.get(key));
        if (value.isPresent() && value.get().count() != GgufValue.SINGLE) {
            throw error("has under " + key + " a list instead of a single value");
        }
        return value;
    }

    private Optional<GgufValue> list(String key) {
        Optional<GgufValue> value = Optional.ofNullable(values.get(key));
        if (value.isPresent() && value.get().count() == GgufValue.SINGLE) {
            throw error("has under " + key + " no list");
        }
        return value;
    }

    private long integer(String key, GgufValue value) {
        return value.integer()
                .orElseThrow(() -> error("has under " + key + " a " + value.type() + " instead of an integer"));
    }

    private GgufValue expect(String key, GgufValue value, GgufValueType type) {
        if (value.type() != type) {
            throw error("has under " + key + " " + value.type() + " instead of " + type);
        }
        return value;
    }
}
