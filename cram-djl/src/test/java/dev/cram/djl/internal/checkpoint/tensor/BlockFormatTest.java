package dev.cram.djl.internal.checkpoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.djl.internal.checkpoint.Fixtures;
import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.gguf.file.GgufReader;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Block formats against {@code gguf.quants}, bit for bit. */
class BlockFormatTest {

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.MATCH_ANY,
            names = {"Q.*", "F32", "F16", "BF16"})
    void read_wholeTensor(TensorType type) {
        try (BinaryFile file = Fixtures.open(Fixtures.path("quants.gguf"))) {
            Gguf gguf = GgufReader.read(file);

            Tensor tensor = tensor(gguf, type.name());

            assertThat(tensor.type()).isEqualTo(type);
            assertThat(bits(Fixtures.contents(tensor))).isEqualTo(bits(expected(gguf, type)));
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.MATCH_ANY,
            names = {"Q.*", "F32", "F16", "BF16"})
    void read_piecesThatBeginAndEndInsideOfBlocks(TensorType type) {
        try (BinaryFile file = Fixtures.open(Fixtures.path("quants.gguf"))) {
            Gguf gguf = GgufReader.read(file);
            Tensor tensor = tensor(gguf, type.name());
            float[] expected = expected(gguf, type);

            for (int from = 0; from < expected.length; from += 7) {
                for (int count : new int[] {0, 1, 31, 40, type.blockSize(), type.blockSize() * 2 + 3}) {
                    int end = Math.min(expected.length, from + count);
                    assertThat(bits(Fixtures.contents(tensor, from, end - from)))
                            .isEqualTo(bits(Arrays.copyOfRange(expected, from, end)));
                }
            }
        }
    }

    private static Tensor tensor(Gguf gguf, String name) {
        return Objects.requireNonNull(gguf.tensors().get(name), name);
    }

    private static float[] expected(Gguf gguf, TensorType type) {
        return Fixtures.contents(tensor(gguf, type.name() + ".expected"));
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(values[i]);
        }
        return bits;
    }
}
