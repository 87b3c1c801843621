package dev.cram.djl.internal.checkpoint.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cram.djl.internal.checkpoint.file.MemoryFile;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tensor.TensorType;
import dev.cram.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

    private static final String TWO = "{'__metadata__':{'format':'pt'},"
            + "'b':{'dtype':'F32','shape':[2,1],'data_offsets':[0,8]},"
            + "'a':{'dtype':'BF16','shape':[2],'data_offsets':[8,12]}}";

    private static byte[] file(String header, int contents) {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + contents)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }

    private static Map<String, Tensor> read(byte[] file) {
        return Safetensors.read(new MemoryFile("model.safetensors", file));
    }

    private static void assertRefused(byte[] file, String... named) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(file))
                .withMessageContainingAll(named)
                .withMessageContaining("model.safetensors");
    }

    @Test
    void read_wellFormed_describesTensors() {
        byte[] bytes = file(TWO, 12);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 8, -1.5f);
        Map<String, Tensor> tensors = read(bytes);
        assertThat(tensors).containsOnlyKeys("a", "b");
        Tensor b = Objects.requireNonNull(tensors.get("b"));
        assertThat(b.shape()).containsExactly(2L, 1L);
        assertThat(b.type()).isEqualTo(TensorType.F32);
        FloatBuffer last = FloatBuffer.allocate(1);
        b.read(1, last);
        assertThat(last.get(0)).isEqualTo(-1.5f);
    }

    @Test
    void read_cutAnywhere_isRefused() {
        byte[] whole = file(TWO, 12);
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), "truncated or damaged", "fetch");
        }
        assertRefused(Arrays.copyOf(whole, whole.length + 1), "truncated or damaged");
    }

    @Test
    void read_hugeHeaderSize_isRefusedWithoutAllocation() {
        byte[] bytes = file(TWO, 12);
        for (long size : new long[] {1L << 62, -1, Long.MIN_VALUE, 1L << 31, 0}) {
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, size);
            assertRefused(bytes, "header claims");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'a':{'dtype':'F32','shape':[4611686018427387904,4],'data_offsets':[0,8]}} | header cannot be read",
                "{'a':{'dtype':'F32','shape':[4611686018427387904],'data_offsets':[0,8]}} | header cannot be read",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,8]}} | shape [1]",
                "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | impossible shape",
                "{'a':{'dtype':'F32','shape':[2.5],'data_offsets':[0,8]}} | header cannot be read",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}} | begins at byte 4",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}} | bytes 8 to 0",
                "{'a':{'dtype':'F32','shape':[2]}} | no data_offsets",
                "{'a':{'dtype':'F4','shape':[8],'data_offsets':[0,8]}} | of the unsupported type F4",
                "{'a':{'dtype':'F16','shape':[2],'data_offsets':[0,4]},'b':{'dtype':'F16','shape':[3],"
                        + "'data_offsets':[2,8]}} | tensor b begins at byte 2",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{'dtype':'F32','shape':[1],"
                        + "'data_offsets':[4,8]}} | named twice",
                "{'a':[]} | header cannot be read",
                "[] | header cannot be read",
                "{} x | header cannot be read",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]} | header cannot be read",
            })
    void read_malformedHeader_isRefusedByName(String header, String named) {
        assertRefused(file(header, 8), named);
    }

    @Test
    void read_deepHeader_isRefused() {
        assertRefused(file("{'__metadata__':" + "[".repeat(10_000), 8), "header cannot be read");
    }
}
