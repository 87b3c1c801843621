package dev.cram.corpus.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import com.google.common.collect.ImmutableList;
import com.jerolba.carpet.CarpetWriter;
import dev.cram.model.CramException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.io.LocalOutputFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {

    @TempDir
    Path folder;

    record Named(@Nullable String text, int id, List<Integer> image) {}

    record Numbers(long text) {}

    @Test
    void iterator_folderOfAllForms_givesEachDocumentWithItsName() throws IOException {
        Files.createDirectories(folder.resolve("b"));
        Files.writeString(folder.resolve("a.txt"), "One\nfile.");
        Files.writeString(
                folder.resolve("b/c.jsonl"), "\"x\"\n{\"id\": 7, \"text\": \"y\"}\n{\"id\": \"k\", \"text\": \"z\"}\n");
        Files.writeString(folder.resolve("d.csv"), "id,text\nfirst,\"q, r\"\n");
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(folder.resolve("e.txt.zst")))) {
            out.write("packed".getBytes(StandardCharsets.UTF_8));
        }
        write(
                folder.resolve("f.parquet"),
                Named.class,
                List.of(new Named("row", 41, List.of(1, 2)), new Named(null, 42, List.of(1, 2))));
        Files.writeString(folder.resolve(".hidden"), "no");
        Files.writeString(folder.resolve("_SUCCESS"), "no");

        List<Document> documents = read(Documents.of(folder.toString()));

        assertThat(documents.subList(0, 7))
                .containsExactly(
                        Document.of("a.txt", "One\nfile."),
                        Document.of("b/c.jsonl:1", "x"),
                        Document.of("7", "y"),
                        Document.of("k", "z"),
                        Document.of("first", "q, r"),
                        Document.of("e.txt.zst", "packed"),
                        Document.of("41", "row"));
        assertThat(documents).hasSize(8);
        assertThat(documents.get(7).id()).isEqualTo("42");
        assertThat(documents.get(7).error()).contains("row 2 has no 'text'");
    }

    @Test
    void iterator_pattern_givesMatchingFiles() throws IOException {
        Files.createDirectories(folder.resolve("x/y"));
        for (String name : List.of("x/a.txt", "x/y/b.txt", "x/y/c.md")) {
            Files.writeString(folder.resolve(name), name);
        }

        assertThat(read(Documents.of(folder + "/x/**.txt")))
                .containsExactly(Document.of("a.txt", "x/a.txt"), Document.of("y/b.txt", "x/y/b.txt"));
        assertThat(read(Documents.of(folder + "/x/*.txt"))).containsExactly(Document.of("a.txt", "x/a.txt"));
        assertThatThrownBy(() -> Documents.of(folder + "/x/*.csv"))
                .isInstanceOf(CramException.class)
                .hasMessageContaining("x/*.csv names no file");
        Files.writeString(folder.resolve("[odd].txt"), "odd");
        assertThat(read(Documents.of(folder + "/[odd].txt"))).containsExactly(Document.of("[odd].txt", "odd"));
    }

    @Test
    void byLine_plainText_givesLinesThatAreNotBlank() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "\uFEFFone\r\n\n two \n\uFEFFthree\n");

        assertThat(read(Documents.of(file.toString()).byLine()))
                .containsExactly(
                        Document.of("a.txt:1", "one"),
                        Document.of("a.txt:3", " two "),
                        Document.of("a.txt:4", "\uFEFFthree"));
    }

    @Test
    void fields_ofOtherNames_areRead() throws IOException {
        Fields fields = new Fields("content", "key");
        Files.writeString(folder.resolve("a.jsonl"), "{\"content\": \"x\", \"text\": 3, \"key\": \"k\"}\n");
        Files.writeString(folder.resolve("b.csv"), "content,text,key\ny,,l\n");

        assertThat(read(Documents.of(folder.toString()).fields(fields)))
                .containsExactly(Document.of("k", "x"), Document.of("l", "y"));
    }

    @Test
    void iterator_badDocuments_areToldAmongTheOthers() throws IOException {
        Files.write(folder.resolve("a.txt"), new byte[] {'a', (byte) 0xe9});
        Files.write(
                folder.resolve("b.jsonl"),
                "\"good\"\n\"b\u00e9d\"\n{}\n\"fine\"\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("c.csv"), "text\nok\na,b\n\"x\n");
        Files.writeString(folder.resolve("d.csv"), "body\nok\n");
        Files.writeString(folder.resolve("e.parquet"), "PAR1 but not really");
        write(folder.resolve("f.parquet"), Numbers.class, List.of(new Numbers(3)));
        Files.writeString(folder.resolve("g.txt.gz"), "no gzip");
        Files.writeString(folder.resolve("h.txt"), "last");

        List<Document> documents = read(Documents.of(folder.toString()));

        assertThat(documents)
                .extracting(Document::text)
                .isEqualTo(Arrays.asList(
                        null, "good", null, null, "fine", "ok", null, null, null, null, null, null, "last"));
        assertThat(documents)
                .filteredOn(document -> document.text() == null)
                .extracting(document -> Objects.requireNonNull(document.error()))
                .satisfiesExactly(
                        error -> assertThat(error).contains("a.txt is not UTF-8"),
                        error -> assertThat(error).contains("b.jsonl, line 2 is not UTF-8"),
                        error -> assertThat(error).contains("b.jsonl, line 3 is neither a string nor"),
                        error -> assertThat(error).contains("c.csv, row 2 has 2 values for 1 columns"),
                        error -> assertThat(error).contains("c.csv is no CSV"),
                        error -> assertThat(error).contains("d.csv must have one column of the name 'text'"),
                        error -> assertThat(error).contains("e.parquet is no Parquet file, or damaged"),
                        error -> assertThat(error).contains("must have one column of strings of the name 'text'"),
                        error -> assertThat(error).contains("g.txt.gz is damaged, or not what its ending .gz says"));
    }

    @Test
    void iterator_packedFileThatIsCutShort_givesWhatStandsBeforeTheCut() throws IOException {
        Path whole = folder.resolve("whole.jsonl.zst");
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(whole))) {
            out.write("\"a line of text\"\n".repeat(200_000).getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(whole, Arrays.copyOf(bytes, bytes.length * 3 / 4));

        List<Document> documents = read(Documents.of(whole.toString()));

        assertThat(documents.subList(0, documents.size() - 1))
                .hasSizeGreaterThan(1)
                .allMatch(document -> document.text() != null);
        assertThat(documents.get(documents.size() - 1).error()).contains("whole.jsonl.zst is damaged");
    }

    private static List<Document> read(Documents documents) {
        return ImmutableList.copyOf(documents);
    }

    private static <T> void write(Path file, Class<T> type, List<T> rows) throws IOException {
        try (CarpetWriter<T> writer = new CarpetWriter<>(new LocalOutputFile(file), type)) {
            writer.write(rows);
        }
    }
}
