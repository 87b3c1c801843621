package dev.cram.djl.internal.checkpoint.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.djl.internal.checkpoint.Fixtures;
import dev.cram.djl.internal.checkpoint.TestGguf;
import dev.cram.djl.internal.checkpoint.TestPickle;
import dev.cram.djl.internal.checkpoint.TestZip;
import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.file.MemoryFile;
import dev.cram.djl.internal.checkpoint.huggingface.Safetensors;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tensor.TensorType;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of {@code torch.save}. */
class TorchFileTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pytorch_model.bin", "protocol4.bin", "legacy.bin"})
    void read_tiedTransposedPartialAndOfEveryPrecision(String name) {
        try (BinaryFile file = Fixtures.open(Fixtures.path("torch/" + name));
                BinaryFile expected = Fixtures.open(Fixtures.path("torch/expected.safetensors"))) {
            Map<String, Tensor> found = TorchFile.read(file);
            Map<String, Tensor> wanted = Safetensors.read(expected);

            assertThat(found.keySet()).isEqualTo(wanted.keySet()).contains("tied.one", "transposed", "scalar", "empty");
            wanted.forEach((key, tensor) -> {
                assertThat(tensor(found, key).shape()).as(key).isEqualTo(tensor.shape());
                assertThat(Fixtures.contents(tensor(found, key))).as(key).isEqualTo(Fixtures.contents(tensor));
            });
            assertThat(tensor(found, "half").type()).isEqualTo(TensorType.F16);
            assertThat(tensor(found, "bfloat").type()).isEqualTo(TensorType.BF16);
        }
    }

    @Test
    void read_integersAreDescribedButNoWeights() {
        try (BinaryFile file = Fixtures.open(Fixtures.path("torch/integers.bin"))) {
            Map<String, Tensor> found = TorchFile.read(file);

            assertThat(tensor(found, "mask").type()).isEqualTo(TensorType.BOOL);
            assertThat(tensor(found, "ids").type()).isEqualTo(TensorType.I64);
            assertThat(tensor(found, "ids").type().isFloat()).isFalse();
            assertThatThrownBy(() -> Fixtures.contents(tensor(found, "mask")))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("Tensor mask is of type BOOL");
        }
    }

    @Test
    void read_storageBeyondFourGibibytes() throws IOException {
        long at = (1L << 32) + 64;
        Path path = folder.resolve("large.bin");
        TestZip zip = new TestZip();
        zip.add("m/data.pkl", TestPickle.oneTensor("w", "FloatStorage", 3, 0, new int[] {3}, new int[] {1}));
        zip.addAt(at, "m/data/0", TestGguf.concat(TestGguf.bytes(0), TestGguf.bytes(0x3f800000), TestGguf.bytes(0)));
        zip.writeSparsely(path);

        try (BinaryFile file = Fixtures.open(path)) {
            assertThat(file.size()).isGreaterThan(at);
            Tensor tensor = tensor(TorchFile.read(file), "w");
            assertThat(Fixtures.contents(tensor)).containsExactly(0, 1, 0);
        }
    }

    @Test
    void read_oneElementForMany_isRefusedForItsStrides() throws IOException {
        TestZip zip = new TestZip();
        zip.add("m/data.pkl", TestPickle.oneTensor("w", "FloatStorage", 1, 0, new int[] {32}, new int[] {0}));
        zip.add("m/data/0", TestGguf.bytes(0x3f800000));
        Path path = folder.resolve("expanded.bin");
        zip.writeSparsely(path);
        checkRefusal(path, "w of shape [32] with the strides [0]", "save the model again");
    }

    @Test
    void read_refusesByName() throws IOException {
        checkRefusal(Fixtures.path("torch/module.bin"), "torch.nn.modules.linear.Linear", "only tensors are");
        checkRefusal(Fixtures.path("torch/strided.bin"), "every_second", "[6, 2]", "[4, 2]");
        checkRefusal(Fixtures.path("torch/nested.bin"), "entry model", "not a tensor");
        checkRefusal(write(ZipEntry.DEFLATED, TestPickle.program("}.")), "m/data.pkl is compressed (method 8)");
        checkRefusal(write(TestPickle.program("c", "os\nsystem\n", "(S'ls'\ntR.")), "os.system");
        checkRefusal(write(TestPickle.program("}I1\n.")), "instruction INT");
        checkRefusal(write(TestPickle.program("}2.")), "instruction DUP");
        checkRefusal(write(TestPickle.program("].")), "no dict of tensors");
        checkRefusal(write(TestPickle.program("}\u00ff.")), "unknown instruction");
        checkRefusal(Files.writeString(folder.resolve("text.bin"), "text"), "does not begin like a zip file");
    }

    @Test
    void read_olderFormCutOrAltered_isRefused() throws IOException {
        byte[] sound = Files.readAllBytes(Fixtures.path("torch/legacy.bin"));
        for (int length = 1; length < sound.length; length += 7) {
            byte[] cut = Arrays.copyOf(sound, length);
            assertThatThrownBy(() -> TorchFile.read(new MemoryFile("cut.bin", cut)))
                    .as("cut to " + length)
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("cut.bin is truncated or damaged");
        }
        checkRefusal(altered(Arrays.copyOf(sound, sound.length + 1)), "storages end at byte " + sound.length);
        checkRefusal(altered(TestPickle.program("}.")), "not one of torch.save", "safe_serialization=True");
        sound[18] = 0;
        checkRefusal(altered(sound), "of version 768 and not 1001");
    }

    private Path altered(byte[] contents) throws IOException {
        return Files.write(folder.resolve("altered.bin"), contents);
    }

    private Path write(byte[] pickle) throws IOException {
        return write(ZipEntry.STORED, pickle);
    }

    private Path write(int method, byte[] pickle) throws IOException {
        return Files.write(folder.resolve("made.bin"), TestZip.zip(method, "m/data.pkl", pickle));
    }

    private static void checkRefusal(Path path, String... parts) {
        try (BinaryFile file = Fixtures.open(path)) {
            assertThatThrownBy(() -> TorchFile.read(file))
                    .isInstanceOf(ModelException.class)
                    .message()
                    .contains(path.toString())
                    .contains(parts);
        }
    }

    private static Tensor tensor(Map<String, Tensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }
}
