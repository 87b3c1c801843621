package dev.cram.djl.internal.checkpoint.huggingface;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.tensor.ElementOrder;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tensor.TensorData;
import dev.cram.djl.internal.checkpoint.tensor.TensorType;
import dev.cram.model.ModelException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tensors of a safetensors file: each takes the bytes that its type and shape need, and together they fill the file. */
final class SafetensorsContents {

    private final BinaryFile file;
    private final long start;
    private final SortedMap<String, Tensor> tensors = new TreeMap<>();
    private final List<Placed> placed = new ArrayList<>();

    SafetensorsContents(BinaryFile file, long start) {
        this.file = file;
        this.start = start;
    }

    /** A tensor and the bytes from begin to before end, counted from the end of the header. */
    private record Placed(Tensor tensor, long begin, long end) {}

    int count() {
        return tensors.size();
    }

    void add(String name, String typeName, List<Long> shape, List<Long> offsets) {
        TensorType type = TensorType.of(typeName)
                .filter(known -> known.blockSize() == 1)
                .orElseThrow(() -> new ModelException(file.name() + ": tensor " + name + " is of the unsupported type "
                        + typeName + ": choose a model in F32, F16 or BF16"));
        if (offsets.size() != 2) {
            throw file.damaged("tensor " + name + " has no data_offsets");
        }
        TensorData data = new TensorData(type, Tensor.size(shape), file, start + offsets.get(0));
        Tensor tensor = new Tensor(name, shape, data, ElementOrder.AS_STORED);
        if (offsets.get(1) - offsets.get(0) != Math.multiplyExact(tensor.size(), (long) type.blockBytes())) {
            throw file.damaged("tensor " + name + " of type " + type + " and shape " + shape
                    + " does not take the bytes " + offsets.get(0) + " to " + offsets.get(1));
        }
        if (tensors.put(name, tensor) != null) {
            throw file.damaged("tensor " + name + " is named twice");
        }
        placed.add(new Placed(tensor, offsets.get(0), offsets.get(1)));
    }

    /** The tensors by name, without a gap between them. */
    SortedMap<String, Tensor> checked() {
        placed.sort(Comparator.comparingLong(Placed::begin).thenComparingLong(Placed::end));
        long end = 0;
        for (Placed place : placed) {
            if (place.begin != end) {
                throw file.damaged("tensor " + place.tensor.name() + " begins at byte " + place.begin + ", not " + end);
            }
            end = place.end;
        }
        if (start + end != file.size()) {
            throw file.damaged("its header describes " + (start + end) + " bytes, but it has " + file.size());
        }
        return tensors;
    }
}
