package dev.cram.djl.internal.checkpoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.djl.internal.checkpoint.Fixtures;
import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.file.Digests;
import dev.cram.djl.internal.checkpoint.file.MemoryFile;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.gguf.file.GgufReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Number formats of GGUF against {@code gguf.quants}, bit for bit, by what {@code make_quant_fixtures.py} made. */
class BlockFormatTest {

    private static final int BLOCKS = 1024;

    static Stream<TensorType> types() {
        return Stream.of(TensorType.values()).filter(TensorType::isReadable);
    }

    @Test
    void types_allOfGguf() {
        assertThat(types()).hasSize(33);
    }

    @ParameterizedTest
    @MethodSource("types")
    void read_wholeTensor(TensorType type) {
        try (BinaryFile file = open(type)) {
            Gguf gguf = GgufReader.read(file);

            Tensor tensor = tensor(gguf, "stored");

            assertThat(tensor.type()).isEqualTo(type);
            assertThat(bits(Fixtures.contents(tensor))).isEqualTo(bits(Fixtures.contents(tensor(gguf, "expected"))));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void read_piecesThatBeginAndEndInsideOfBlocks(TensorType type) {
        try (BinaryFile file = open(type)) {
            Gguf gguf = GgufReader.read(file);
            Tensor tensor = tensor(gguf, "stored");
            int[] expected = bits(Fixtures.contents(tensor(gguf, "expected")));

            for (int from = 0; from < expected.length; from += 7) {
                for (int count : new int[] {0, 1, 31, 40, type.blockSize(), type.blockSize() * 2 + 3}) {
                    int end = Math.min(expected.length, from + count);
                    assertThat(bits(Fixtures.contents(tensor, from, end - from)))
                            .isEqualTo(Arrays.copyOfRange(expected, from, end));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void read_randomBytes(TensorType type) throws IOException {
        long size = (long) BLOCKS * type.blockSize();
        TensorData data = new TensorData(type, size, new MemoryFile("random", random(type.blockBytes())), 0);
        Tensor tensor = new Tensor("random", List.of(size), data, ElementOrder.AS_STORED);
        int[] numbers = bits(Fixtures.contents(tensor));

        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(numbers);

        assertThat(HexFormat.of().formatHex(Digests.of("SHA-256").digest(bytes.array())))
                .isEqualTo(digests().getProperty(type.name()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void read_intoTheMiddleOfABuffer_leavesTheRest(TensorType type) {
        try (BinaryFile file = open(type)) {
            Tensor tensor = tensor(GgufReader.read(file), "stored");
            FloatBuffer buffer = FloatBuffer.allocate(9).position(3).limit(6);
            buffer.put(0, 1).put(1, 1).put(2, 1);

            tensor.read(1, buffer);

            assertThat(buffer.clear().slice(6, 3)).isEqualTo(FloatBuffer.allocate(3));
            assertThat(buffer.slice(0, 3)).isEqualTo(FloatBuffer.wrap(new float[] {1, 1, 1}));
            assertThat(bits(Arrays.copyOfRange(buffer.array(), 3, 6))).isEqualTo(bits(Fixtures.contents(tensor, 1, 3)));
        }
    }

    private static BinaryFile open(TensorType type) {
        return Fixtures.open(Fixtures.path("blocks/" + type + ".gguf"));
    }

    private static Tensor tensor(Gguf gguf, String name) {
        return Objects.requireNonNull(gguf.tensors().get(name), name);
    }

    private static Properties digests() throws IOException {
        Properties digests = new Properties();
        try (Reader in = Files.newBufferedReader(Fixtures.path("blocks/digests.properties"))) {
            digests.load(in);
        }
        return digests;
    }

    /** Blocks of the generator that the digests are of. */
    private static byte[] random(int blockBytes) {
        byte[] bytes = new byte[BLOCKS * blockBytes];
        int state = 1;
        for (int i = 0; i < bytes.length; i++) {
            state = state * 1664525 + 1013904223;
            bytes[i] = (byte) (state >>> 24);
        }
        return bytes;
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(values[i]);
        }
        return bits;
    }
}
