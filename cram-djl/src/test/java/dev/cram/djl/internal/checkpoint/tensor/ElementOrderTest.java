package dev.cram.djl.internal.checkpoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.djl.internal.checkpoint.Fixtures;
import dev.cram.djl.internal.checkpoint.file.MemoryFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Elements in another order than they are stored in, read in pieces of every size. */
class ElementOrderTest {

    private static final int ROWS = 4;
    private static final int COLUMNS = 3;

    @Test
    void transposed_allPieces() {
        checkAllPieces(ElementOrder.transposed(ROWS, COLUMNS), at -> at % COLUMNS * ROWS + at / COLUMNS);
    }

    @Test
    void rows_allPieces() {
        checkAllPieces(
                ElementOrder.rows(COLUMNS, row -> ROWS - 1 - row),
                at -> (ROWS - 1 - at / COLUMNS) * COLUMNS + at % COLUMNS);
    }

    private static void checkAllPieces(ElementOrder order, IntUnaryOperator storedAt) {
        Tensor tensor = new Tensor("t", List.of((long) ROWS, (long) COLUMNS), counting(ROWS * COLUMNS), order);
        float[] expected = new float[ROWS * COLUMNS];
        for (int at = 0; at < expected.length; at++) {
            expected[at] = storedAt.applyAsInt(at);
        }
        for (int from = 0; from <= expected.length; from++) {
            for (int end = from; end <= expected.length; end++) {
                assertThat(Fixtures.contents(tensor, from, end - from))
                        .isEqualTo(Arrays.copyOfRange(expected, from, end));
            }
        }
    }

    private static TensorData counting(int size) {
        ByteBuffer bytes = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < size; i++) {
            bytes.putFloat(i);
        }
        return new TensorData(TensorType.F32, size, new MemoryFile("x", bytes.array()), 0);
    }
}
