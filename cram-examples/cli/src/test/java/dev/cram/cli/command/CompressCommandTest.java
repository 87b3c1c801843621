package dev.cram.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.cram.cli.Cli;
import dev.cram.cli.CountingProvider;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.file.CramFile;
import dev.cram.file.ReportFields;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.Precision;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressCommandTest {

    @TempDir
    Path folder;

    private Path output;
    private Path partial;

    @BeforeEach
    void name() {
        output = folder.resolve("out.cram");
        partial = folder.resolve("out.partial.cram");
    }

    @Test
    void compress_standardInput_writesAnExactFile() throws IOException {
        Cli.Result result = Cli.withInput("cram", "compress", "--model", "elman", "-o", output);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.text()).contains("4 tokens in 1 vector, exact");
        assertThat(CramFile.read(output).origin().exact()).isTrue();
        assertThat(partial).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "auto"})
    void compress_anyNumberOfVectors_readsAndScoresTheTextOnce(String vectors) {
        Cli.Result result =
                Cli.withInput("cram", "compress", "--model", "counting", "--vectors", vectors, "-o", output);
        assertThat(result.text()).contains(" bits in 4 tokens; one vector of this model holds about ");
        assertThat(CountingProvider.calls().count("encode")).isEqualTo(1);
        assertThat(CountingProvider.calls().count("score")).isEqualTo(1);
    }

    @Test
    void compress_draft_isExactInThePrecision() throws IOException {
        Cli.Result result = Cli.withInput("cram ahead", "compress", "--draft", "bfloat16", "-o", output);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(CramFile.read(output).origin().precision()).isEqualTo(Precision.FLOAT32);
        assertThat(Cli.withInput("", "decompress", output, "-o", "-").text()).isEqualTo("cram ahead");
    }

    @ParameterizedTest
    @ValueSource(strings = {"float32", "int8"})
    void compress_draftThatIsNone_isRefused(String draft) {
        Cli.Result result = Cli.withInput("cram", "compress", "--draft", draft, "-o", output);
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains(draft).contains("bfloat16");
        assertThat(output).doesNotExist();
    }

    @Test
    void compress_toStandardOutput_writesNothingElseThere() throws IOException {
        Cli.Result result = Cli.withInput("cram", "compress", "--model", "elman", "-o", "-");

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.err()).contains("standard output: 4 tokens in 1 vector, exact");
        MemoryVectors vectors = CramFile.read(new ByteArrayInputStream(result.out()), "standard output");
        assertThat(vectors.origin().exact()).isTrue();
        assertThat(Path.of("-")).doesNotExist();
        Cli.Result back = Cli.with(result.out(), false, false, "decompress", "--model", "elman", "-o", "-", "-");
        assertThat(back.text()).isEqualTo("cram");
        Cli.Result header = Cli.with(result.out(), false, false, "inspect", "-");
        assertThat(JsonParser.parseString(header.text())
                        .getAsJsonObject()
                        .get("count")
                        .getAsInt())
                .isEqualTo(1);
    }

    @Test
    void compress_reportToStandardOutput_isAllThatIsThere() {
        Cli.Result result =
                Cli.withInput("cram", "compress", "--model", "elman", "--report", "-", "-o", output.toString());

        assertThat(JsonParser.parseString(result.text())
                        .getAsJsonObject()
                        .get("tokens")
                        .getAsInt())
                .isEqualTo(4);
        assertThat(output).exists();
        Cli.Result both = Cli.withInput("cram", "compress", "--model", "elman", "--report", "-", "-o", "-");
        assertThat(both.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(both.err()).contains("named twice");
    }

    @Test
    void compress_inexactToStandardOutput_tellsByTheExitCode() throws IOException {
        Cli.Result result = Cli.withInput("cram cram cram", "compress", "--model", "elman", "--steps", 1, "-o", "-");

        assertThat(result.code()).isEqualTo(ExitCode.INEXACT);
        assertThat(CramFile.read(new ByteArrayInputStream(result.out()), "standard output")
                        .origin()
                        .exact())
                .isFalse();
    }

    @Test
    void demo_reportToStandardOutput_isRefused() {
        Cli.Result result = Cli.run("demo", "--model", "elman", "--report", "-");
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("- is standard output", "./-");
    }

    @Test
    void compress_allOptions_areHonoured() throws IOException {
        Path input = Files.writeString(folder.resolve("in.txt"), "cram");
        Cli.Result result = Cli.run(
                "compress",
                "--model=elman",
                "--device=auto",
                "--vectors=2",
                "--recipe=paper",
                "--steps=4000",
                "--seed=-7",
                "--margin=0.5",
                "-o",
                output,
                input);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        CapacityReport report = CramFile.read(output).report();
        assertThat(report.vectors().count()).isEqualTo(2);
        assertThat(report.cost().recipe()).isEqualTo("paper");
        assertThat(report.cost().seed()).isEqualTo(-7);
        assertThat(report.tokens().minMargin()).isGreaterThanOrEqualTo(0.5);
    }

    @Test
    void compress_autoVectors_tellsTheEstimateAndTakesTheFewest() throws IOException {
        Cli.Result result = Cli.withInput("cram", "compress", "--model=elman", "--vectors=auto", "-o", output);
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.text()).containsPattern("^\\d+ bits in 4 tokens; one vector of this model holds about ");
        assertThat(CramFile.read(output).count()).isEqualTo(1);
    }

    @Test
    void compress_tooFewSteps_keepsThePartialFile() throws IOException {
        Cli.Result result = Cli.withInput("cram", "compress", "--model=elman", "--steps=2", "-o", output, "-");
        assertThat(result.code()).isEqualTo(ExitCode.INEXACT);
        assertThat(result.err())
                .startsWith("cram: The text stopped by STEP_LIMIT after 2 steps")
                .hasLineCount(1);
        assertThat(output).doesNotExist();
        assertThat(CramFile.read(partial).origin().exact()).isFalse();
    }

    @Test
    void compress_acceptInexact_writesTheFile() throws IOException {
        Cli.Result result =
                Cli.withInput("cram", "compress", "--model=elman", "--steps=2", "--accept-inexact", "-o", output);
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.text()).contains("not exact");
        assertThat(CramFile.read(output).origin().exact()).isFalse();
        assertThat(partial).doesNotExist();
    }

    @Test
    void compress_interrupted_keepsThePartialFileAndGoesOn() throws Exception {
        Path search = folder.resolve("out.cram.search");
        String[] hopeless = {"compress", "--model=elman", "--margin=1e6", "-o", output.toString()};
        Thread test = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            while (Files.notExists(search)) {
                Thread.onSpinWait();
            }
            test.interrupt();
        });
        interrupter.start();

        Cli.Result result = Cli.withInput("cram", (Object[]) hopeless);

        interrupter.join();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(result.code()).isEqualTo(ExitCode.INEXACT);
        assertThat(result.err()).contains("cancelled: call again");
        assertThat(search).exists();

        Cli.Result again = Cli.withInput("cram", (Object[]) hopeless);
        assertThat(again.text()).startsWith(search + ": goes on with this search");
        assertThat(again.err()).contains("NO_PROGRESS");
        assertThat(CramFile.read(partial).report().cost().steps()).isGreaterThan(100);
        assertThat(search).doesNotExist();
    }

    @Test
    void compress_searchOfOtherArguments_isRefusedAndKept() throws IOException {
        Path search = folder.resolve("out.cram.search");
        Cli.withInput("cram", "compress", "--model=elman", "-o", output);
        Thread.currentThread().interrupt();
        Cli.withInput("cram", "compress", "--model=elman", "-o", output);
        assertThat(search).exists();

        Cli.Result result = Cli.withInput("cram", "compress", "--model=elman", "--seed=4", "-o", output);

        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err())
                .contains(search + " holds the search for another text")
                .contains("delete it");
        assertThat(search).exists();
    }

    @Test
    void compress_report_hasAllNamesOfTheReport() throws IOException {
        Path report = folder.resolve("report.json");
        Cli.Result result =
                Cli.withInput("cram", "compress", "--model=elman", "--steps=2", "--report", report, "-o", output);
        assertThat(result.code()).isEqualTo(ExitCode.INEXACT);
        JsonObject json = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
        assertThat(json.keySet())
                .containsExactlyElementsOf(
                        ReportFields.of(CramFile.read(partial).report()).keySet());
        assertThat(json.get("stopReason").getAsString()).isEqualTo("STEP_LIMIT");
        assertThat(json.get("exact").getAsBoolean()).isFalse();
        assertThat(json.get("textBytes").getAsInt()).isEqualTo(4);
    }

    @Test
    void compress_terminal_drawsABarAndTakesItAway() {
        byte[] text = "cram".getBytes(StandardCharsets.UTF_8);
        Cli.Result result = Cli.with(text, true, false, "compress", "--model=elman", "-o", output);
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.err()).contains("of 4 tokens, step 1 of at most").endsWith("\r\u001b[K");
    }
}
