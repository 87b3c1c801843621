package dev.cram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One clear line that names value and cure, and exit code 1. */
class BadInputTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                    | Missing required subcommand",
                "nonsense                            | 'nonsense'",
                "compress                            | Missing required option: '--output=OUT.cram'",
                "compress -o @/o.cram --nonsense     | '--nonsense'",
                "compress -o @/o.cram --steps x      | 'x' is not an int",
                "compress -o @/o.cram --steps 0      | steps must be at least 1, but was 0",
                "compress -o @/o.cram --steps -3     | steps must be at least 1, but was -3",
                "compress -o @/o.cram --vectors 0    | vectors must be auto or a number of at least 1, but was",
                "compress -o @/o.cram --margin -1    | margin must be from 0 to",
                "compress -o @/o.cram --margin NaN   | but was NaN",
                "compress -o @/o.cram --recipe best  | but was 'best'",
                "compress -o @/o.cram --device gpu   | device must be cpu, cuda:N, several such as cuda:0,cuda:1, or auto, but was 'gpu'",
                "compress -o @/no/o.cram             | no/o.cram does not exist: create it first",
                "compress -o @                       | is a folder: name a file to write to",
                "compress -o @/o.cram --report @/n/r | n/r does not exist: create it first",
                "compress -o @/o.cram --report @/o.cram | is named twice",
                "compress -o @/o.cram @/no.txt       | no.txt does not exist: check the name",
                "compress -o @/o.cram @              | is a folder: name a file",
                "compress -o @/o.cram --model @/none | none",
                "compress -o @/o.cram --model nowhere:x | No engine opens 'nowhere:x'; installed:",
                "compress -o @/o.cram --model elman --device cuda:0 | the device was cuda:0",
                "decompress                          | Missing required parameter: 'IN.cram'",
                "decompress @/none.cram              | none.cram does not exist: check the name",
                "decompress @/none.cram -o @/no/o    | no/o does not exist: create it first",
                "inspect                             | Missing required parameter: 'IN.cram'",
                "inspect @                           | is a folder: name a file",
                "demo --report @/no/report.json      | no/report.json does not exist: create it first",
                "demo --device tpu                   | but was 'tpu'",
                "demo --precision int8               | precision must be one of float32, bfloat16, float16, but was 'int8'",
                "demo --threads 0                    | threads must be at least 1, but was 0",
                "demo --model elman --threads 2      | was asked for 2 threads",
                "bench --texts pom.xml --tokens 2 --precision x | but was 'x'",
                "bench --texts pom.xml --tokens 2 --json pom.xml | pom.xml is named twice",
                "bench --texts pom.xml --tokens 2 --results @/r --json @/r | is named twice",
                "bench --texts pom.xml --tokens 2 --plot @/r --results @/s --json @/./r | is named twice",
                "calibrate --texts pom.xml --json ./pom.xml | pom.xml is named twice",
                "inspect @/none.cram --device cpu    | no model: add --model",
            })
    void run_badArguments_areOneLine(String command, String message) {
        String words = command == null ? "" : command.replace("@", folder.toString());
        Object[] args = words.isEmpty() ? new Object[0] : words.split(" ");
        assertBad(Cli.withInput("text", args), message);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void compress_emptyText_isRefused() {
        assertBad(compress(new byte[0]), "The text is empty: give at least one character");
    }

    @Test
    void compress_invalidUtf8_namesTheByteAndItsOffset() {
        byte[] latin1 = "naïve".getBytes(StandardCharsets.ISO_8859_1);
        assertBad(compress(latin1), "standard input is not UTF-8: byte 0xEF at offset 2");
    }

    @Test
    void compress_endInsideACharacter_namesItsOffset() throws IOException {
        Path input = Files.write(folder.resolve("in.txt"), new byte[] {'a', (byte) 0xE2, (byte) 0x82});
        Cli.Result result = Cli.run("compress", "--model", "elman", "-o", folder.resolve("o.cram"), input);
        assertBad(result, "in.txt is not UTF-8: byte 0xE2 at offset 1");
    }

    @Test
    void compress_tooLongText_namesBothLengths() {
        assertBad(compress("x".repeat(300).getBytes(StandardCharsets.UTF_8)), "300 tokens", "at most 256");
    }

    @Test
    void compress_outputIsInput_keepsTheFile() throws IOException {
        Path input = Files.writeString(folder.resolve("in.txt"), "text");
        assertBad(Cli.run("compress", "--model", "elman", "-o", input, input), "in.txt is named twice");
        assertThat(input).hasContent("text");
    }

    @Test
    void decompress_truncatedFile_isRefused() throws IOException {
        Path file = Cli.crammed(folder, "cram");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertBad(Cli.run("decompress", "--model", "elman", file), "truncated or altered");
    }

    @Test
    void decompress_flippedBit_isRefused() throws IOException {
        Path file = Cli.crammed(folder, "cram");
        alter(file, Files.readAllBytes(file).length / 2);
        assertBad(Cli.run("decompress", "--model", "elman", file), "truncated or altered");
    }

    @Test
    void inspect_futureVersion_namesBothVersions() throws IOException {
        Path file = Cli.crammed(folder, "cram");
        alter(file, 8);
        assertBad(Cli.run("inspect", file), "is of version 0, this release reads version 1");
    }

    @Test
    void inspect_otherFile_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("text.cram"), "a text, not vectors");
        assertBad(Cli.run("inspect", file), "text.cram is not a .cram file");
    }

    private Cli.Result compress(byte[] input) {
        return Cli.with(input, false, false, "compress", "--model", "elman", "-o", folder.resolve("o.cram"));
    }

    private static void alter(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    private static void assertBad(Cli.Result result, String... parts) {
        assertThat(result.err()).startsWith("cram: ").hasLineCount(1).contains(parts);
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.out()).isEmpty();
    }
}
