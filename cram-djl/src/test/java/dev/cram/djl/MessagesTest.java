package dev.cram.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cram.djl.internal.checkpoint.SafetensorsEdit;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a model's files, what is said, and what is said to help. */
class MessagesTest {

    private static final String ADAPTER = "{\"peft_type\":\"LORA\",\"base_model_name_or_path\":\"maker/base\"}";

    /** What a row does to a sound folder. */
    @FunctionalInterface
    private interface Condition {

        void make(Path folder) throws IOException;
    }

    private record Row(String name, Condition condition, String message, String cure) {}

    private static final List<Row> ROWS = List.of(
            new Row(
                    "SentencePiece that is damaged",
                    replaced("tokenizer.json", "tokenizer.model", ""),
                    "tokenizer.model is damaged, or no model of SentencePiece",
                    "AutoTokenizer.from_pretrained(folder).save_pretrained(folder)"),
            new Row(
                    "SentencePiece under another name",
                    replaced("tokenizer.json", "spiece.model", ""),
                    "but spiece.model, a tokenizer of SentencePiece",
                    "save_pretrained(folder)"),
            new Row(
                    "Mistral's own tokenizer",
                    replaced("tokenizer.json", "tekken.json", ""),
                    "but tekken.json, a tokenizer in its maker's form",
                    "save_pretrained(folder)"),
            new Row(
                    "vocab.json alone",
                    replaced("tokenizer.json", "vocab.json", "{}"),
                    "but vocab.json, half of a tokenizer",
                    "merges.txt are needed"),
            new Row(
                    "no tokenizer",
                    folder -> Files.delete(folder.resolve("tokenizer.json")),
                    "no tokenizer.json",
                    "fetch the complete model"),
            new Row(
                    "adapter alone",
                    folder -> {
                        Files.delete(folder.resolve("config.json"));
                        Files.move(folder.resolve("model.safetensors"), folder.resolve("adapter_model.safetensors"));
                        Files.writeString(folder.resolve("adapter_config.json"), ADAPTER);
                    },
                    "an adapter (LORA of maker/base), not a model",
                    "merge_and_unload()"),
            new Row(
                    "adapter beside a model",
                    added("adapter_config.json", ADAPTER),
                    "an adapter (LORA of maker/base)",
                    "or open the model without it"),
            new Row(
                    "adapter's weights beside config.json",
                    folder -> Files.move(
                            folder.resolve("model.safetensors"), folder.resolve("adapter_model.safetensors")),
                    "no model.safetensors, but adapter_model.safetensors, an adapter",
                    "merge_and_unload()"),
            new Row(
                    "adapter's weights under a model's name",
                    renamed("model.layers.", "base_model.model.model.layers."),
                    "those of a LoRA adapter",
                    "merge_and_unload()"),
            new Row(
                    "adapter's matrices",
                    appended("model.layers.0.self_attn.q_proj.lora_A.weight"),
                    "(model.layers.0.self_attn.q_proj.lora_A.weight) are those of a LoRA adapter",
                    "merge_and_unload()"),
            new Row(
                    "consolidated.pth",
                    folder -> {
                        Files.delete(folder.resolve("config.json"));
                        Files.move(folder.resolve("model.safetensors"), folder.resolve("consolidated.00.pth"));
                    },
                    "no config.json, but consolidated.00.pth, a model in its maker's form",
                    "with config.json and model.safetensors"),
            new Row(
                    "consolidated.safetensors beside config.json",
                    folder ->
                            Files.move(folder.resolve("model.safetensors"), folder.resolve("consolidated.safetensors")),
                    "no model.safetensors, but consolidated.safetensors, a model in its maker's form",
                    "Hugging Face's layout"),
            new Row(
                    "consolidated weights under a model's name",
                    renamed("model.embed_tokens.weight", "tok_embeddings.weight"),
                    "(tok_embeddings.weight) are in the form of their maker",
                    "Hugging Face's layout"),
            new Row(
                    "a GGUF file in a folder",
                    replaced("config.json", "tiny.Q4_K_M.gguf", ""),
                    "no config.json, but tiny.Q4_K_M.gguf, a GGUF file",
                    "name that file itself"),
            new Row(
                    "weights of TensorFlow",
                    replaced("model.safetensors", "tf_model.h5", ""),
                    "but tf_model.h5, weights that are not PyTorch's",
                    "fetch model.safetensors"),
            new Row(
                    "weights under another name",
                    folder -> Files.move(folder.resolve("model.safetensors"), folder.resolve("weights.pt")),
                    "no model.safetensors, but weights.pt, under a name",
                    "rename the file"),
            new Row(
                    "no weights but a trainer's files",
                    replaced("model.safetensors", "training_args.bin", ""),
                    "no model.safetensors",
                    "fetch the complete model"),
            new Row(
                    "quantised, says config.json",
                    configured("'use_cache': true", "'quantization_config': {'quant_method': 'awq', 'bits': 4}"),
                    "quantised by awq",
                    "choose the model's unquantised weights, or a GGUF file"),
            new Row(
                    "quantised, without a method",
                    configured("'use_cache': true", "'quantization_config': {'bits': 4}"),
                    "quantised by a method that it does not name",
                    "unquantised"),
            new Row(
                    "quantised by GPTQ, says nothing",
                    renamed("model.layers.0.self_attn.q_proj.weight", "model.layers.0.self_attn.q_proj.qweight"),
                    "quantised, as GPTQ and AWQ write them",
                    "unquantised"),
            new Row(
                    "quantised by bitsandbytes, says nothing",
                    appended("model.layers.0.self_attn.q_proj.weight.absmax"),
                    "quantised by bitsandbytes",
                    "unquantised"),
            new Row(
                    "quantised to FP8, says nothing",
                    appended("model.layers.0.self_attn.q_proj.weight_scale"),
                    "as FP8 and compressed-tensors write them",
                    "unquantised"),
            new Row(
                    "FP8 weights, says config.json",
                    folder -> {
                        retyped("F8_E4M3").make(folder);
                        configured("'use_cache': true", "'quantization_config': {'quant_method': 'fp8'}")
                                .make(folder);
                    },
                    "quantised by fp8",
                    "unquantised"),
            new Row(
                    "FP8 weights, says nothing",
                    retyped("F8_E5M2"),
                    "Tensor model.layers.0.mlp.up_proj.weight is of type F8_E5M2",
                    "choose a model in F32, F16 or BF16"),
            new Row(
                    "packed weights of MLX",
                    folder -> {
                        retyped("U32").make(folder);
                        appended("model.layers.0.mlp.up_proj.biases").make(folder);
                    },
                    "quantised, as MLX writes them",
                    "unquantised"),
            new Row(
                    "quantised by HQQ, says nothing",
                    renamed("model.layers.0.mlp.up_proj.weight", "model.layers.0.mlp.up_proj.W_q"),
                    "quantised by HQQ",
                    "unquantised"),
            new Row(
                    "a wrapped model's state_dict",
                    renamed("model.", "module.model."),
                    "those of a model wrapped by PyTorch",
                    "save the state_dict of the model within"),
            new Row(
                    "shards without index",
                    folder -> Files.move(
                            folder.resolve("model.safetensors"), folder.resolve("model-00001-of-00002.safetensors")),
                    "but model-00001-of-00002.safetensors, one of several files, without the index",
                    "fetch model.safetensors.index.json"),
            new Row(
                    "parts of DeepSpeed",
                    replaced("model.safetensors", "zero_to_fp32.py", ""),
                    "but zero_to_fp32.py, which makes whole weights",
                    "run it"),
            new Row(
                    "a folder of checkpoints",
                    folder -> {
                        Files.delete(folder.resolve("config.json"));
                        Files.createDirectory(folder.resolve("checkpoint-500"));
                    },
                    "no config.json, but checkpoint-500, which training has saved",
                    "name that folder"),
            new Row(
                    "saved without head",
                    folder -> {
                        configured("'tie_word_embeddings': true", "'tie_word_embeddings': false")
                                .make(folder);
                    },
                    "no tensor lm_head.weight",
                    "from AutoModelForCausalLM"));

    private static Condition added(String name, String contents) {
        return folder -> Files.writeString(folder.resolve(name), contents);
    }

    private static Condition replaced(String old, String name, String contents) {
        return folder -> {
            Files.delete(folder.resolve(old));
            Files.writeString(folder.resolve(name), contents);
        };
    }

    private static Condition configured(String from, String to) {
        return folder -> TinyModel.edit(folder.resolve("config.json"), from.replace('\'', '"'), to.replace('\'', '"'));
    }

    private static Condition renamed(String from, String to) {
        return folder -> SafetensorsEdit.rename(folder.resolve("model.safetensors"), from, to);
    }

    private static Condition retyped(String type) {
        return folder ->
                SafetensorsEdit.retype(folder.resolve("model.safetensors"), "model.layers.0.mlp.up_proj.weight", type);
    }

    private static Condition appended(String name) {
        return folder -> SafetensorsEdit.append(folder.resolve("model.safetensors"), name);
    }

    @TestFactory
    Stream<DynamicTest> open_eachCondition_saysWhatItIsAndWhatHelps(@TempDir Path folders) {
        return ROWS.stream()
                .map(row -> dynamicTest(row.name, () -> {
                    Path folder = Files.createDirectory(folders.resolve(row.name.replaceAll("\\W", "-")));
                    TinyModel.copy("llama_gqa_tied", folder);
                    DjlModels.describe(folder.toString());
                    row.condition.make(folder);
                    assertThatExceptionOfType(ModelException.class)
                            .isThrownBy(() -> DjlModels.open(folder).close())
                            .withMessageContainingAll(row.message, row.cure);
                    assertThatExceptionOfType(ModelException.class)
                            .as("description")
                            .isThrownBy(() -> DjlModels.describe(folder.toString()))
                            .withMessageContainingAll(row.message, row.cure);
                }));
    }

    @TestFactory
    Stream<DynamicTest> open_ggufUnderAnyName_isTheModel(@TempDir Path folder) {
        return Stream.of("sha256-4f1c0d6b", "empty-token.gguf")
                .map(name -> dynamicTest(name, () -> {
                    Path file = TinyModel.resource("published/gguf/" + name);
                    Path plain = TinyModel.resource("published/gguf/with-merges.gguf");
                    try (var found = DjlModels.open(file.toString());
                            var expected = DjlModels.open(plain)) {
                        int[] ids = expected.encode("Hello there, reader.");
                        assertThat(found.encode("Hello there, reader.")).containsExactly(ids);
                        assertThat(found.score(ids).crossEntropyNats())
                                .containsExactly(expected.score(ids).crossEntropyNats());
                    }
                    assertThat(DjlModels.describe(file.toString()).vocabularySize())
                            .isEqualTo(300);
                }));
    }
}
