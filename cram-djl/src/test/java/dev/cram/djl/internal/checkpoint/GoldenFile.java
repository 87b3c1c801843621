package dev.cram.djl.internal.checkpoint;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.file.MappedFile;
import dev.cram.djl.internal.checkpoint.huggingface.Safetensors;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Inputs and answers that Python computed, in a safetensors file. */
public final class GoldenFile implements AutoCloseable {

    private final BinaryFile bytes;
    private final Map<String, Tensor> tensors;

    private GoldenFile(BinaryFile bytes) {
        this.bytes = bytes;
        this.tensors = Safetensors.read(bytes);
    }

    public static GoldenFile open(Path folder) {
        return new GoldenFile(MappedFile.open(folder.resolve("golden.safetensors")));
    }

    /** All tensors of a safetensors file, widened to float32 and flattened. */
    public static Map<String, float[]> floats(Path file) {
        try (BinaryFile bytes = MappedFile.open(file)) {
            Map<String, float[]> contents = new TreeMap<>();
            Safetensors.read(bytes).forEach((name, tensor) -> {
                FloatBuffer buffer = FloatBuffer.allocate(Math.toIntExact(tensor.size()));
                tensor.read(0, buffer);
                contents.put(name, buffer.array());
            });
            return contents;
        }
    }

    /** One row of a float32 tensor, flattened. */
    public float[] floats(String name, int row) {
        Tensor tensor = get(name);
        float[] values =
                new float[Math.toIntExact(tensor.size() / tensor.shape().get(0))];
        tensor.read((long) row * values.length, FloatBuffer.wrap(values));
        return values;
    }

    /** One row of a matrix of 64-bit integers. */
    public int[] ints(String name, int row) {
        Tensor tensor = get(name);
        int[] values = new int[Math.toIntExact(tensor.shape().get(1))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) tensor.bytes(8L * (row * values.length + i), 8).getLong();
        }
        return values;
    }

    private Tensor get(String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }

    @Override
    public void close() {
        bytes.close();
    }
}
