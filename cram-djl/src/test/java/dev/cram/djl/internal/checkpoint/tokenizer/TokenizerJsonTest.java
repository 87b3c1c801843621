package dev.cram.djl.internal.checkpoint.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cram.djl.DjlModels;
import dev.cram.djl.TinyModel;
import dev.cram.djl.internal.checkpoint.TestGguf;
import dev.cram.djl.internal.checkpoint.file.MemoryFile;
import dev.cram.djl.internal.checkpoint.gguf.file.GgufReader;
import dev.cram.djl.internal.checkpoint.gguf.tokenizer.GgufTokenizer;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokenizers that would split texts otherwise than the model learned. */
class TokenizerJsonTest {

    private static final Path DROPOUT = TinyModel.resource("published/bpe-dropout/tokenizer.json");
    private static final String TEXT = "Hello there, reader. A vector holds the text.";

    private static String file(Path path, String from, String to) throws IOException {
        String text = Files.readString(path);
        assertThat(text).contains(from);
        return text.replace(from, to);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.3", "1.0", "1e-1"})
    void encode_dropout_isOff(String dropout) throws IOException {
        String json = file(DROPOUT, "\"dropout\": 0.3", "\"dropout\": " + dropout);
        try (Tokenizer plain = Tokenizer.parse("plain", file(DROPOUT, "\"dropout\": 0.3", "\"dropout\": null"));
                Tokenizer tokenizer = Tokenizer.parse("dropout", json)) {
            int[] expected = plain.encode(TEXT);
            assertThat(expected).hasSizeLessThan(32);
            for (int i = 0; i < 20; i++) {
                assertThat(tokenizer.encode(TEXT)).containsExactly(expected);
            }
            assertThat(tokenizer.decode(expected)).isEqualTo(TEXT);
        }
    }

    private static String bpe(String vocabulary, String more) {
        return ("{'version':'1.0','added_tokens':[{'id':0,'content':'end','special':true,'single_word':false,"
                        + "'lstrip':false,'rstrip':false,'normalized':false}],'model':{'type':'BPE','vocab':{'end':0,"
                        + "'t':1,'h':2," + vocabulary + "}" + more + "}}")
                .replace('\'', '"');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'th':3 | ,'merges':[]",
                "'\u0120t':3 | ,'merges':[],'ignore_merges':false",
                "'th':3 | ,'merges':[],'unk_token':'t'",
                "'th':3 | ,'ignore_merges':false"
            })
    void parse_noMergesForTokensThatNeedThem_isRefused(String vocabulary, String more) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> Tokenizer.parse("some/tokenizer.json", bpe(vocabulary, more))
                        .close())
                .withMessageContainingAll("some/tokenizer.json has no merges", "complete tokenizer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'e':3 | ,'merges':[]",
                "'th':3 | ,'merges':[],'ignore_merges':true",
                "'th':3 | ,'merges':[['t','h']]",
                "'th':3 | ,'merges':['t h']",
                "'unk':3 | ,'merges':[],'unk_token':'unk'",
                "'##t':3 | ,'merges':[],'continuing_subword_prefix':'##'",
                "'t</w>':3,'h</w>':4 | ,'merges':[],'end_of_word_suffix':'</w>'",
                "'<0x0A>':3,'[PAD]':4,'<s>':5 | ,'merges':[],'byte_fallback':true",
                "'\ud83d\ude42':3 | ,'merges':[]",
            })
    void parse_noMergesWhereNoneAreNeeded_works(String vocabulary, String more) {
        try (Tokenizer tokenizer = Tokenizer.parse("some/tokenizer.json", bpe(vocabulary, more))) {
            assertThat(tokenizer.encode("t")).hasSize(1);
        }
    }

    @Test
    void parse_otherModelsWithoutMergesOrType_work() {
        for (String type : new String[] {"'type':'WordPiece',", "'type':'WordLevel',", ""}) {
            String json = "{'version':'1.0','added_tokens':[],'pre_tokenizer':{'type':'Whitespace'},'model':{" + type
                    + "'unk_token':'unk','continuing_subword_prefix':'##','max_input_chars_per_word':9,"
                    + "'vocab':{'unk':0,'hello':1,'there':2}}}";
            try (Tokenizer tokenizer = Tokenizer.parse("some/tokenizer.json", json.replace('\'', '"'))) {
                assertThat(tokenizer.encode("hello there")).containsExactly(1, 2);
            }
        }
    }

    @Test
    void open_ggufWithoutMerges_isRefused() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> DjlModels.open(TinyModel.resource("published/gguf/no-merges.gguf"))
                        .close())
                .withMessageContainingAll("no-merges.gguf", "tokenizer.ggml.merges", "complete file");
        try (var model = DjlModels.open(TinyModel.resource("published/gguf/with-merges.gguf"))) {
            assertThat(model.encode("Hello there, reader.")).hasSize(14);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "llama-bpe"})
    void json_ggufWithAnEmptyListOrNone_isRefused(String rule) {
        for (TestGguf file : new TestGguf[] {
            TestGguf.llama(),
            TestGguf.llama().texts("tokenizer.ggml.merges"),
            TestGguf.llama().without("tokenizer.ggml.merges")
        }) {
            byte[] bytes = file.text("tokenizer.ggml.pre", rule)
                    .texts("tokenizer.ggml.tokens", "a", "ab")
                    .bytes();
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> GgufTokenizer.read(
                                    GgufReader.read(new MemoryFile("x.gguf", bytes))
                                            .metadata(),
                                    2)
                            .json())
                    .withMessageContainingAll("x.gguf", "'ab'", "tokenizer.ggml.merges");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#version: 0.2\n", "\n\n"})
    void tokenizer_emptyMergesFile_isRefused(String merges, @TempDir Path folder) throws IOException {
        for (String name : new String[] {"config.json", "model.safetensors", "vocab.json"}) {
            Files.copy(TinyModel.resource("published/added-tokens").resolve(name), folder.resolve(name));
        }
        Files.writeString(folder.resolve("merges.txt"), merges);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> DjlModels.open(folder).close())
                .withMessageContainingAll("merges.txt has no merges", "fetch the file again");
    }
}
