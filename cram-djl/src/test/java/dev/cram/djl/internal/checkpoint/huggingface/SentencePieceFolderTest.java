package dev.cram.djl.internal.checkpoint.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.djl.TinyModel;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A folder with SentencePiece's file alone, and what the files beside it say, as transformers 5 takes them. */
class SentencePieceFolderTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        Files.delete(TinyModel.copy("llama_gqa_tied", folder).resolve("tokenizer.json"));
        use("llama");
    }

    private void use(String model) throws IOException {
        Files.copy(
                TinyModel.resource("sentencepiece/" + model + ".model"),
                folder.resolve("tokenizer.model"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "llama|{}|-1",
                "llama|{\"add_bos_token\":false}|-1",
                "llama|{\"add_bos_token\":true}|1",
                "gemma|{\"add_bos_token\":true}|2",
                "llama|{\"add_bos_token\":true,\"bos_token\":\"</s>\"}|2",
                "llama|{\"add_bos_token\":true,\"bos_token\":null}|-1",
                "unigram|{\"add_bos_token\":true}|1"
            })
    void startToken_isThereWhereTheFilesSaySo(String model, String settings, int expected) throws IOException {
        use(model);
        Files.writeString(folder.resolve("tokenizer_config.json"), settings);
        try (HuggingFaceCheckpoint checkpoint = HuggingFaceCheckpoint.folder(folder);
                Tokenizer tokenizer = checkpoint.tokenizer()) {
            assertThat(checkpoint.startToken(tokenizer))
                    .isEqualTo(expected < 0 ? OptionalInt.empty() : OptionalInt.of(expected));
        }
    }

    @Test
    void tokenizer_hasTheTokensOfTheFilesBeside() throws IOException {
        Files.writeString(folder.resolve("added_tokens.json"), "{\"<tool>\": 700}");
        try (HuggingFaceCheckpoint checkpoint = HuggingFaceCheckpoint.folder(folder);
                Tokenizer tokenizer = checkpoint.tokenizer()) {
            assertThat(tokenizer.encode("a<tool>")).containsExactly(263, 700);
            assertThat(tokenizer.decode(new int[] {263, 700})).isEqualTo("a<tool>");
        }
    }

    @Test
    void fingerprint_coversTheFile() throws IOException {
        String fingerprint = fingerprint();
        use("gemma");

        assertThat(fingerprint()).isNotEqualTo(fingerprint);
    }

    private String fingerprint() {
        try (HuggingFaceCheckpoint checkpoint = HuggingFaceCheckpoint.folder(folder)) {
            return checkpoint.fingerprint();
        }
    }
}
