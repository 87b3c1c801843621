package dev.cram.djl.internal.checkpoint.tensor;

import java.nio.FloatBuffer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;

/** How to read a tensor's elements, in row-major order, out of the order in which they are stored. */
@FunctionalInterface
public interface ElementOrder {

    /** Both orders are the same. */
    ElementOrder AS_STORED = TensorData::read;

    /** Reads elements of the tensor until the target is full. */
    void read(TensorData stored, long from, FloatBuffer target);

    /** Numbers stored in the same order, of which each is changed as it is read. */
    static ElementOrder changed(DoubleUnaryOperator change) {
        return (stored, from, target) -> {
            int begin = target.position();
            stored.read(from, target);
            for (int i = begin; i < target.limit(); i++) {
                target.put(i, (float) change.applyAsDouble(target.get(i)));
            }
        };
    }

    /**
     * Rows stored in another order.
     *
     * @param length elements of a row
     * @param storedRow index of a row of the tensor to its index in the file
     */
    static ElementOrder rows(long length, LongUnaryOperator storedRow) {
        return (stored, from, target) -> {
            int end = target.limit();
            long at = from;
            while (target.position() < end) {
                long column = at % length;
                int count = (int) Math.min(length - column, end - target.position());
                target.limit(target.position() + count);
                stored.read(storedRow.applyAsLong(at / length) * length + column, target);
                at += count;
            }
        };
    }

    /**
     * Runs of the tensor, each in an order of its own.
     *
     * @param size elements of a run, whole blocks
     */
    static ElementOrder each(long size, ElementOrder order) {
        return (stored, from, target) -> {
            int end = target.limit();
            long at = from;
            while (target.position() < end) {
                long within = at % size;
                int count = (int) Math.min(size - within, end - target.position());
                target.limit(target.position() + count);
                order.read(stored.part(at - within, size), within, target);
                at += count;
            }
        };
    }

    /**
     * A matrix stored column by column. A piece of it is read as the matching piece of each column; cheap if the piece
     * holds many rows.
     *
     * @param rows rows of the tensor
     * @param columns columns of the tensor
     */
    static ElementOrder transposed(long rows, long columns) {
        return (stored, from, target) -> {
            int begin = target.position();
            int count = target.remaining();
            if (count == 0) {
                return;
            }
            long firstRow = from / columns;
            long lastRow = (from + count - 1) / columns;
            FloatBuffer column = FloatBuffer.allocate(Math.toIntExact(lastRow - firstRow + 1));
            for (long j = 0; j < columns; j++) {
                stored.read(j * rows + firstRow, column.clear());
                for (long i = firstRow; i <= lastRow; i++) {
                    long at = i * columns + j - from;
                    if (at >= 0 && at < count) {
                        target.put(begin + (int) at, column.get((int) (i - firstRow)));
                    }
                }
            }
            target.position(begin + count);
        };
    }
}
