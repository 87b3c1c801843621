package dev.cram.corpus.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.examples.engine.ElmanModel;
import dev.cram.model.CramException;
import dev.cram.model.FrozenModel;
import dev.cram.study.text.Bounds;
import dev.cram.study.text.TextSource;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class TextFilesTest {

    private static final String BOOK =
            "It was a dark night. The rain fell in torrents! \"Who is there?\" cried the man. Nobody came to the door. ";

    @TempDir
    Path folder;

    private final FrozenModel model = new ElmanModel("elman", 0);

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void draw_sentences_beginsAtSentencesAndCutsAtTokens() throws IOException {
        TextSource source = source(Files.writeString(folder.resolve("book.txt"), BOOK.repeat(3)), Bounds.SENTENCE, 4);

        List<String> texts = source.draw(model, 10, 4);

        assertThat(source.name()).isEqualTo("book");
        assertThat(texts).containsExactlyInAnyOrder("It was a d", "The rain f", "\"Who is th", "Nobody cam");
    }

    @Test
    void draw_sameSeed_givesTheSameTextsAndLongerOnesBeginAlike() throws IOException {
        Path file = Files.writeString(folder.resolve("book.txt"), BOOK.repeat(40));

        List<String> texts = source(file, Bounds.TOKEN, 1).draw(model, 20, 10);

        assertThat(texts).doesNotHaveDuplicates().allMatch(text -> text.length() == 20);
        assertThat(source(file, Bounds.TOKEN, 1).draw(model, 20, 10)).isEqualTo(texts);
        assertThat(source(file, Bounds.TOKEN, 2).draw(model, 20, 10)).isNotEqualTo(texts);
        assertThat(source(file, Bounds.TOKEN, 1).draw(model, 25, 1).get(0)).startsWith(texts.get(0));
        assertThat(source(file, Bounds.TOKEN, 1).identity())
                .isNotEqualTo(source(file, Bounds.SENTENCE, 1).identity());
    }

    @Test
    void source_compressedAndFolder_readsAll() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("books"));
        try (OutputStream out =
                new XZOutputStream(Files.newOutputStream(inside.resolve("a.txt.xz")), new LZMA2Options())) {
            out.write("Alpha beta gamma delta.".getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(inside.resolve("b.txt"), "Epsilon zeta eta theta.");

        assertThat(source(inside, Bounds.SENTENCE, 0).draw(model, 5, 2)).containsExactlyInAnyOrder("Alpha", "Epsil");
    }

    @Test
    void source_jsonLines_areTextsOfTheirOwn() throws IOException {
        Path file = Files.writeString(
                folder.resolve("texts.jsonl"), "{\"text\": \"first one\", \"id\": 3}\n\n\"second one\"\n\"short\"\n");

        assertThat(source(file, Bounds.SENTENCE, 0).draw(model, 9, 2))
                .containsExactlyInAnyOrder("first one", "second on");
    }

    @Test
    void each_formsOfOneText_areTheSameTexts() throws IOException {
        List<String> texts = List.of(
                "The harbour lights went out one by one.",
                "Nobody on the quay said a word.",
                "Then the morning came, grey and cold.");

        assertThat(TextFiles.each(resource("texts.txt"))).isEqualTo(texts);
        assertThat(TextFiles.each(resource("texts.jsonl"))).isEqualTo(texts);
        assertThat(TextFiles.each(Files.writeString(
                        folder.resolve("T.CSV"), "text\r\n" + String.join("\r\n", quoted(texts)) + "\r\n\r\n")))
                .isEqualTo(texts);
        assertThat(TextFiles.each(Files.writeString(
                        folder.resolve("mark.jsonl"),
                        "\uFEFF" + Files.readString(resource("texts.jsonl")).replace("\n", "\r\n") + "\r\n")))
                .isEqualTo(texts);
        assertThat(TextFiles.each(Files.writeString(
                        folder.resolve("mark.txt"), "\uFEFF" + String.join("\r\n\r\n", texts) + "\r\n")))
                .isEqualTo(texts);
        Path packed = folder.resolve("texts.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(Files.readAllBytes(resource("texts.jsonl")));
        }
        assertThat(TextFiles.each(packed)).isEqualTo(texts);
        assertThat(source(packed, Bounds.SENTENCE, 0).name()).isEqualTo("texts");
    }

    private static List<String> quoted(List<String> texts) {
        return texts.stream().map(text -> '"' + text + '"').toList();
    }

    @Test
    void each_csvOfChunks_keepsQuotesAndLineBreaksInside() throws IOException {
        List<String> texts = TextFiles.each(resource("chunks.csv"));

        assertThat(texts)
                .hasSize(7)
                .startsWith(
                        "It was a dark night.\nThe \"old\" ship sailed on, slowly.",
                        "Another chunk, with a comma\nand lines.")
                .endsWith("The harbour lights went out one by one, and the crew said \"nothing\" at all.\nThen morning"
                        + " came 6.");
        assertThat(source(resource("chunks.csv"), Bounds.SENTENCE, 0).draw(model, 30, 3))
                .contains("It was a dark night.\nThe \"old\"");
    }

    @Test
    void each_jsonFieldsBesideTheText_areSkippedWhateverTheyHold() throws IOException {
        Path file = Files.writeString(
                folder.resolve("texts.ndjson"),
                "{\"score\": NaN, \"meta\": {\"text\": \"not this\"}, \"text\": \"but this\", \"n\": [1, 2]}\n");

        assertThat(TextFiles.each(file)).containsExactly("but this");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"txt\": \"a\"}",
                "{\"text\": null}",
                "{\"text\": 5}",
                "{\"text\": [\"a\"]}",
                "{\"text\": \"a\", \"text\": \"b\"}",
                "{\"text\": \"a\"} {\"text\": \"b\"}",
                "{\"text\": \"a\"",
                "{text: \"a\"}",
                "[\"a\"]",
                "null",
                "7",
                "a line of prose"
            })
    void each_lineThatIsNoText_isNamed(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("texts.jsonl"), "\"good\"\n\n" + line + "\n");

        assertThatThrownBy(() -> TextFiles.each(file))
                .isInstanceOf(CramException.class)
                .hasMessageContaining("texts.jsonl, line 3 is neither a string nor an object with the string 'text'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id,body\\n1,a\\n               | its columns are 'id', 'body'",
                "id;text\\n1;a\\n               | its columns are 'id;text'",
                "text,text\\na,b\\n             | its columns are 'text', 'text'",
                "id,text\\n1,a, and more\\n     | row 1 has 3 values for 2 columns",
                "id,text\\n1,a\\n2\\n          | row 2 has 1 values for 2 columns",
                "id,text\\n1,\"a\\n2,b\\n       | is no CSV",
                "id,text\\n1,\"a\" and \"b\"\\n  | is no CSV",
                "id,text\\n                      | holds no text",
                "``                             | holds no text",
            })
    void each_csvThatCannotBeRead_isRefused(String lines, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("texts.csv"), lines.strip().replace("\\n", "\n"));

        assertThatThrownBy(() -> TextFiles.each(file))
                .isInstanceOf(CramException.class)
                .hasMessageContaining("texts.csv")
                .hasMessageContaining(message)
                .hasMessageNotContaining("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.json", "t.JSON.gz", "t.tsv", "t.zip", "t.txt.bz2", "t.jsonl.lz4", "t.pdf"})
    void check_otherForms_areRefusedByName(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "[\"text\"]\n");

        assertThatThrownBy(() -> TextFiles.check(file))
                .isInstanceOf(CramException.class)
                .hasMessageContaining(name + " ends in .")
                .hasMessageContaining("which is not read as text: convert it");
    }

    @Test
    void each_packedFileThatIsDamaged_isRefusedByName() throws IOException {
        for (String name : List.of("t.txt.xz", "t.txt.gz")) {
            Path file = Files.writeString(folder.resolve(name), "no such thing\n");
            assertThatThrownBy(() -> TextFiles.each(file))
                    .isInstanceOf(CramException.class)
                    .hasMessageContaining(name + " is damaged, or not what its ending")
                    .hasMessageNotContaining("null");
        }
    }

    @Test
    void words_drawn_areOfTheVocabulary() throws IOException {
        Path file = Files.writeString(folder.resolve("words.txt"), "red\ngreen\nblue\n");

        String text = TextFiles.words(file, 5).draw(model, 30, 1).get(0);

        assertThat(text.substring(0, text.lastIndexOf(' ')).split(" ")).isSubsetOf("red", "green", "blue");
    }

    @Test
    void source_badInput_isRefusedByName() throws IOException {
        assertRefused(folder.resolve("none.txt"), "does not exist");
        assertRefused(Files.writeString(folder.resolve("blank.txt"), " \n"), "holds no text");
        assertRefused(Files.write(folder.resolve("latin.txt"), new byte[] {'a', (byte) 0xe9, 'b'}), "is not UTF-8");
        assertRefused(Files.writeString(folder.resolve("bad.jsonl"), "\"good\"\n{\"txt\": 1}\n"), "line 2");
        assertRefused(folder, "holds plain text and JSON lines: name files of one kind");
        assertThatThrownBy(() -> TextFiles.words(Files.writeString(folder.resolve("w"), "one\n"), 0))
                .isInstanceOf(CramException.class)
                .hasMessageContaining("at least two");
        Path small = Files.writeString(folder.resolve("small.txt"), "Only this.");
        assertThatThrownBy(() -> source(small, Bounds.SENTENCE, 0).draw(model, 20, 1))
                .isInstanceOf(CramException.class)
                .hasMessageContaining("has only 0 different texts of 20 tokens");
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(TextFilesTest.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TextSource source(Path path, Bounds bounds, long seed) throws IOException {
        return TextFiles.source(path, bounds, seed);
    }

    private static void assertRefused(Path path, String message) {
        assertThatThrownBy(() -> TextFiles.source(path, Bounds.SENTENCE, 0))
                .isInstanceOf(CramException.class)
                .hasMessageContaining(message);
    }
}
