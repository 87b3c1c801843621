package dev.cram.djl.internal.checkpoint.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.djl.DjlModels;
import dev.cram.djl.TinyModel;
import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.Fixtures;
import dev.cram.djl.internal.checkpoint.TestGguf;
import dev.cram.djl.internal.checkpoint.TestPickle;
import dev.cram.djl.internal.checkpoint.TestSafetensors;
import dev.cram.djl.internal.checkpoint.TestZip;
import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights split over files, and the choice among the forms that are there. */
class WeightFilesTest {

    private static final String INDEX = "model.safetensors.index.json";

    @TempDir
    private Path folder;

    @BeforeEach
    void copyModel() {
        TinyModel.copy("llama", folder);
    }

    @Test
    void open_shardsGiveTheSameModel() throws IOException {
        int[] text = {3, 4, 5, 6, 7, 2};
        float[] expected = margins(text);
        List<String> names = split();

        assertThat(margins(text)).isEqualTo(expected);
        assertThat(names.size()).isGreaterThan(20);
        assertThat(folder.resolve("model.safetensors")).doesNotExist();
    }

    @Test
    void open_pytorchShards() throws IOException {
        Files.delete(folder.resolve("model.safetensors"));
        for (int i = 1; i <= 2; i++) {
            byte[] pickle = TestPickle.oneTensor("w" + i, "FloatStorage", 1, 0, new int[] {1}, new int[] {1});
            byte[] zip = TestZip.zip(
                    ZipEntry.STORED,
                    List.of("m/data.pkl", "m/data/0"),
                    List.of(pickle, TestGguf.bytes(Float.floatToIntBits(i))));
            Files.write(folder.resolve("shard-" + i + ".bin"), zip);
        }
        index("pytorch_model.bin.index.json", "{'w1': 'shard-1.bin', 'w2': 'shard-2.bin'}");

        try (WeightFiles weights = WeightFiles.open(new FolderFiles(folder))) {
            assertThat(weights.tensors().keySet()).containsExactly("w1", "w2");
            assertThat(Fixtures.contents(weights.tensors().values().iterator().next()))
                    .containsExactly(1);
        }
    }

    @Test
    void open_safetensorsWinOverOtherForms() throws IOException {
        Files.writeString(folder.resolve("pytorch_model.bin"), "damaged");
        Files.writeString(folder.resolve(INDEX), "damaged");

        try (Checkpoint checkpoint = HuggingFaceCheckpoint.folder(folder)) {
            assertThat(checkpoint.tensors()).hasSizeGreaterThan(20);
        }
        assertThat(HuggingFaceLayout.weights(List.of("pytorch_model.bin", INDEX)::contains))
                .hasValue(INDEX);
        assertThat(HuggingFaceLayout.weights(name -> false)).isEmpty();
    }

    @Test
    void shards_areNamedForDownloads() {
        byte[] index = "{\"metadata\": {\"total_size\": 3}, \"weight_map\": {\"b\": \"2.bin\", \"a\": \"1.bin\"}}"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(HuggingFaceLayout.isIndex(INDEX)).isTrue();
        assertThat(HuggingFaceLayout.isIndex("model.safetensors")).isFalse();
        assertThat(HuggingFaceLayout.shards("index", java.nio.ByteBuffer.wrap(index)))
                .containsExactly("1.bin", "2.bin");
    }

    @Test
    void open_badIndexes() throws IOException {
        split();
        checkRefusal("{'a': '../other.safetensors'}", "'../other.safetensors'", "no file's name");
        checkRefusal("{'a': '/etc/passwd'}", "'/etc/passwd'");
        checkRefusal("{'a': '.hidden'}", "'.hidden'");
        checkRefusal("{}", "no weight_map");
        checkRefusal("[]", "JSON cannot be read");
        checkRefusal("{'a': 3.5, 'b': []}", "JSON cannot be read");
        checkRefusal("{'a': 'missing.safetensors'}", "no missing.safetensors");
        checkRefusal("{'a': 'one.safetensors'}", "names a tensor a that one.safetensors does not hold");
        Files.copy(folder.resolve("one.safetensors"), folder.resolve("again.safetensors"));
        checkRefusal("{'a': 'one.safetensors', 'b': 'again.safetensors'}", "that another file of the model holds");
        checkRefusal("[".repeat(10_000), "JSON cannot be read");
    }

    private void checkRefusal(String map, String... parts) throws IOException {
        index(INDEX, map);
        assertThatThrownBy(() -> HuggingFaceCheckpoint.folder(folder).close())
                .isInstanceOf(ModelException.class)
                .message()
                .contains(parts);
    }

    private float[] margins(int[] text) {
        try (var model = DjlModels.open(folder)) {
            return model.score(text).margins();
        }
    }

    private void index(String name, String map) throws IOException {
        Files.writeString(
                folder.resolve(name),
                ("{'metadata': {'total_size': 3}, 'weight_map': " + map + "}").replace('\'', '"'));
    }

    /** Splits model.safetensors into two files and an index; returns the tensors' names. */
    private List<String> split() throws IOException {
        Path whole = folder.resolve("model.safetensors");
        List<Tensor> tensors;
        StringBuilder map = new StringBuilder();
        try (BinaryFile file = Fixtures.open(whole)) {
            tensors = List.copyOf(Safetensors.read(file).values());
            int middle = tensors.size() / 3;
            TestSafetensors.write(folder.resolve("one.safetensors"), tensors.subList(0, middle));
            TestSafetensors.write(folder.resolve("two.safetensors"), tensors.subList(middle, tensors.size()));
            for (int i = 0; i < tensors.size(); i++) {
                map.append(i == 0 ? "{" : ", ")
                        .append("'" + tensors.get(i).name() + "': '" + (i < middle ? "one" : "two") + ".safetensors'");
            }
        }
        Files.delete(whole);
        index(INDEX, map + "}");
        return tensors.stream().map(Tensor::name).toList();
    }
}
