package dev.cram.djl.internal.checkpoint.gguf.file;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.tensor.ElementOrder;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tensor.TensorData;
import dev.cram.djl.internal.checkpoint.tensor.TensorType;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A tensor as a GGUF file's header describes it.
 *
 * @param offset counts from the first byte after the aligned header
 */
record GgufTensor(String name, TensorType type, List<Long> shape, long offset) {

    private static final int DEFAULT_ALIGNMENT = 32;
    private static final String ALIGNMENT = "general.alignment";

    /** Finds where tensors are, behind a header of so many bytes: none may overlap another or reach beyond the file. */
    static SortedMap<String, Tensor> place(
            BinaryFile file, GgufMetadata metadata, long headerSize, List<GgufTensor> tensors) {
        int alignment = metadata.has(ALIGNMENT) ? metadata.size(ALIGNMENT) : DEFAULT_ALIGNMENT;
        long start = (headerSize + alignment - 1) / alignment * alignment;
        SortedMap<String, Tensor> placed = new TreeMap<>();
        long free = 0;
        for (GgufTensor tensor : tensors.stream()
                .sorted(Comparator.comparingLong(GgufTensor::offset))
                .toList()) {
            long bytes = tensor.byteSize(file);
            if (tensor.offset < free || tensor.offset % alignment != 0) {
                throw file.damaged("tensor " + tensor.name + " begins at byte " + Long.toUnsignedString(tensor.offset)
                        + ", where it overlaps another or is not aligned");
            }
            if (start > file.size() || tensor.offset > file.size() - start - bytes) {
                throw file.damaged("tensor " + tensor.name + " of " + bytes + " bytes reaches beyond its end");
            }
            free = tensor.offset + bytes;
            if (placed.put(tensor.name, tensor.in(file, start)) != null) {
                throw file.damaged("it has two tensors " + tensor.name);
            }
        }
        return Collections.unmodifiableSortedMap(placed);
    }

    private Tensor in(BinaryFile file, long start) {
        TensorData data = new TensorData(type, Tensor.size(shape), file, start + offset);
        return new Tensor(name, shape, data, ElementOrder.AS_STORED);
    }

    private long byteSize(BinaryFile file) {
        long row = shape.get(shape.size() - 1);
        try {
            if (shape.stream().allMatch(extent -> extent > 0) && row % type.blockSize() == 0) {
                return Math.multiplyExact(Tensor.size(shape) / type.blockSize(), (long) type.blockBytes());
            }
        } catch (ArithmeticException e) {
            // beyond counting, so beyond any file
        }
        throw file.damaged("tensor " + name + " has the impossible shape " + shape + " for its type " + type);
    }
}
