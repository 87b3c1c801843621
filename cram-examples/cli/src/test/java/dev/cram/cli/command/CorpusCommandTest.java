package dev.cram.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.cli.Cli;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.corpus.CorpusRow;
import dev.cram.corpus.run.CorpusRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusCommandTest {

    @TempDir
    Path folder;

    private Path input = Path.of("");
    private Path rows = Path.of("");

    @BeforeEach
    void writeInput() throws IOException {
        input = Files.writeString(
                folder.resolve("in.jsonl"), "\"hi\"\n{\"id\": \"second\", \"text\": \"abc\"}\n\"xy\"\n");
        rows = folder.resolve("rows");
    }

    private Cli.Result corpus(Object... more) {
        Object[] fixed = {"corpus", "--model", "elman", "--steps", 300, "--chunk", 2};
        Object[] words = new Object[fixed.length + more.length];
        System.arraycopy(fixed, 0, words, 0, fixed.length);
        System.arraycopy(more, 0, words, fixed.length, more.length);
        return Cli.run(words);
    }

    @Test
    void corpus_documents_areRowsThatVerify() throws IOException {
        Cli.Result made = corpus(input, "--out", rows);

        assertThat(made.code()).as(made.err()).isEqualTo(ExitCode.DONE);
        assertThat(made.text()).isEqualTo(rows + ": 3 of 3 documents, 7 tokens, 3 exact, 0 inexact, 0 errors\n");
        List<Path> parts = CorpusRun.parts(rows);
        assertThat(parts).hasSize(2);
        assertThat(CorpusRun.rows(parts.get(0))).extracting(CorpusRow::id).containsExactly("in.jsonl:1", "second");

        Cli.Result verified = corpus("--verify", rows);
        assertThat(verified.code()).isEqualTo(ExitCode.DONE);
        assertThat(verified.text()).isEqualTo(rows + ": 3 rows, 3 of them exact, of which 3 return their text\n");
    }

    @Test
    void corpus_badDocument_isARowAndTheExitCode() throws IOException {
        Files.writeString(input, "\"hi\"\n{}\n");

        Cli.Result made = corpus(input, "--out", rows);

        assertThat(made.code()).isEqualTo(ExitCode.INEXACT);
        assertThat(made.text()).contains("2 of 2 documents, 2 tokens, 1 exact, 0 inexact, 1 errors");
        assertThat(corpus("--verify", rows).text()).contains("2 rows, 1 of them exact, of which 1 return their text");
    }

    @Test
    void verify_damagedPart_isRefusedByName() throws IOException {
        assertThat(corpus(input, "--out", rows).code()).isEqualTo(ExitCode.DONE);
        Path part = CorpusRun.parts(rows).get(0);
        Files.writeString(part, "no Parquet");

        Cli.Result damaged = corpus("--verify", rows);

        assertThat(damaged.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(damaged.err()).contains("part-00000.parquet does not hold the rows of a corpus run, or is damaged");
    }

    @Test
    void corpus_linesAndOtherNames_areTaken() throws IOException {
        Path lines = Files.writeString(folder.resolve("in.txt"), "hi\n\nabc\n");
        assertThat(corpus(lines, "--out", rows, "--lines").text()).contains("2 of 2 documents");

        Path named = Files.writeString(folder.resolve("in.csv"), "key,body\nk,hi\n");
        Path others = folder.resolve("others");
        assertThat(corpus(named, "--out", others, "--text", "body", "--id", "key")
                        .text())
                .contains("1 of 1 documents");
        assertThat(CorpusRun.rows(CorpusRun.parts(others).get(0)))
                .extracting(CorpusRow::id)
                .containsExactly("k");
    }

    @Test
    void corpus_badArguments_areRefusedBeforeAnyWork() throws IOException {
        assertRefused(corpus(input), "cram corpus INPUT --out DIR");
        assertRefused(corpus("--out", rows), "cram corpus INPUT --out DIR");
        assertRefused(corpus(input, "--verify", rows), "leave INPUT and --out out");
        assertRefused(corpus("--verify", rows), "holds no rows of a corpus run");
        assertRefused(corpus(folder.resolve("none"), "--out", rows), "none does not exist");
        assertRefused(Cli.run("corpus", input, "--out", rows, "--chunk", 0), "chunk must be at least 1, but was 0");
        assertRefused(corpus(input, "--out", rows, "--batch", 0), "batch must be at least 1, but was 0");
        assertRefused(corpus(folder, "--out", folder), "where the rows go");
        assertRefused(corpus(input, "--out", input.resolve("rows")), "cannot be written");
        assertThat(rows).doesNotExist();

        Files.writeString(Files.createDirectory(rows).resolve("mine.txt"), "mine");
        assertRefused(corpus(input, "--out", rows), "holds mine.txt and no corpus run");
    }

    private static void assertRefused(Cli.Result result, String message) {
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains(message);
    }
}
