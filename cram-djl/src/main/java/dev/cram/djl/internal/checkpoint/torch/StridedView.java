package dev.cram.djl.internal.checkpoint.torch;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.file.ModelLimits;
import dev.cram.djl.internal.checkpoint.tensor.ElementOrder;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tensor.TensorData;
import dev.cram.djl.internal.checkpoint.tensor.TensorType;
import dev.cram.model.ModelException;
import java.util.List;

/**
 * A view of a storage, as PyTorch's tensors are.
 *
 * @param offset index of its first element
 * @param strides by axis, elements from one index to the next
 */
record StridedView(TensorData storage, long offset, List<Long> shape, List<Long> strides) {

    /** The tensor, checked against its storage. */
    Tensor named(String name) {
        BinaryFile file = storage.file();
        if (name.length() > ModelLimits.NAME) {
            throw new ModelException(
                    file.name() + " is damaged, a tensor's name is " + name.length() + " long: fetch the file again");
        }
        long size = sizeOrMinusOne();
        boolean isAsStored = size == 0 || isRowMajor();
        if (size >= 0 && !isAsStored && !isTransposed()) {
            throw new ModelException(file.name() + " holds tensor " + name + " of shape " + shape + " with the strides "
                    + strides + ", neither row by row nor column by column: save the model again in Python "
                    + "with save_pretrained(folder)");
        }
        if (size < 0 || offset > storage.size() || size > storage.size() - offset) {
            throw file.damaged("tensor " + name + " of shape " + shape
                    + " from element " + offset + " on does not fit its storage of " + storage.size()
                    + " elements");
        }
        TensorType type = storage.type();
        TensorData part = new TensorData(type, size, file, storage.offset() + offset * type.blockBytes());
        ElementOrder order = isAsStored ? ElementOrder.AS_STORED : ElementOrder.transposed(shape.get(0), shape.get(1));
        return new Tensor(name, shape, part, order);
    }

    private boolean isTransposed() {
        return shape.size() == 2 && strides.equals(List.of(1L, shape.get(0)));
    }

    private long sizeOrMinusOne() {
        try {
            return Tensor.size(shape);
        } catch (ArithmeticException e) {
            return -1;
        }
    }

    private boolean isRowMajor() {
        long expected = 1;
        for (int i = shape.size() - 1; i >= 0; i--) {
            if (shape.get(i) != 1 && strides.get(i) != expected) {
                return false;
            }
            expected *= shape.get(i);
        }
        return true;
    }
}
