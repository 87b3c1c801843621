package dev.cram.djl.internal.checkpoint.gguf.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.Fixtures;
import dev.cram.djl.internal.checkpoint.TestGguf;
import dev.cram.djl.internal.checkpoint.file.MemoryFile;
import dev.cram.djl.internal.checkpoint.gguf.GgufCheckpoint;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models split as llama-gguf-split does it: the first part has the metadata, each part tensors of its own. */
class GgufFilesTest {

    private static final String UP = "blk.0.ffn_up.weight";
    private static final String DOWN = "blk.0.ffn_down.weight";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeParts() throws IOException {
        write(1, split(TestGguf.llama(), 0, 5));
        write(2, split(new TestGguf().tensor(UP, 0, 4, 4), 1, 5));
        write(3, split(new TestGguf().tensor(DOWN, 0, 4, 4), 2, 5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void open_anyPart_opensAll(int number) {
        try (Checkpoint split = GgufCheckpoint.file(part(number))) {
            assertThat(split.tensors()).hasSize(5);
            assertThat(split.tensors().values())
                    .allSatisfy(tensor -> assertThat(Fixtures.contents(tensor)).hasSize((int) tensor.size()));
            assertThat(last(split, "mlp.up_proj")).isEqualTo(2);
            assertThat(last(split, "mlp.down_proj")).isEqualTo(3);
            assertThat(split.name()).isEqualTo(part(number).toString());
        }
    }

    @Test
    void fingerprint_asOfTheWholeModel() throws IOException {
        byte[] whole =
                TestGguf.llama().tensor(UP, 0, 4, 4).tensor(DOWN, 0, 4, 4).bytes();
        ByteBuffer contents = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        contents.putFloat(whole.length - 4 - 64, 2).putFloat(whole.length - 4, 3);
        Path file = Files.write(folder.resolve("whole"), whole);

        try (Checkpoint merged = GgufCheckpoint.file(file);
                Checkpoint split = GgufCheckpoint.file(part(2))) {
            assertThat(split.fingerprint()).isEqualTo(merged.fingerprint());
        }
    }

    @Test
    void open_partMissing() throws IOException {
        Files.delete(part(2));

        assertRefused(
                3, "is part 3 of 3", "of which 1 are not beside it, model-00002-of-00003.gguf", "fetch all parts");
    }

    @Test
    void open_partsSwapped() throws IOException {
        Path other = folder.resolve("other");
        Files.move(part(2), other);
        Files.move(part(3), part(2));
        Files.move(other, part(3));

        assertRefused(1, "model-00002-of-00003.gguf is part 3 of 3", "named as part 2 of 3");
        assertRefused(2, "model-00002-of-00003.gguf is part 3 of 3", "its name does not say so");
    }

    @Test
    void open_partUnderAnotherName() throws IOException {
        Path file = Files.move(part(1), folder.resolve("sha256-0123"));

        assertThatThrownBy(() -> GgufCheckpoint.file(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("sha256-0123 is part 1 of 3", "model-00001-of-00003.gguf", "--merge");
    }

    @Test
    void open_partOfAnotherModel() throws IOException {
        write(2, split(new TestGguf().tensor(UP, 0, 4, 4), 1, 7));
        assertRefused(1, "model-00002-of-00003.gguf is of another model", "7 and 5 tensors");

        write(2, split(new TestGguf().tensor("output_norm.weight", 0, 4), 1, 5));
        assertRefused(1, "model-00002-of-00003.gguf is of another model", "output_norm.weight is in another part too");

        write(2, split(new TestGguf().tensor(UP, 0, 4, 4).tensor("output.weight", 0, 4, 2), 1, 5));
        assertRefused(3, "6 tensors instead of 5");

        Files.copy(part(3), part(2), StandardCopyOption.REPLACE_EXISTING);
        assertRefused(1, "model-00002-of-00003.gguf is part 3 of 3", "named as part 2 of 3");

        write(2, new TestGguf().tensor(UP, 0, 4, 4));
        assertRefused(1, "model-00002-of-00003.gguf is part 1 of 1", "named as part 2 of 3");
    }

    @Test
    void open_partDamaged() throws IOException {
        Files.write(part(3), new byte[] {'G', 'G', 'U', 'F', 3});

        assertRefused(1, "model-00003-of-00003.gguf", "truncated or damaged");
    }

    @Test
    void of_partWithoutPlace() {
        byte[] bytes = split(TestGguf.llama(), 0, 5).bytes();

        assertThatThrownBy(() -> GgufFiles.of(new MemoryFile("memory", bytes)))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("memory is part 1 of 3", "llama-gguf-split --merge");
    }

    private void assertRefused(int number, String... parts) {
        assertThatThrownBy(() -> GgufCheckpoint.file(part(number)).close())
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(parts);
    }

    private Path part(int number) {
        return folder.resolve(new GgufPartName("model", number, 3).toString());
    }

    /** Writes a part, whose last number is its own. */
    private void write(int number, TestGguf part) throws IOException {
        byte[] bytes = part.bytes();
        if (number > 1) {
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - Float.BYTES, number);
        }
        Files.write(part(number), bytes);
    }

    private static TestGguf split(TestGguf part, int number, int tensors) {
        return part.integer("split.no", number).integer("split.count", 3).integer("split.tensors.count", tensors);
    }

    private static float last(Checkpoint checkpoint, String name) {
        float[] contents = Fixtures.contents(
                Objects.requireNonNull(checkpoint.tensors().get("model.layers.0." + name + ".weight")));
        return contents[contents.length - 1];
    }
}
