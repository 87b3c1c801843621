package dev.cram.djl.internal.checkpoint.sentencepiece;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens are those of the package sentencepiece. */
class SentencePieceTest {

    @ParameterizedTest
    @ValueSource(strings = {"llama", "gemma", "openllama", "unigram", "bytes", "suffix"})
    void encode_givesTheTokensOfSentencePiece(String name) throws IOException {
        JsonArray rows = JsonParser.parseString(new String(resource("texts.json"), StandardCharsets.UTF_8))
                .getAsJsonObject()
                .getAsJsonArray(name);
        assertThat(rows).hasSizeGreaterThan(30);
        SoftAssertions soft = new SoftAssertions();
        try (Tokenizer tokenizer = open(name)) {
            for (JsonElement row : rows) {
                String text = row.getAsJsonArray().get(0).getAsString();
                int[] ids = StreamSupport.stream(
                                row.getAsJsonArray().get(1).getAsJsonArray().spliterator(), false)
                        .mapToInt(JsonElement::getAsInt)
                        .toArray();
                soft.assertThat(tokenizer.encode(text)).as(text).isEqualTo(ids);
                String decoded = row.getAsJsonArray().get(2).getAsString();
                if (!decoded.contains("\u2047")) {
                    soft.assertThat(tokenizer.decode(ids))
                            .as(text)
                            .isEqualTo(name.equals("suffix") ? decoded.replaceFirst(" $", "") : decoded);
                }
            }
        }
        soft.assertAll();
    }

    private static Tokenizer open(String name) throws IOException {
        SentencePieceTokenizer model = SentencePieceTokenizer.read(name, resource(name + ".model"));
        return model.open(name, model.json());
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = SentencePieceTest.class.getResourceAsStream("/sentencepiece/" + name)) {
            return in.readAllBytes();
        }
    }
}
