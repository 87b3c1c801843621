package dev.cram.djl.internal.decoder;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weights as one safetensors file: tensors by their names in the checkpoint, in their format there if it is F32, F16 or
 * BF16 and else in F32, so that nothing is rounded; given values as F32.
 */
final class ExportedWeights {

    private static final int PIECE = 1 << 20;

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** One tensor: its format, its shape, and where its elements come from. */
    private record Entry(String format, List<Long> shape, Source source) {

        long size() {
            return shape.stream().reduce(1L, Math::multiplyExact);
        }

        int bytes() {
            return format.equals("F32") ? Float.BYTES : Short.BYTES;
        }
    }

    /** Reads elements from an index on. */
    private interface Source {

        void read(long from, FloatBuffer target);
    }

    void add(Tensor tensor) {
        String format = switch (tensor.type()) {
            case F16, BF16 -> tensor.type().name();
            default -> "F32";
        };
        entries.putIfAbsent(tensor.name(), new Entry(format, tensor.shape(), tensor::read));
    }

    void add(String name, List<Long> shape, List<Float> values) {
        entries.put(name, new Entry("F32", shape, (from, target) -> {
            for (int i = (int) from; target.hasRemaining(); i++) {
                target.put(values.get(i));
            }
        }));
    }

    void write(Path file) throws IOException {
        byte[] header = header().getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), PIECE)) {
            out.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(0, header.length)
                    .array());
            out.write(header);
            for (Entry entry : entries.values()) {
                write(entry, out);
            }
        }
    }

    /** Padded with spaces, so that the contents are aligned. */
    private String header() {
        JsonObject header = new JsonObject();
        long begin = 0;
        for (Map.Entry<String, Entry> named : entries.entrySet()) {
            Entry entry = named.getValue();
            long end = begin + entry.size() * entry.bytes();
            JsonObject described = new JsonObject();
            described.addProperty("dtype", entry.format());
            described.add("shape", array(entry.shape()));
            described.add("data_offsets", array(List.of(begin, end)));
            header.add(named.getKey(), described);
            begin = end;
        }
        String text = header.toString();
        return text + " ".repeat((Long.BYTES - text.getBytes(StandardCharsets.UTF_8).length % Long.BYTES) % Long.BYTES);
    }

    static JsonArray array(List<Long> numbers) {
        JsonArray array = new JsonArray();
        numbers.forEach(array::add);
        return array;
    }

    private static void write(Entry entry, OutputStream out) throws IOException {
        float[] values = new float[(int) Math.min(PIECE, entry.size())];
        byte[] bytes = new byte[values.length * entry.bytes()];
        for (long from = 0; from < entry.size(); from += PIECE) {
            int count = (int) Math.min(PIECE, entry.size() - from);
            entry.source().read(from, FloatBuffer.wrap(values, 0, count));
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < count; i++) {
                switch (entry.format()) {
                    case "F16" -> buffer.putShort(half(values[i]));
                    case "BF16" -> buffer.putShort((short) (Float.floatToRawIntBits(values[i]) >>> 16));
                    default -> buffer.putFloat(values[i]);
                }
            }
            out.write(bytes, 0, count * entry.bytes());
        }
    }

    /** The half-precision bits of a number that half precision holds exactly. */
    static short half(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int exponent = (bits >>> 23 & 0xff) - 127;
        int mantissa = bits & 0x7fffff;
        if (exponent == 128) {
            return (short) (sign | 0x7c00 | mantissa >>> 13);
        }
        if (exponent >= -14) {
            return (short) (sign | (exponent + 15) << 10 | mantissa >>> 13);
        }
        return (short) (sign | (exponent >= -24 ? (mantissa | 0x800000) >>> (-1 - exponent) : 0));
    }
}
