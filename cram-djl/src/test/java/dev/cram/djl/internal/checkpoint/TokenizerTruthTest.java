package dev.cram.djl.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.djl.DjlModels;
import dev.cram.djl.internal.checkpoint.gguf.GgufCheckpoint;
import dev.cram.djl.internal.checkpoint.huggingface.HuggingFaceCheckpoint;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import dev.cram.memory.InvalidTextException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of every sort come back from the tokens of the built-in tokenizer and of those rebuilt from GGUF files. */
class TokenizerTruthTest {

    private static final String POCKET = "pocket";

    @ParameterizedTest
    @ValueSource(strings = {POCKET, "llama", "llama3", "qwen2", "gpt2", "gptneox"})
    void decode_givesTheTextBack(String name) {
        List<String> texts = List.of(
                "",
                " ",
                "   three spaces before, three after   ",
                "🙂 👩‍👩‍👧 🇫🇷 \uD83E\uDDD1\uD83C\uDFFD‍🚀",
                "one\r\ntwo\r\n\r\nthree\rfour\n",
                "\ttab\t\tand\t tab\t",
                "e\u0301 n\u0303 a\u0308\u0323 \u1e9b\u0323 \uAC00 \u1100\u1161",
                "東京都に住む。中文，测试。 한국어 العربية हिन्दी",
                "pneumonoultramicroscopicsilicovolcanoconiosis".repeat(40),
                "字".repeat(500),
                "12345678901234567890 0.1e-7 ½ ² ٣",
                "<0x41> \u2581 \u0120 \u0000 \u00a0 \ufeff \u200d",
                "almost special: <|endoftext <s <| im_start|>");
        try (Tokenizer tokenizer = tokenizer(name)) {
            for (String text : texts) {
                int[] tokens = tokenizer.encode(text);
                if (text.contains("\u2581") && name.equals("llama")) {
                    // SentencePiece writes a space like this letter, which therefore cannot come back
                    assertThat(tokenizer.decode(tokens)).isEqualTo(text.replace('\u2581', ' '));
                } else {
                    assertThat(tokenizer.decode(tokens)).as(text).isEqualTo(text);
                }
            }
            assertThat(tokenizer.encode("")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {POCKET, "llama", "llama3", "qwen2", "gpt2", "gptneox"})
    void encode_refusesSpecialTokensAndLoneSurrogates(String name) {
        String special = switch (name) {
            case "llama" -> "</s>";
            default -> "<|endoftext|>";
        };
        try (Tokenizer tokenizer = tokenizer(name)) {
            assertThatThrownBy(() -> tokenizer.encode("before" + special + "after"))
                    .isInstanceOf(InvalidTextException.class)
                    .hasMessageContaining("'" + special + "' at character 6");
            assertThatThrownBy(() -> tokenizer.encode("lone \ud83d surrogate"))
                    .isInstanceOf(InvalidTextException.class)
                    .hasMessageContaining("U+D83D at character 5");
        }
    }

    @Test
    void encode_userDefinedTokensAreOrdinaryText() {
        try (Tokenizer tokenizer = tokenizer("qwen2")) {
            int[] tokens = tokenizer.encode("a<think>b");

            assertThat(tokens).hasSize(3);
            assertThat(tokenizer.decode(tokens)).isEqualTo("a<think>b");
        }
    }

    private static Tokenizer tokenizer(String name) {
        try (Checkpoint checkpoint = name.equals(POCKET)
                ? HuggingFaceCheckpoint.resource(POCKET, DjlModels.class, POCKET)
                : GgufCheckpoint.file(Fixtures.path(name + "/model.gguf"))) {
            return checkpoint.tokenizer();
        }
    }
}
