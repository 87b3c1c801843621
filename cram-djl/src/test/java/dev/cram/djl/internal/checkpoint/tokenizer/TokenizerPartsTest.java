package dev.cram.djl.internal.checkpoint.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends the process inside the tokenizers' library is refused before. */
class TokenizerPartsTest {

    private static final String UNIGRAM = "{\"version\": \"1.0\", \"added_tokens\": [], \"normalizer\": %s, "
            + "\"pre_tokenizer\": %s, \"post_processor\": null, \"decoder\": %s, \"model\": {\"type\": \"Unigram\", "
            + "\"unk_id\": 0, \"vocab\": [[\"<unk>\", 0.0], [\"t\", -2.0], [\"he\", -3.0], [\"the\", -1.5]]}}";
    private static final String PRECOMPILED = "{\"type\": \"Precompiled\", \"precompiled_charsmap\": %s}";

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "7", "\"x\"", "\"AAAA\"", "\"////////\"", "\"CAAAAAAAAAA=\"", "[]", "{}"})
    void parse_damagedPrecompiledNormalizer_isRefused(String map) {
        String normalizer = PRECOMPILED.formatted(map);
        assertRefused(UNIGRAM.formatted(normalizer, "null", "null"));
        assertRefused(
                UNIGRAM.formatted("{\"type\": \"Sequence\", \"normalizers\": [" + normalizer + "]}", "null", "null"));
    }

    /** A map that SentencePiece made of four rules: A and B to lower case, the ligature of ff apart, é without accent. */
    @Test
    void parse_precompiledNormalizer_isSoundOrRefused() throws IOException {
        byte[] map;
        try (InputStream in = TokenizerPartsTest.class.getResourceAsStream("precompiled-map.txt")) {
            map = Base64.getMimeDecoder().decode(in.readAllBytes());
        }
        assertThat(tokens(map)).isTrue();
        int refused = 0;
        for (int i = 0; i < map.length; i++) {
            for (int bit : new int[] {0, 3, 7}) {
                byte[] off = map.clone();
                off[i] ^= (byte) (1 << bit);
                refused += tokens(off) ? 0 : 1;
            }
            assertThat(tokens(Arrays.copyOf(map, i)) && i < 4 + 256 * Integer.BYTES)
                    .isFalse();
        }
        assertThat(refused).isPositive();
    }

    /** Whether a tokenizer can be made, which then must split texts of all characters that the map knows. */
    private static boolean tokens(byte[] map) {
        String normalizer = PRECOMPILED.formatted('"' + Base64.getEncoder().encodeToString(map) + '"');
        try (Tokenizer tokenizer = Tokenizer.parse("tokenizer.json", UNIGRAM.formatted(normalizer, "null", "null"))) {
            assertThat(tokenizer.encode("the ABff\u00e9\ufb00 \u4e2d\ud83d\ude00\u0001~"))
                    .isNotEmpty();
            return true;
        } catch (ModelException e) {
            assertThat(e).hasMessageContaining("precompiled_charsmap");
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\u0001\"", "\"\n\"", "1e999", "-1e999", "\"\\ud800\"", "{\"\u0002\": 1}"})
    void parse_valueThatIsNoJson_isRefusedInEveryPart(String value) {
        String part = "{\"type\": \"Replace\", \"pattern\": {\"String\": \"t\"}, \"content\": " + value + "}";
        assertRefused(UNIGRAM.formatted(part, "null", "null"));
        assertRefused(UNIGRAM.formatted("null", part, "null"));
        assertRefused(UNIGRAM.formatted("null", "null", part));
    }

    @Test
    void parse_decoderThatStripsTheEnd_isRefused() {
        assertRefused(UNIGRAM.formatted(
                "null", "null", "{\"type\": \"Strip\", \"content\": \" \", \"start\": 0, \"stop\": 1}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"t h\"]", "[[\"t\", \"h\"]]", "[\"t ##\", \"t h\"]", "[\"t #\"]"})
    void parse_mergeWithoutThePrefix_isRefused(String merges) {
        assertRefused(
                "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"t\": 0, \"h\": 1, \"th\": 2, \"##\": 3, \"#\": 4}, "
                        + "\"merges\": " + merges + ", \"continuing_subword_prefix\": \"##\"}}");
    }

    @Test
    void parse_deepNesting_isRefused() {
        assertRefused(UNIGRAM.formatted("null", "null", "[".repeat(500) + "]".repeat(500)));
    }

    @Test
    void parse_soundParts_makeATokenizer() {
        String decoder = "{\"type\": \"Replace\", \"pattern\": {\"String\": \"t\"}, \"content\": \"\\u0001t\"}";
        try (Tokenizer tokenizer = Tokenizer.parse("sound", UNIGRAM.formatted("null", "null", decoder))) {
            assertThat(tokenizer.encode("the")).hasSize(1);
        }
    }

    private static void assertRefused(String json) {
        assertThatThrownBy(() -> Tokenizer.parse("tokenizer.json", json))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("tokenizer.json");
    }
}
