package dev.cram.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.cram.cli.Cli;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.file.SegmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code compress --segments} and what reads its files. */
class LongTextCommandsTest {

    private static final String TEXT = "cram it. so be it. and so on, or not. a long text goes on and on";

    @TempDir
    private Path folder;

    private Path output = Path.of("");

    @BeforeEach
    void name() {
        output = folder.resolve("out.crams");
    }

    private Cli.Result compress(Object... more) {
        Object[] args = new Object[5 + more.length];
        System.arraycopy(new Object[] {"compress", "--segments", "--model=elman", "-o", output}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        return Cli.withInput(TEXT, args);
    }

    @Test
    void compress_segments_comeBackInWholeAndInPart() throws IOException {
        Path report = folder.resolve("report.json");
        Cli.Result result = compress("--report", report);

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.text())
                .contains(output + ": " + TEXT.length() + " characters")
                .contains("second tries");
        assertThat(Cli.run("decompress", "--model=elman", output).text()).isEqualTo(TEXT);
        assertThat(Cli.run("decompress", "--model=elman", "--from=9", "--to=18", output)
                        .text())
                .isEqualTo(TEXT.substring(9, 18));
        Path part = folder.resolve("part.txt");
        assertThat(Cli.run("decompress", "--model=elman", "--from=50", output, "-o", part)
                        .code())
                .isEqualTo(ExitCode.DONE);
        assertThat(part).hasContent(TEXT.substring(50));
        JsonObject measured = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
        assertThat(measured.get("characters").getAsInt()).isEqualTo(TEXT.length());
        assertThat(Cli.run("inspect", output).text()).isEqualTo(Files.readString(report));
        try (SegmentFile file = SegmentFile.open(output)) {
            assertThat(file.count())
                    .isGreaterThan(1)
                    .isEqualTo(measured.get("segments").getAsInt());
        }
    }

    @Test
    void compress_interrupted_keepsThePart() {
        Thread.currentThread().interrupt();

        Cli.Result result = compress();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(result.code()).isEqualTo(ExitCode.INEXACT);
        assertThat(result.err()).contains("did not begin").contains(output + ".part has what is done");
        assertThat(output).doesNotExist();
        assertThat(compress().code()).isEqualTo(ExitCode.DONE);
        assertThat(folder).isDirectoryContaining(output::equals).isDirectoryNotContaining("glob:**.part");
    }

    @ParameterizedTest
    @CsvSource({"-1, 4", "3, 1000", "5, 4"})
    void decompress_rangeThatIsNotThere_isRefused(long from, long to) {
        compress();
        Cli.Result result = Cli.run("decompress", "--model=elman", "--from=" + from, "--to=" + to, output);
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("the text has " + TEXT.length() + " characters");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void decompress_rangeOfOneText_isRefused() {
        Path file = Cli.crammed(folder, "cram");
        Cli.Result result = Cli.run("decompress", "--model=elman", "--from=1", file);
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("--from and --to are for files of segments");
    }

    @Test
    void compress_toStandardOutput_isRefused() {
        Cli.Result result = Cli.withInput(TEXT, "compress", "--segments", "--model=elman", "-o", "-");
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("Segments go to a file");
    }

    @Test
    void compress_bytesThatAreNotUtf8_areRefused() {
        byte[] bytes = {'c', 'r', (byte) 0xc3, 'x'};
        Cli.Result result = Cli.with(bytes, false, false, "compress", "--segments", "--model=elman", "-o", output);
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("standard input is not UTF-8");
    }
}
