package dev.cram.djl;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cram.model.ModelException;
import dev.cram.model.ModelOptions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders that cannot be opened, and options that cannot be honoured. */
class BadModelTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() {
        TinyModel.copy("llama_gqa_tied", folder);
    }

    private void assertRefused(String... named) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> DjlModels.open(folder).close())
                .withMessageContainingAll(named);
    }

    @Test
    void open_untouchedCopy_works() {
        DjlModels.open(folder.toString()).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere/at/all", "no-such-model", "pom.xml", "\0", " "})
    void open_noFolder_isRefusedByName(String location) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> DjlModels.open(location).close())
                .withMessageContainingAll(location, "folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "model.safetensors", "tokenizer.json"})
    void open_fileMissing_isRefusedByName(String name) throws IOException {
        Files.delete(folder.resolve(name));
        assertRefused(name, "fetch the complete model");
        Files.createFile(folder.resolve(name + ".incomplete"));
        assertRefused(name, "cut short", name + ".incomplete", "fetch it again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "model.safetensors", "tokenizer.json"})
    void open_gitLfsPointer_isRefusedWithCure(String name) throws IOException {
        Files.writeString(folder.resolve(name), "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n");
        assertRefused(name, "git lfs pull");
    }

    @Test
    void open_truncatedWeights_isRefused() throws IOException {
        Path weights = folder.resolve("model.safetensors");
        try (RandomAccessFile file = new RandomAccessFile(weights.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        assertRefused("model.safetensors", "truncated", "fetch the file again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json"})
    void open_weightsUnderAnotherFormsName_isRefused(String name) throws IOException {
        Files.move(folder.resolve("model.safetensors"), folder.resolve(name));
        assertRefused(name, "damaged", "fetch the file again");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'model_type': 'llama' | 'model_type': 'bert' | 'bert'",
                "'model_type': 'llama' | 'model_type': 'bert' | one of gpt_neox",
                "LlamaForCausalLM | LlamaForSequenceClassification | LlamaForSequenceClassification",
                "'hidden_act': 'silu' | 'hidden_act': 'mish' | 'mish'",
                "'rope_type': 'default' | 'rope_type': 'yarn' | needs a factor above 0",
                "'use_cache': true | 'quantization_config': {} | quantization_config",
                "'num_key_value_heads': 2 | 'num_key_value_heads': 3 | multiple of its 3",
                "'head_dim': 12 | 'head_dim': 11 | 11 components",
                "'hidden_size': 48 | 'hidden_size': 64 | model.embed_tokens.weight",
                "'num_hidden_layers': 3 | 'num_hidden_layers': 4 | no tensor model.layers.3.",
                "'num_hidden_layers': 3 | 'num_hidden_layers': 2 | tensor model.layers.2.",
                "'tie_word_embeddings': true | 'tie_word_embeddings': false | lm_head.weight",
                "'attention_bias': false | 'attention_bias': true | q_proj.bias",
                "'hidden_size': 48 | 'hidden_size': -48 | hidden_size must be",
                "'vocab_size': 160 | 'vocab': 160 | asks for [32000, 48]",
            })
    void open_unsupportedConfig_isRefusedByName(String from, String to, String named) {
        TinyModel.edit(folder.resolve("config.json"), from.replace('\'', '"'), to.replace('\'', '"'));
        assertRefused(named);
    }

    @Test
    void open_gpuThatIsNotThere_isRefusedWithDevices() {
        ModelOptions options = ModelOptions.defaults().device("cuda:99");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> DjlModels.open(folder, options).close())
                .withMessageContainingAll("cuda:99", "only cpu", "choose");
    }

    @Test
    void open_autoDevice_works() {
        DjlModels.open(folder, ModelOptions.defaults().device("auto")).close();
    }
}
