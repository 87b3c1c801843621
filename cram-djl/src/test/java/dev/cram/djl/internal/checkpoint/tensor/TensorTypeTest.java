package dev.cram.djl.internal.checkpoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cram.djl.internal.checkpoint.file.MemoryFile;
import dev.cram.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTypeTest {

    private static float[] widenAll(TensorType type) {
        ByteBuffer bits = ByteBuffer.allocate(2 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 1 << 16; i++) {
            bits.putShort((short) i);
        }
        float[] values = new float[1 << 16];
        type.widen(bits.flip(), 0, FloatBuffer.wrap(values));
        return values;
    }

    @Test
    void widen_everyHalf_isItsArithmeticValue() {
        float[] values = widenAll(TensorType.F16);
        for (int i = 0; i < values.length; i++) {
            int exponent = i >> 10 & 31;
            int fraction = i & 1023;
            double size = exponent == 0 ? fraction * Math.pow(2, -24) : (1024 + fraction) * Math.pow(2, exponent - 25);
            if (exponent == 31) {
                size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            }
            assertThat(values[i]).isEqualTo(Float.valueOf((float) (i < 1 << 15 ? size : -size)));
        }
    }

    @Test
    void widen_everyBfloat_isTheUpperHalfOfAFloat() {
        float[] values = widenAll(TensorType.BF16);
        for (int i = 0; i < values.length; i++) {
            assertThat(Float.floatToRawIntBits(values[i]) >>> 16).isEqualTo(i);
        }
    }

    @Test
    void read_integers_isRefusedByName() {
        Tensor tensor = new Tensor(
                "mask",
                List.of(4L),
                new TensorData(TensorType.U8, 4, new MemoryFile("x", new byte[4]), 0),
                ElementOrder.AS_STORED);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> tensor.read(0, FloatBuffer.allocate(4)))
                .withMessageContainingAll("mask", "U8", "F32, F16 or BF16");
    }
}
