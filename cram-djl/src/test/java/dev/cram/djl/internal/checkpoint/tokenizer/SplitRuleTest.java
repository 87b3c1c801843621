package dev.cram.djl.internal.checkpoint.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Texts are cut as llama.cpp's expressions cut them, which are written otherwise: {@code src/test/python/make_split_fixtures.py}. */
class SplitRuleTest {

    /** Adds no tokens. */
    private static final Map<String, String> OPTIONS =
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

    @Test
    void write_cutsAsTheExpressionsOfLlamaCpp() throws IOException {
        JsonObject rules;
        try (InputStream in = SplitRuleTest.class.getResourceAsStream("/split-rules.json")) {
            rules = JsonParser.parseString(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .getAsJsonObject();
        }
        Set<SplitRule> checked = EnumSet.noneOf(SplitRule.class);
        for (Map.Entry<String, JsonElement> rule : rules.entrySet()) {
            SplitRule of = SplitRule.of(rule.getKey()).orElseThrow();
            checked.add(of);
            try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(json(of).getBytes(StandardCharsets.UTF_8)), OPTIONS)) {
                for (JsonElement row : rule.getValue().getAsJsonArray()) {
                    List<String> pieces = row.getAsJsonArray().asList().stream()
                            .map(JsonElement::getAsString)
                            .toList();
                    assertThat(pieces(tokenizer, String.join("", pieces)))
                            .as(rule.getKey())
                            .isEqualTo(pieces);
                }
            }
        }
        assertThat(checked).containsExactly(SplitRule.values());
    }

    @Test
    void of_unknownName_isEmpty() {
        assertThat(SplitRule.of("none-such")).isEmpty();
        assertThat(SplitRule.allNames())
                .contains("tekken", "falcon3", "deepseek-llm", "deepseek-coder")
                .doesNotHaveDuplicates();
    }

    @Test
    void begins_asInLlamaCpp() {
        assertThat(SplitRule.allNames().stream()
                        .filter(name -> SplitRule.of(name).orElseThrow().begins()))
                .containsExactlyInAnyOrder(
                        "llama3",
                        "llama-v3",
                        "llama-bpe",
                        "falcon3",
                        "falcon-h1",
                        "pixtral",
                        "midm-2.0",
                        "lfm2",
                        "jina-v5-nano",
                        "tekken",
                        "chameleon");
    }

    /** A tokenizer whose tokens are the letters that bytes become. */
    private static String json(SplitRule rule) {
        return TokenizerWriter.json(writer -> {
            rule.write(writer.json().name("pre_tokenizer"), false);
            writer.json().name("model").beginObject().name("type").value("BPE");
            writer.vocabulary(
                    IntStream.range(0, 0x144).mapToObj(Character::toString).toList());
            writer.json().name("merges").beginArray().endArray().endObject();
        });
    }

    /** Each byte is a token, and says to which piece it belongs. */
    private static List<String> pieces(HuggingFaceTokenizer tokenizer, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Encoding encoding = tokenizer.encode(text, false, false);
        long[] words = encoding.getWordIds();
        assertThat(words).hasSize(bytes.length);
        List<String> pieces = new ArrayList<>();
        int begin = 0;
        for (int i = 1; i <= words.length; i++) {
            if (i == words.length || words[i] != words[begin]) {
                pieces.add(new String(bytes, begin, i - begin, StandardCharsets.UTF_8));
                begin = i;
            }
        }
        return pieces;
    }
}
