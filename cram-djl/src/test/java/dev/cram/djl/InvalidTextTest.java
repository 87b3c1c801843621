package dev.cram.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.Cram;
import dev.cram.memory.InvalidTextException;
import dev.cram.model.FrozenModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that a model's tokenizer cannot take, or takes for what the model does not know. */
class InvalidTextTest {

    @TempDir
    private Path folder;

    private static FrozenModel open(String name) {
        return DjlModels.open(TinyModel.resource("published/" + name));
    }

    @Test
    void anyVerb_tokenWithoutEmbedding_namesItAndItsPlace() {
        String text = "a\ud83d\ude42<note>b";
        try (FrozenModel model = open("token-beyond-embedding")) {
            Cram cram = Cram.with(model);
            Map<String, ThrowingCallable> verbs = Map.of(
                    "encode", () -> model.encode(text),
                    "compress", () -> cram.compress(text),
                    "compressAll", () -> cram.compressAll(List.of("a", text)),
                    "compressPrefix", () -> cram.compressPrefix(text),
                    "compressPrefixes", () -> cram.compressPrefixes(List.of(text, "a")),
                    "autoVectors", () -> cram.autoVectors().compress(text),
                    "estimate", () -> cram.estimate(text));
            verbs.forEach((name, verb) -> assertThatThrownBy(verb)
                    .as(name)
                    .isInstanceOf(InvalidTextException.class)
                    .hasMessageContainingAll("'<note>'", "character 3", "token 300", "0 to 299", "remove"));
        }
    }

    @Test
    void encode_textOfTheOtherTokens_isTaken() {
        try (FrozenModel model = open("token-beyond-embedding")) {
            String text = "a <note b";
            assertThat(model.decode(model.encode(text))).isEqualTo(text);
            assertThat(Cram.with(model).estimate(text).tokens()).isGreaterThan(5);
        }
    }

    @Test
    void encode_idBeyondIntegers_isNamedToo() throws IOException {
        copy("token-beyond-embedding", "tokenizer.json");
        copy("token-beyond-embedding", "config.json", "model.safetensors");
        TinyModel.edit(folder.resolve("tokenizer.json"), "\"id\": 300", "\"id\": 4294967295");
        try (FrozenModel model = DjlModels.open(folder)) {
            assertThatExceptionOfType(InvalidTextException.class)
                    .isThrownBy(() -> model.encode("a<note>b"))
                    .withMessageContaining("'<note>'");
        }
    }

    @Test
    void encode_letterThatTheTokenizerDoesNotKnow_isRefused() throws IOException {
        copy("unknown-token-missing", "tokenizer.json");
        copy("token-beyond-embedding", "config.json", "model.safetensors");
        try (FrozenModel model = DjlModels.open(folder)) {
            assertThatExceptionOfType(InvalidTextException.class)
                    .isThrownBy(() -> Cram.with(model).compress("Hello"))
                    .withMessageContainingAll("knows no token", "<nope>", "leave it out");
        }
    }

    @Test
    void compress_tokenizerThatPutsASpaceFirst_saysWhatHelps() {
        try (FrozenModel model = open("prefix-space")) {
            Cram cram = Cram.with(model);
            assertThatExceptionOfType(InvalidTextException.class)
                    .isThrownBy(() -> cram.estimate("Hello there"))
                    .withMessageContaining("begin the text with a space");
            assertThat(cram.estimate(" Hello there").tokens()).isPositive();
        }
    }

    private void copy(String name, String... files) throws IOException {
        for (String file : files) {
            Files.copy(TinyModel.resource("published/" + name).resolve(file), folder.resolve(file));
        }
    }
}
