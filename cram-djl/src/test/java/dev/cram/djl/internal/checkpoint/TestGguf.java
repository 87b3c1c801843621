package dev.cram.djl.internal.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes GGUF files, sound ones and others. A value or tensor given twice replaces the first. */
public final class TestGguf {

    private static final int FLOAT = 6;
    private static final int BOOL = 7;
    private static final int STRING = 8;
    private static final int ARRAY = 9;
    private static final int INTEGER = 4;
    private static final int SIGNED_INTEGER = 5;
    private static final int ALIGNMENT = 32;

    private final Map<String, byte[]> values = new LinkedHashMap<>();
    private final Map<String, Described> tensors = new LinkedHashMap<>();
    private int version = 3;
    private int length;

    private record Described(int type, long[] shape, long offset) {}

    /** The smallest Llama: two tokens, one layer. */
    public static TestGguf llama() {
        return new TestGguf()
                .text("general.architecture", "llama")
                .integer("llama.block_count", 1)
                .integer("llama.context_length", 8)
                .integer("llama.embedding_length", 4)
                .integer("llama.feed_forward_length", 4)
                .integer("llama.attention.head_count", 1)
                .number("llama.attention.layer_norm_rms_epsilon", 1e-5f)
                .text("tokenizer.ggml.model", "gpt2")
                .texts("tokenizer.ggml.tokens", "a", "b")
                .texts("tokenizer.ggml.merges")
                .tensor("token_embd.weight", 0, 4, 2)
                .tensor("output_norm.weight", 0, 4)
                .tensor("blk.0.attn_q.weight", 0, 4, 4);
    }

    public TestGguf version(int number) {
        version = number;
        return this;
    }

    public TestGguf text(String key, String value) {
        return value(key, bytes(STRING), string(value));
    }

    public TestGguf integer(String key, int value) {
        return value(key, bytes(INTEGER), bytes(value));
    }

    public TestGguf flags(String key, boolean... flags) {
        byte[] values = new byte[flags.length];
        for (int i = 0; i < flags.length; i++) {
            values[i] = (byte) (flags[i] ? 1 : 0);
        }
        return value(key, bytes(ARRAY), bytes(BOOL), bytes((long) flags.length), values);
    }

    public TestGguf flag(String key, boolean flag) {
        return value(key, bytes(BOOL), new byte[] {(byte) (flag ? 1 : 0)});
    }

    public TestGguf number(String key, float value) {
        return value(key, bytes(FLOAT), bytes(Float.floatToIntBits(value)));
    }

    public TestGguf texts(String key, String... texts) {
        List<byte[]> parts = new ArrayList<>(List.of(bytes(ARRAY), bytes(STRING), bytes((long) texts.length)));
        for (String text : texts) {
            parts.add(string(text));
        }
        return value(key, parts.toArray(byte[][]::new));
    }

    public TestGguf numbers(String key, float... numbers) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (float number : numbers) {
            all.writeBytes(bytes(Float.floatToIntBits(number)));
        }
        return value(key, bytes(ARRAY), bytes(FLOAT), bytes((long) numbers.length), all.toByteArray());
    }

    public TestGguf integers(String key, int... integers) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int integer : integers) {
            all.writeBytes(bytes(integer));
        }
        return value(key, bytes(ARRAY), bytes(SIGNED_INTEGER), bytes((long) integers.length), all.toByteArray());
    }

    /** A list that claims a length and ends there. */
    TestGguf emptyList(String key, int type, long claimed) {
        return value(key, bytes(ARRAY), bytes(type), bytes(claimed));
    }

    public TestGguf without(String key) {
        values.remove(key);
        return this;
    }

    TestGguf value(String key, byte[]... parts) {
        values.put(key, concat(parts));
        return this;
    }

    /** A tensor of float32 zeros, or one that claims another type and is as long; fastest axis first. */
    public TestGguf tensor(String name, int type, long... shape) {
        long size = 1;
        for (long extent : shape) {
            size *= extent;
        }
        tensors.put(name, new Described(type, shape, length));
        length += (int) (size * Float.BYTES + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return this;
    }

    /** A tensor that claims to lie somewhere. */
    TestGguf tensorAt(String name, long offset, long... shape) {
        tensors.put(name, new Described(0, shape, offset));
        return this;
    }

    public byte[] bytes() {
        byte[] header = header(tensors.size(), values.size());
        int padded = (header.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return ByteBuffer.allocate(padded + length).put(header).array();
    }

    /** Only the header, with counts of one's own. */
    byte[] header(long tensorCount, long valueCount) {
        List<byte[]> parts = new ArrayList<>();
        parts.add("GGUF".getBytes(StandardCharsets.US_ASCII));
        parts.add(bytes(version));
        parts.add(bytes(tensorCount));
        parts.add(bytes(valueCount));
        values.forEach((key, value) -> {
            parts.add(string(key));
            parts.add(value);
        });
        tensors.forEach((name, tensor) -> {
            parts.add(string(name));
            parts.add(bytes(tensor.shape.length));
            for (long extent : tensor.shape) {
                parts.add(bytes(extent));
            }
            parts.add(bytes(tensor.type));
            parts.add(bytes(tensor.offset));
        });
        return concat(parts.toArray(byte[][]::new));
    }

    public static byte[] bytes(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    public static byte[] bytes(long value) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    static byte[] string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return concat(bytes((long) bytes.length), bytes);
    }

    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
