package dev.cram.djl.internal.checkpoint.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.cram.djl.DjlModels;
import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.Fixtures;
import dev.cram.djl.internal.checkpoint.TestGguf;
import dev.cram.djl.internal.checkpoint.TokenizerTruth;
import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.gguf.file.GgufReader;
import dev.cram.djl.internal.checkpoint.gguf.tokenizer.GgufTokenizer;
import dev.cram.djl.internal.checkpoint.huggingface.HuggingFaceCheckpoint;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import dev.cram.model.ModelException;
import dev.cram.model.ModelOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GGUF files, as llama.cpp's converter makes them, against the folders that they were made from. */
class GgufCheckpointTest {

    @TempDir
    private Path folder;

    static String[] families() {
        return ("llama llama3 qwen2 gpt2 gptneox gemma3 qwen3 smollm3 olmo olmo2 phi2 mamba falcon_mamba mamba2 mixtral "
                        + "qwen2moe qwen3moe gemma gemma2 granite olmo3 starcoder2 stablelm stablelm_parallel phi3 "
                        + "phi3_longrope bloom falcon falcon_grouped gpt_oss")
                .split(" ");
    }

    @ParameterizedTest
    @MethodSource("families")
    void tensors_asInTheOriginalFolder(String family) {
        try (Checkpoint original = HuggingFaceCheckpoint.folder(Fixtures.path(family));
                Checkpoint converted = GgufCheckpoint.file(Fixtures.path(family + "/model.gguf"))) {
            checkTensors(converted, original);
        }
    }

    /** As any file may keep them, here with biases and with halves interleaved. */
    @Test
    void queriesKeysAndValues_inOneTensor() {
        try (Checkpoint joint = GgufCheckpoint.file(Fixtures.path("granite/joint.gguf"));
                Checkpoint apart = GgufCheckpoint.file(Fixtures.path("granite/model.gguf"))) {
            assertThat(joint.config().toString()).isEqualTo(apart.config().toString());
            checkTensors(joint, apart);
        }
    }

    private static void checkTensors(Checkpoint converted, Checkpoint original) {
        assertThat(converted.tensors().keySet()).isEqualTo(original.tensors().keySet());
        original.tensors().forEach((name, tensor) -> {
            Tensor found = converted.tensors().getOrDefault(name, tensor);
            assertThat(found).isNotSameAs(tensor);
            assertThat(found.shape()).as(name).isEqualTo(tensor.shape());
            assertThat(Fixtures.contents(found)).as(name).isEqualTo(Fixtures.contents(tensor));
        });
    }

    @ParameterizedTest
    @MethodSource("families")
    void config_saysNothingElseThanTheOriginal(String family) throws IOException {
        Path file = Fixtures.path(family + "/model.gguf");
        JsonObject original =
                Fixtures.json(Fixtures.path(family + "/config.json")).getAsJsonObject();
        try (Checkpoint converted = GgufCheckpoint.file(file)) {
            JsonObject config =
                    JsonParser.parseString(converted.config().toString()).getAsJsonObject();

            assertThat(config.size()).isGreaterThan(6);
            for (Map.Entry<String, JsonElement> entry : config.entrySet()) {
                if (entry.getKey().equals("n_inner")) { // null in the original: four times the width
                    assertThat(entry.getValue().getAsInt())
                            .isEqualTo(4 * original.get("n_embd").getAsInt());
                } else {
                    assertThat(entry.getValue()).as(entry.getKey()).isEqualTo(original.get(entry.getKey()));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void tokenizer_asTheOriginal(String family) {
        try (Checkpoint converted = GgufCheckpoint.file(Fixtures.path(family + "/model.gguf"));
                Tokenizer tokenizer = converted.tokenizer()) {
            TokenizerTruth.check(tokenizer, Fixtures.tokens(family + "/tokens.json"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"smollm", "llama-bpe"})
    void tokenizer_ofOtherRules(String rule) {
        try (BinaryFile file = Fixtures.open(Fixtures.path("tokenizers/" + rule + ".gguf"))) {
            String json =
                    GgufTokenizer.read(GgufReader.read(file).metadata(), 400).json();
            try (Tokenizer tokenizer = Tokenizer.parse(rule, json)) {
                TokenizerTruth.check(tokenizer, Fixtures.tokens("tokenizers/" + rule + ".json"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void open_scoresAsTheFolder(String family) throws IOException {
        for (String name : new String[] {"config.json", "model.safetensors"}) {
            Files.copy(Fixtures.path(family).resolve(name), folder.resolve(name));
        }
        Path file = Fixtures.path(family + "/model.gguf");
        try (BinaryFile bytes = Fixtures.open(file)) {
            Files.writeString(
                    folder.resolve("tokenizer.json"),
                    GgufTokenizer.read(GgufReader.read(bytes).metadata(), 400).json());
        }
        int[] text = {5, 300, 17, 44, 262, 8, 8, 91, 120, 3, 3, 3, 250, 199, 77, 10, 6, 6, 310, 21, 95, 4, 180, 77};
        ModelOptions alone = ModelOptions.defaults().startToken(false);
        try (var original = DjlModels.open(folder, alone);
                var converted = DjlModels.open(file, alone)) {
            assertThat(converted.score(text).margins())
                    .isEqualTo(original.score(text).margins());
            assertThat(converted.score(text).crossEntropyNats())
                    .isEqualTo(original.score(text).crossEntropyNats());
            assertThat(converted.positions()).isEqualTo(original.positions());
        }
    }

    /** As llama.cpp has it where the file does not say. */
    @ParameterizedTest
    @CsvSource({
        "llama, 1",
        "llama3, 1",
        "qwen2,",
        "gpt2,",
        "gptneox,",
        "gemma3, 2",
        "smollm3,",
        "phi2,",
        "mamba,",
        "mixtral,",
        "qwen3moe,"
    })
    void startToken_followsTheKindOfTokenizer(String family, @Nullable Integer expected) {
        Path file = Fixtures.path(family + "/model.gguf");
        try (var model = DjlModels.open(file);
                var alone = DjlModels.open(file, ModelOptions.defaults().startToken(false))) {
            assertThat(model.startToken()).isEqualTo(expected == null ? OptionalInt.empty() : OptionalInt.of(expected));
            assertThat(alone.startToken()).isEmpty();
            assertThat(model.fingerprint()).isEqualTo(alone.fingerprint());
        }
    }

    /** As files had it before experts were stacked. */
    @Test
    void tensors_ofExpertsOneByOne() throws IOException {
        TestGguf made = TestGguf.llama().integer("llama.expert_count", 2).integer("llama.expert_used_count", 1);
        made.tensor("blk.0.ffn_gate.1.weight", 0, 4, 5).tensor("blk.0.ffn_down.0.weight", 0, 4, 6);
        Path file = Files.write(folder.resolve("model.gguf"), made.bytes());

        try (Checkpoint checkpoint = GgufCheckpoint.file(file)) {
            String experts = "model.layers.0.block_sparse_moe.experts.";
            assertThat(checkpoint.config().text("model_type", "")).isEqualTo("mixtral");
            assertThat(checkpoint.tensors())
                    .hasEntrySatisfying(
                            experts + "1.w1.weight",
                            gate -> assertThat(gate.shape()).containsExactly(5L, 4L))
                    .hasEntrySatisfying(
                            experts + "0.w2.weight",
                            down -> assertThat(down.shape()).containsExactly(6L, 4L));
        }
    }

    @Test
    void fingerprint_staysAndFollowsContents() throws IOException {
        Path file = folder.resolve("model.gguf");
        Files.copy(Fixtures.path("qwen2/model.gguf"), file);
        String before = fingerprint(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        assertThat(fingerprint(Fixtures.path("qwen2/model.gguf"))).isEqualTo(before);
        assertThat(fingerprint(file)).isNotEqualTo(before);
    }

    @Test
    void tokenizer_ofAClosedFile() {
        Checkpoint checkpoint = GgufCheckpoint.file(Fixtures.path("gpt2/model.gguf"));
        checkpoint.close();

        assertThatThrownBy(checkpoint::tokenizer)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("its checkpoint is closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256-0f1e", "model", "model.bin", "model.safetensors", "model.GGUF"})
    void open_byItsFirstBytes_whateverItsName(String name) throws IOException {
        Path file = Files.copy(Fixtures.path("qwen2/model.gguf"), folder.resolve(name));

        assertThat(DjlModels.describe(file.toString()).family()).isEqualTo("qwen2");
    }

    @Test
    void open_anotherFileUnderItsName() throws IOException {
        Path file = Files.copy(Fixtures.path("qwen2/model.safetensors"), folder.resolve("model.gguf"));
        assertThatThrownBy(() -> DjlModels.open(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("model.gguf", "does not begin with GGUF");

        Files.writeString(file, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n");
        assertThatThrownBy(() -> DjlModels.open(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("model.gguf", "git lfs pull");
    }

    @Test
    void file_missing() {
        assertThatThrownBy(() -> DjlModels.open(folder.resolve("none.gguf")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("There is no model file")
                .hasMessageContaining("none.gguf");
    }

    @Test
    void file_refusals() throws IOException {
        checkRefusal(
                TestGguf.llama().text("general.architecture", "bert"),
                "'bert'",
                "[bloom, falcon, gemma, gemma2, gemma3, gpt-oss, gpt2, gptneox, granite, llama, mamba, mamba2, olmo,");
        checkRefusal(TestGguf.llama().integer("llama.logit_scale", 2), "llama.logit_scale");
        checkRefusal(TestGguf.llama().integer("llama.expert_count", 8), "no llama.expert_used_count");
        checkRefusal(TestGguf.llama().integer("llama.expert_used_count", 8), "llama.expert_used_count = 8");
        checkRefusal(TestGguf.llama().integer("llama.rope.dimension_count", 2), "llama.rope.dimension_count = 2");
        checkRefusal(TestGguf.llama().text("llama.rope.scaling.type", "dynamic"), "'dynamic'", "only linear");
        checkRefusal(TestGguf.llama().tensor("rope_freqs.weight", 0, 2), "rope_freqs.weight", "factor 0.0");
        checkRefusal(TestGguf.llama().tensor("blk.0.ffn_gate_exps.weight", 0, 32), "blk.0.ffn_gate_exps.weight");
        TestGguf mixture = TestGguf.llama().integer("llama.expert_count", 2).integer("llama.expert_used_count", 1);
        checkRefusal(mixture.tensor("blk.0.ffn_gate_exps.weight", 0, 32), "impossible shape [32]", "experts.*.w1");
        checkRefusal(TestGguf.llama().tensor("token_embd.weight", 9, 256), "type Q8_1", "Q4_K, Q5_K, Q6_K");
        checkRefusal(TestGguf.llama().tensor("token_embd.weight", 31, 256), "type Q4_0_4_4", "IQ4_XS, MXFP4");
        checkRefusal(TestGguf.llama().tensor("token_embd.weight", 99, 256), "type 99", "IQ4_XS, MXFP4");
        checkRefusal(TestGguf.llama().version(1), "version 1");
        checkRefusal(TestGguf.llama().version(3 << 24), "big-endian");
        checkRefusal(TestGguf.llama().integer("llama.block_count", 1_000_000_000), "num_hidden_layers", "1000000000");
        checkRefusal(TestGguf.llama().integer("llama.block_count", 900), "900 layers");
    }

    @Test
    void tokenizer_refusals() throws IOException {
        checkTokenizerRefusal(TestGguf.llama().text("tokenizer.ggml.pre", "kimi-k2"), "'kimi-k2'", "llama-bpe, llama3");
        checkTokenizerRefusal(TestGguf.llama().text("tokenizer.ggml.model", "bert"), "'bert'", "gpt2 and llama");
        checkTokenizerRefusal(TestGguf.llama().texts("tokenizer.ggml.tokens", "a", "a"), "'a' twice");
        checkTokenizerRefusal(TestGguf.llama().texts("tokenizer.ggml.merges", "ab"), "'ab'");
        checkTokenizerRefusal(TestGguf.llama().texts("tokenizer.ggml.merges", "a z"), "damaged");
        checkTokenizerRefusal(TestGguf.llama().texts("tokenizer.ggml.tokens", "a", "b", "c"), "3 tokens");
    }

    private void checkRefusal(TestGguf made, String... parts) throws IOException {
        Path file = Files.write(folder.resolve("made.gguf"), made.bytes());
        assertThatThrownBy(() -> GgufCheckpoint.file(file).close())
                .isInstanceOf(ModelException.class)
                .message()
                .contains("made.gguf")
                .contains(parts);
    }

    private void checkTokenizerRefusal(TestGguf made, String... parts) throws IOException {
        Path file = Files.write(folder.resolve("made.gguf"), made.bytes());
        try (Checkpoint checkpoint = GgufCheckpoint.file(file)) {
            assertThatThrownBy(() -> checkpoint.tokenizer().close())
                    .isInstanceOf(ModelException.class)
                    .message()
                    .contains("made.gguf")
                    .contains(parts);
        }
    }

    private static String fingerprint(Path file) {
        try (Checkpoint checkpoint = GgufCheckpoint.file(file)) {
            return checkpoint.fingerprint();
        }
    }
}
