package dev.cram.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.cli.Cli;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.file.CramFile;
import dev.cram.measure.CrammedVectors;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecompressCommandTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"cram", "a\n", "a\r\n\n", " é ", "\uFEFFb", "\0"})
    void decompress_standardOutput_isTheInputByteForByte(String text) {
        Path file = Cli.crammed(folder, text);
        Cli.Result result = Cli.run("decompress", "--model", "elman", file);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.text()).isEqualTo(text);
    }

    @Test
    void decompress_outputFile_isTheInputByteForByte() throws IOException {
        Path file = Cli.crammed(folder, "one\r\n");
        Path output = folder.resolve("out.txt");
        Cli.Result result = Cli.run("decompress", "--model", "elman", "-o", output, file);
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.out()).isEmpty();
        assertThat(Files.readString(output)).isEqualTo("one\r\n");
    }

    @Test
    void decompress_inexactFile_saysSo() {
        Path file = Cli.crammed(folder, "cram", "--steps", "2", "--accept-inexact");
        Cli.Result result = Cli.run("decompress", "--model", "elman", file);
        assertThat(result.code()).isEqualTo(ExitCode.INEXACT);
        assertThat(result.err()).contains("inexact").hasLineCount(1);
        assertThat(result.text()).isNotEqualTo("cram");
    }

    @Test
    void decompress_fileMadeInHalfPrecision_opensTheModelInIt() {
        Path file = folder.resolve("half.cram");
        Cli.Result made = Cli.withInput("The sea", "compress", "--precision", "bfloat16", "--threads", "2", "-o", file);
        assertThat(made.code()).as(made.err()).isEqualTo(ExitCode.DONE);
        assertThat(Cli.run("inspect", file).text()).contains("\"precision\": \"bfloat16\"");
        assertThat(Cli.run("decompress", file).text()).isEqualTo("The sea");
        Cli.Result other = Cli.run("decompress", "--precision", "float32", file);
        if (other.code() != ExitCode.DONE) {
            assertThat(other.err()).contains("decode to another text");
        } else {
            assertThat(other.text()).isEqualTo("The sea");
        }
    }

    @Test
    void decompress_otherModel_isRefused() {
        Path file = Cli.crammed(folder, "cram");
        Path output = folder.resolve("out.txt");
        Cli.Result result = Cli.run("decompress", "--model", "elman:1", "-o", output, file);
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("made for the model elman", "elman:1").hasLineCount(1);
        assertThat(output).doesNotExist();
    }

    @Test
    void decompress_otherPrecision_isAskedOfTheModel() throws IOException {
        MemoryVectors.Origin origin = new MemoryVectors.Origin("elman", "f", Precision.BFLOAT16, 3, "s", true);
        Path file = folder.resolve("half.cram");
        CramFile.write(file, CrammedVectors.of(new float[128], 1, origin));
        Cli.Result result = Cli.run("decompress", "--model", "elman", file);
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("the precision was bfloat16").hasLineCount(1);
    }

    @Test
    void decompress_outputIsInput_keepsTheFile() throws IOException {
        Path file = Cli.crammed(folder, "cram");
        byte[] before = Files.readAllBytes(file);
        Cli.Result result = Cli.run("decompress", "--model", "elman", "-o", file, file);
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
}
