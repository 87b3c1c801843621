package dev.cram.djl.internal.checkpoint.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import dev.cram.djl.TinyModel;
import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import dev.cram.memory.InvalidTextException;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens beside those of {@code vocab.json}, against AutoTokenizer of Hugging Face transformers. */
class AddedTokensTest {

    private static final Path FOLDER = TinyModel.resource("published/added-tokens");

    /** Changes of files, and the tokens of texts: none where a text has a special token. */
    private record Variant(String name, String model_type, Map<String, JsonElement> files, List<Row> texts) {}

    private record Row(String text, int[] ids) {}

    private static Tokenizer tokenizer(Path folder, String family, Map<String, String> changes) throws IOException {
        for (String name : List.of("config.json", "model.safetensors", "vocab.json", "merges.txt")) {
            Files.copy(FOLDER.resolve(name), folder.resolve(name));
        }
        for (String name : HuggingFaceLayout.besideTokenizer()) {
            String text = changes.getOrDefault(name, Files.readString(FOLDER.resolve(name)));
            if (!text.equals("null")) {
                Files.writeString(folder.resolve(name), text);
            }
        }
        TinyModel.edit(folder.resolve("config.json"), "\"gpt2\"", "\"" + family + "\"");
        try (Checkpoint checkpoint = HuggingFaceCheckpoint.folder(folder)) {
            return checkpoint.tokenizer();
        }
    }

    @TestFactory
    Stream<DynamicTest> encode_eachVariant_agreesWithTransformers(@TempDir Path folders) throws IOException {
        Variant[] variants = new Gson().fromJson(Files.readString(FOLDER.resolve("variants.json")), Variant[].class);
        assertThat(variants).hasSizeGreaterThan(15);
        return Arrays.stream(variants)
                .map(variant -> dynamicTest(variant.name, () -> {
                    Map<String, String> changes = new java.util.HashMap<>();
                    variant.files.forEach((name, contents) -> changes.put(name, contents.toString()));
                    Path folder = Files.createDirectory(folders.resolve(variant.name.replaceAll("\\W", "-")));
                    try (Tokenizer tokenizer = tokenizer(folder, variant.model_type, changes)) {
                        check(tokenizer, variant.texts);
                    }
                }));
    }

    private static void check(Tokenizer tokenizer, List<Row> texts) {
        for (Row row : texts) {
            if (row.ids.length > 0) {
                assertThat(tokenizer.encode(row.text)).as(row.text).containsExactly(row.ids);
            } else {
                assertThatExceptionOfType(InvalidTextException.class)
                        .as(row.text)
                        .isThrownBy(() -> tokenizer.encode(row.text))
                        .withMessageContaining("special token");
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> encode_tokensBesideAWholeTokenizer_agreesWithTransformers(@TempDir Path folders)
            throws IOException {
        Variant[] variants = new Gson().fromJson(Files.readString(FOLDER.resolve("whole.json")), Variant[].class);
        assertThat(variants).hasSizeGreaterThan(4);
        return Arrays.stream(variants)
                .map(variant -> dynamicTest(variant.name, () -> {
                    Path folder = Files.createDirectory(folders.resolve(variant.name.replaceAll("\\W", "-")));
                    for (String name : List.of("config.json", "model.safetensors", "tokenizer.json")) {
                        Files.copy(
                                TinyModel.resource("published/tied-flag-with-own-head")
                                        .resolve(name),
                                folder.resolve(name));
                    }
                    String before = fingerprint(folder);
                    for (Map.Entry<String, JsonElement> file : variant.files.entrySet()) {
                        Files.writeString(
                                folder.resolve(file.getKey()), file.getValue().toString());
                    }
                    assertThat(fingerprint(folder).equals(before)).isEqualTo(variant.files.isEmpty());
                    try (Checkpoint checkpoint = HuggingFaceCheckpoint.folder(folder);
                            Tokenizer tokenizer = checkpoint.tokenizer()) {
                        check(tokenizer, variant.texts);
                    }
                }));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "added_tokens.json | {'<note>': 305} | '<note>' the number 305, where tokenizers number it 300",
                "added_tokens.json | {'<note>': 300, 'ector': 301} | 'ector' the number 301",
                "added_tokens.json | {'<note>': 'first'} | added_tokens.json is damaged",
                "added_tokens.json | ['<note>'] | added_tokens.json is damaged",
                "added_tokens.json | {'<note>' | added_tokens.json is damaged",
                "tokenizer_config.json | {'added_tokens_decoder': {'300': '<note>'}} | tokenizer_config.json is damaged",
                "tokenizer_config.json | {'added_tokens_decoder': {'x': {'content': ''}}} | tokenizer_config.json is damaged",
                "special_tokens_map.json | {'pad_token': {}} | special_tokens_map.json is damaged",
                "tokenizer_config.json | {'tokenizer_class': 'RobertaTokenizer'} | of the kind RobertaTokenizer",
                "tokenizer_config.json | {'tokenizer_class': 'LlamaTokenizerFast'} | of the kind LlamaTokenizerFast",
            })
    void tokenizer_oddFiles_areRefusedByName(String name, String text, String named, @TempDir Path folder) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> tokenizer(folder, "gpt2", Map.of(name, text.replace('\'', '"')))
                        .close())
                .withMessageContaining(named);
    }

    @Test
    void fingerprint_addedTokenChanged_differs(@TempDir Path folder) throws IOException {
        tokenizer(folder, "gpt2", Map.of()).close();
        String before = fingerprint(folder);
        Files.writeString(folder.resolve("added_tokens.json"), "{\"<other>\": 300}");
        assertThat(fingerprint(folder)).isNotEqualTo(before);
    }

    private static String fingerprint(Path folder) {
        try (Checkpoint checkpoint = HuggingFaceCheckpoint.folder(folder)) {
            return checkpoint.fingerprint();
        }
    }
}
