package dev.cram.djl.internal.checkpoint.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.cram.djl.DjlModels;
import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import dev.cram.memory.InvalidTextException;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The built-in model's tokenizer, split into the two older files and joined again. */
class VocabularyTokenizerTest {

    private static String whole() throws IOException {
        try (InputStream in = DjlModels.class.getResourceAsStream("pocket/tokenizer.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String joined() throws IOException {
        JsonObject model = JsonParser.parseString(whole()).getAsJsonObject().getAsJsonObject("model");
        StringBuilder merges = new StringBuilder("#version: 0.2\n");
        for (JsonElement merge : model.getAsJsonArray("merges")) {
            JsonArray pair = merge.getAsJsonArray();
            merges.append(pair.get(0).getAsString())
                    .append(' ')
                    .append(pair.get(1).getAsString())
                    .append('\n');
        }
        return json(model.get("vocab").toString(), merges.toString());
    }

    private static String json(String vocabulary, String merges) {
        Map<String, String> files = Map.of("vocab.json", vocabulary, "merges.txt", merges);
        return VocabularyTokenizer.json(
                "here", Config.parse("config.json", "{}"), name -> Optional.ofNullable(files.get(name)));
    }

    @Test
    void json_twoOlderFiles_tokenizesAlike() throws IOException {
        String text = "It was the best of times,\r\n\tit wasn't: 1859 — caf\u00e9 \ud83d\ude00 # \u4e2d\u6587";
        try (Tokenizer expected = Tokenizer.parse("whole", whole());
                Tokenizer made = Tokenizer.parse("joined", joined())) {
            assertThat(made.encode(text)).isEqualTo(expected.encode(text));
            assertThat(made.decode(made.encode(text))).isEqualTo(text);
        }
    }

    @Test
    void json_specialToken_isNoText() throws IOException {
        try (Tokenizer made = Tokenizer.parse("joined", joined())) {
            assertThatThrownBy(() -> made.encode("an <|endoftext|> inside"))
                    .isInstanceOf(InvalidTextException.class)
                    .hasMessageContaining("<|endoftext|>");
        }
    }

    @Test
    void json_damagedFiles_areNamed() {
        assertThatThrownBy(() -> json("{\"a\": \"b\"}", ""))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("here/vocab.json");
        assertThatThrownBy(() -> json("{\"a\": 0}", "alone\n"))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("here/merges.txt", "'alone'");
        assertThatThrownBy(() -> json("{\"a\": 0, \"b\": 1, \"ab\": 2}", "a b\nb a\n"))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("here/merges.txt", "'b a'", "no token 'ba'");
    }

    @Test
    void json_familyOfOtherTokenizersWithoutClass_isRefused() {
        Map<String, String> files = Map.of("vocab.json", "{\"a\": 0}", "merges.txt", "");
        assertThatThrownBy(() -> VocabularyTokenizer.json(
                        "here",
                        Config.parse("config.json", "{\"model_type\": \"llama\"}"),
                        name -> Optional.ofNullable(files.get(name))))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("no file names the kind", "tokenizer_class", "GPT2Tokenizer");
    }

    @Test
    void tokenizer_bothForms_prefersTheNewer() {
        assertThat(HuggingFaceLayout.tokenizer(name -> true)).containsExactly("tokenizer.json");
        assertThat(HuggingFaceLayout.tokenizer(name -> !name.equals("tokenizer.json")))
                .containsExactly("vocab.json", "merges.txt");
        assertThat(HuggingFaceLayout.tokenizer(name -> false)).containsExactly("tokenizer.json");
    }
}
