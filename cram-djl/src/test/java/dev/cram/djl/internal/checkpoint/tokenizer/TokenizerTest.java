package dev.cram.djl.internal.checkpoint.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.util.Utils;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import dev.cram.djl.DjlModels;
import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.huggingface.HuggingFaceCheckpoint;
import dev.cram.memory.InvalidTextException;
import dev.cram.model.ModelException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenizerTest {

    private Tokenizer tokenizer;

    @BeforeAll
    void open() {
        try (Checkpoint checkpoint = HuggingFaceCheckpoint.resource("pocket", DjlModels.class, "pocket")) {
            tokenizer = checkpoint.tokenizer();
        }
    }

    @AfterAll
    void close() {
        tokenizer.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Hello, world!",
                "two\r\nlines\n\n\tand tabs  ",
                "na\u00efve cafe\u0301",
                "\u6771\u4eac\u90fd",
                "\ud83d\ude42\ud83c\udde9\ud83c\uddea",
                "nul\0inside",
                "<|endoftext"
            })
    void encode_anyText_survivesDecode(String text) {
        assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
    }

    @Test
    void open_whateverGpusThereAre_takesTheBuildForProcessors() {
        assertThat(Utils.getEnvOrSystemProperty("RUST_FLAVOR")).isEqualTo("cpu");
    }

    @Test
    void encode_longText_isNotCut() {
        String text = "word ".repeat(2000);
        assertThat(tokenizer.encode(text)).hasSizeGreaterThan(1500);
        assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
    }

    /** Templates that put something else around a text than one token before it have no start token. */
    @ParameterizedTest
    @CsvSource({
        "'[1, A]', 1",
        "'[1, A, 2]', 1",
        "'[A]',",
        "'[A, 2]',",
        "'[1, 2, A]',",
    })
    void startToken_isTheOneThatTheTemplatePutsBefore(String template, @Nullable Integer expected) {
        JsonArray single = new JsonArray();
        for (String part : template.replaceAll("[\\[\\] ]", "").split(",", -1)) {
            String kind = part.equals("A") ? "Sequence" : "SpecialToken";
            single.add(JsonParser.parseString("{\"" + kind + "\": {\"id\": \"" + part + "\", \"type_id\": 0}}"));
        }
        String json = """
                {"added_tokens": [], "model": {"type": "BPE", "vocab": {"a": 0, "<1>": 1, "<2>": 2}, "merges": []},
                 "post_processor": {"type": "TemplateProcessing", "single": %s, "pair": [],
                 "special_tokens": {"1": {"id": "1", "ids": [1], "tokens": ["<1>"]},
                 "2": {"id": "2", "ids": [2], "tokens": ["<2>"]}}}}""".formatted(single);
        try (Tokenizer tokenizer = Tokenizer.parse("tokenizer.json", json)) {
            assertThat(tokenizer.startToken())
                    .isEqualTo(expected == null ? OptionalInt.empty() : OptionalInt.of(expected));
            assertThat(tokenizer.encode("aa")).containsExactly(0, 0);
        }
    }

    @Test
    void decode_specialToken_isNotLeftOut() {
        assertThat(tokenizer.decode(new int[] {0})).isEqualTo("<|endoftext|>");
    }

    @Test
    void encode_specialTokensString_isRefusedWithItsPlace() {
        assertThatExceptionOfType(InvalidTextException.class)
                .isThrownBy(() -> tokenizer.encode("before<|endoftext|>after"))
                .withMessageContainingAll("'<|endoftext|>'", "character 6", "remove");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab\ud83d", "ab\ude42c", "ab\ud83d\ud83d\ude42"})
    void encode_loneSurrogate_isRefusedWithItsPlace(String text) {
        assertThatExceptionOfType(InvalidTextException.class)
                .isThrownBy(() -> tokenizer.encode(text))
                .withMessageContainingAll("lone surrogate", "character 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"model\":{\"type\":\"Unheard\"}}", "{\"added_tokens\":[1]}"})
    void parse_damaged_isRefused(String json) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> Tokenizer.parse("some/tokenizer.json", json).close())
                .withMessageContainingAll("some/tokenizer.json", "again");
    }
}
