package dev.cram.djl.internal.checkpoint.tensor;

import dev.cram.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** A named tensor of a checkpoint, whose contents are read piece by piece. As thread-safe as its checkpoint is open. */
public final class Tensor {

    private static final int PIECE = 1 << 20;

    private final String name;
    private final List<Long> shape;
    private final TensorData stored;
    private final ElementOrder order;

    public Tensor(String name, List<Long> shape, TensorData stored, ElementOrder order) {
        this.name = name;
        this.shape = List.copyOf(shape);
        this.stored = stored;
        this.order = order;
    }

    /** The number of elements of a shape; an ArithmeticException tells that it is beyond counting. */
    public static long size(List<Long> shape) {
        return shape.contains(0L) ? 0 : shape.stream().reduce(1L, Math::multiplyExact);
    }

    /** Its name in the checkpoint. */
    public String name() {
        return name;
    }

    /** Number format of the contents. */
    public TensorType type() {
        return stored.type();
    }

    /** Extents of the axes, slowest first; immutable. */
    public List<Long> shape() {
        return shape;
    }

    /** The number of elements. */
    public long size() {
        return stored.size();
    }

    /**
     * Reads elements in row-major order, widened to float32, until the target is full.
     *
     * @param from index of the first element
     * @param target where to put them; has room for no more elements than follow {@code from}
     * @throws ModelException if the type is neither a floating-point one nor that of signed integers
     */
    public void read(long from, FloatBuffer target) {
        if (!type().isReadable()) {
            throw new ModelException(unreadable());
        }
        order.read(stored, from, target);
    }

    /** Why the tensor cannot be read, and the cure, if its type is not a floating-point one. */
    public String unreadable() {
        return "Tensor " + name + " is of type " + type()
                + ", which is not read as a weight: choose a model in F32, F16 or BF16";
    }

    /**
     * Whether another tensor has the same shape and the same numbers, each as float32.
     *
     * @throws ModelException as {@link #read}
     */
    public boolean hasContentsOf(Tensor other) {
        if (!shape.equals(other.shape)) {
            return false;
        }
        if (type() == other.type() && order == other.order && hasBytesOf(other)) {
            return true;
        }
        FloatBuffer mine = FloatBuffer.allocate((int) Math.min(PIECE, size()));
        FloatBuffer others = FloatBuffer.allocate(mine.capacity());
        for (long from = 0; from < size(); from += PIECE) {
            int count = (int) Math.min(PIECE, size() - from);
            read(from, mine.clear().limit(count));
            other.read(from, others.clear().limit(count));
            if (!mine.flip().equals(others.flip())) {
                return false;
            }
        }
        return true;
    }

    private boolean hasBytesOf(Tensor other) {
        for (long from = 0; from < byteSize(); from += PIECE) {
            int count = (int) Math.min(PIECE, byteSize() - from);
            if (!bytes(from, count).equals(other.bytes(from, count))) {
                return false;
            }
        }
        return true;
    }

    /** The same tensor under another name, shape and order of elements; the number of elements stays. */
    public Tensor as(String newName, List<Long> newShape, ElementOrder newOrder) {
        return new Tensor(newName, newShape, stored, newOrder);
    }

    /** An entry along the slowest axis, as a tensor of its own; entries must lie one behind the other, each of whole blocks. */
    public Tensor entry(String newName, int index) {
        List<Long> newShape = shape.subList(1, shape.size());
        long count = size(newShape);
        return new Tensor(newName, newShape, stored.part(index * count, count), order);
    }

    /** Some rows, as a tensor of its own; rows must lie one behind the other, each of whole blocks. */
    public Tensor rows(String newName, long from, long count) {
        List<Long> newShape = new ArrayList<>(shape);
        newShape.set(0, count);
        long length = size() / shape.get(0);
        return new Tensor(newName, newShape, stored.part(from * length, count * length), order);
    }

    /** The contents as they lie in the file, in their stored order, from a byte's index on. */
    public ByteBuffer bytes(long from, int length) {
        return stored.bytes(from, length);
    }

    public long byteSize() {
        return stored.byteSize();
    }
}
