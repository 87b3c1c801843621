package dev.cram.djl.internal.checkpoint.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.djl.internal.checkpoint.TestGguf;
import dev.cram.djl.internal.checkpoint.file.MemoryFile;
import dev.cram.djl.internal.checkpoint.gguf.file.GgufReader;
import dev.cram.djl.internal.checkpoint.gguf.tokenizer.GgufTokenizer;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import dev.cram.memory.InvalidTextException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SentencePiece's tokenizers in GGUF files, which split by scores, against the tokenizers' library with all merges. */
class GgufSentencePieceTest {

    private static final int NORMAL = 1;
    private static final int UNKNOWN = 2;
    private static final int CONTROL = 3;
    private static final int USER_DEFINED = 4;
    private static final int BYTE = 6;

    private static final List<String> LETTERS = List.of("a", "b", "c", "\u2581", "\ud83d\ude42", "\u6771");
    private static final List<String> WORDS = List.of(
            "a",
            "a",
            "aa",
            "b",
            "ab",
            "c",
            " ",
            "  ",
            "\u2581",
            "\ud83d\ude42",
            "\u6771",
            "\u00e9",
            "\ud83d\ude43",
            "\0",
            "<t>",
            "<td>",
            "\n\n",
            "\n",
            "x");

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void tokenizer_randomVocabularies_asTheLibrary(boolean isPrefixed, boolean hasBytes) {
        Random random = new Random(5);
        for (int round = 0; round < 20; round++) {
            Map<String, Integer> tokens = vocabulary(random, hasBytes);
            GgufTokenizer stored = read(file(tokens, random).flag("tokenizer.ggml.add_space_prefix", isPrefixed));
            try (Tokenizer tokenizer = stored.open();
                    Tokenizer library = Tokenizer.parse("library", stored.json())) {
                for (int i = 0; i < 40; i++) {
                    String text = text(random);
                    int[] any = random.ints(12, 0, tokens.size() + 2).toArray();
                    assertThat(tokenizer.encode(text)).as(text).isEqualTo(library.encode(text));
                    assertThat(tokenizer.decode(any)).isEqualTo(library.decode(any));
                }
                assertThat(tokenizer.find("<td>"))
                        .isEqualTo(library.find("<td>"))
                        .isPresent();
                assertThat(tokenizer.find("nothing")).isEmpty();
                assertThat(tokenizer.startToken()).isEqualTo(library.startToken());
            }
        }
    }

    /** As the package sentencepiece has it: where a piece is looked for, spaces are letters already. */
    @Test
    void tokenizer_runsOfSpaces_areTheTokenThatTheFileHasAsSpaces() {
        Map<String, Integer> tokens = new LinkedHashMap<>(Map.of("<unk>", UNKNOWN));
        tokens.put("\u2581", NORMAL);
        tokens.put("a", NORMAL);
        tokens.put("\u2581a", NORMAL);
        tokens.put("  ", USER_DEFINED);
        tokens.put("   ", USER_DEFINED);
        try (Tokenizer tokenizer = read(file(tokens, new Random(1)).flag("tokenizer.ggml.add_space_prefix", false))
                .open()) {
            assertThat(tokenizer.encode("a  a")).containsExactly(2, 4, 2);
            assertThat(tokenizer.encode("a\u2581\u2581a")).containsExactly(2, 4, 2);
            assertThat(tokenizer.encode("a \u2581 \u2581 a")).containsExactly(2, 5, 4, 2);
            assertThat(tokenizer.decode(new int[] {2, 4, 3})).isEqualTo("a   a");
        }
    }

    @Test
    void tokenizer_specialToken_isRefusedInTexts() {
        try (Tokenizer tokenizer =
                read(file(vocabulary(new Random(2), true), new Random(2))).open()) {
            assertThatThrownBy(() -> tokenizer.encode("ab</s>"))
                    .isInstanceOf(InvalidTextException.class)
                    .hasMessageContaining("'</s>' at character 2");
        }
    }

    private static Map<String, Integer> vocabulary(Random random, boolean hasBytes) {
        Map<String, Integer> tokens = new LinkedHashMap<>();
        tokens.put("<unk>", UNKNOWN);
        tokens.put("</s>", CONTROL);
        for (int value = 0; hasBytes && value < 256; value++) {
            tokens.put(String.format("<0x%02X>", value), BYTE);
        }
        List.of("<t>", "<td>", "\n\n", "x").forEach(token -> tokens.put(token, USER_DEFINED));
        LETTERS.subList(0, 2 + random.nextInt(LETTERS.size() - 1)).forEach(letter -> tokens.put(letter, NORMAL));
        for (int i = 0; i < 150; i++) {
            StringBuilder token = new StringBuilder();
            for (int length = 2 + random.nextInt(5); length > 0; length--) {
                token.append(LETTERS.get(Math.min(random.nextInt(LETTERS.size()), random.nextInt(LETTERS.size()))));
            }
            tokens.put(token.toString(), NORMAL);
        }
        return tokens;
    }

    private static TestGguf file(Map<String, Integer> tokens, Random random) {
        float[] scores = new float[tokens.size()];
        for (int id = 0; id < scores.length; id++) {
            scores[id] = -random.nextInt(40);
        }
        return TestGguf.llama()
                .text("tokenizer.ggml.model", "llama")
                .texts("tokenizer.ggml.tokens", tokens.keySet().toArray(String[]::new))
                .numbers("tokenizer.ggml.scores", scores)
                .integers(
                        "tokenizer.ggml.token_type",
                        tokens.values().stream().mapToInt(type -> type).toArray());
    }

    private static GgufTokenizer read(TestGguf file) {
        return GgufTokenizer.read(
                GgufReader.read(new MemoryFile("x.gguf", file.bytes())).metadata(), 1000);
    }

    private static String text(Random random) {
        String[] words = new String[random.nextInt(30)];
        Arrays.setAll(words, i -> WORDS.get(random.nextInt(WORDS.size())));
        return String.join("", words);
    }
}
