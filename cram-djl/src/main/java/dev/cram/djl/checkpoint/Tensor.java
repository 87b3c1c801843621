package dev.cram.djl.checkpoint;

import dev.cram.api.ModelException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/** A named tensor of a checkpoint, whose contents are read piece by piece. As thread-safe as its checkpoint is open. */
public final class Tensor {

    private final String name;
    private final TensorType type;
    private final List<Long> shape;
    private final long size;
    private final Bytes file;
    private final long offset;

    Tensor(String name, TensorType type, List<Long> shape, Bytes file, long offset) {
        this.name = name;
        this.type = type;
        this.shape = List.copyOf(shape);
        this.size = shape.stream().reduce(1L, Math::multiplyExact);
        this.file = file;
        this.offset = offset;
    }

    /**
     * The tensor's name in the checkpoint.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Number format of the contents.
     *
     * @return the type
     */
    public TensorType type() {
        return type;
    }

    /**
     * Extents of the axes, slowest first.
     *
     * @return the shape, immutable
     */
    public List<Long> shape() {
        return shape;
    }

    /**
     * The number of elements.
     *
     * @return the product of the shape
     */
    public long size() {
        return size;
    }

    /**
     * Reads elements in row-major order, widened to float32, until the target is full.
     *
     * @param from index of the first element
     * @param target where to put them; has room for no more elements than follow {@code from}
     * @throws ModelException if the type is not a floating-point one
     */
    public void read(long from, FloatBuffer target) {
        if (!type.isFloat()) {
            throw new ModelException("Tensor " + name + " is of type " + type
                    + ", which is no weight's type: supported are F32, F16 and BF16");
        }
        int count = target.remaining();
        type.widen(bytes(from * type.width(), count * type.width()), target);
    }

    /** The contents as they lie in the file, from a byte's index on. */
    ByteBuffer bytes(long from, int length) {
        return file.slice(offset + from, length);
    }

    long byteSize() {
        return size * type.width();
    }
}
