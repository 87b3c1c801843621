package dev.cram.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.cram.cli.Cli;
import dev.cram.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    @TempDir
    Path folder;

    @Test
    void demo_builtInModel_isExact() throws IOException {
        Path report = folder.resolve("report.json");
        Cli.Result result = Cli.run("demo", "--report", report);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.text())
                .containsPattern("decoded +\"" + Pattern.quote(DemoText.TEXT) + "\"")
                .containsPattern("estimate +\\d+ bits in 32 tokens; one vector of this model holds about \\d+\n")
                .containsPattern("equal +yes");
        assertThat(JsonParser.parseString(Files.readString(report))
                        .getAsJsonObject()
                        .get("exact")
                        .getAsBoolean())
                .isTrue();
    }

    @Test
    void demo_modelThatCannotHoldThePassage_saysSo() {
        Cli.Result result = Cli.run("demo", "--model", "elman");
        assertThat(result.code()).isEqualTo(ExitCode.INEXACT);
        assertThat(result.text()).containsPattern("equal +no");
    }
}
