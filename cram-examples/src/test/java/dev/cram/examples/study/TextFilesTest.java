package dev.cram.examples.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.api.CramException;
import dev.cram.api.FrozenModel;
import dev.cram.capacity.study.TextSource;
import dev.cram.capacity.study.TextSource.Bounds;
import dev.cram.examples.engine.ElmanModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        assertRefused(folder, "both plain texts and JSON lines");
        assertThatThrownBy(() -> TextFiles.words(Files.writeString(folder.resolve("w"), "one\n"), 0))
                .isInstanceOf(CramException.class)
                .hasMessageContaining("at least two");
        Path small = Files.writeString(folder.resolve("small.txt"), "Only this.");
        assertThatThrownBy(() -> source(small, Bounds.SENTENCE, 0).draw(model, 20, 1))
                .isInstanceOf(CramException.class)
                .hasMessageContaining("has only 0 different texts of 20 tokens");
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
