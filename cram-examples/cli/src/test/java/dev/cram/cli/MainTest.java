package dev.cram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.cli.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @Test
    void run_internalError_isOneLineWithAHint() {
        Cli.Result result = Cli.run("demo", "--model", "faulty");
        assertThat(result.code()).isEqualTo(ExitCode.INTERNAL);
        assertThat(result.err())
                .startsWith("cram: internal error: java.lang.IllegalArgumentException: a bug")
                .contains("CRAM_DEBUG=1")
                .hasLineCount(1);
    }

    @Test
    void run_internalErrorInDebug_printsTheTrace() {
        Cli.Result result = Cli.with(new byte[0], false, true, "demo", "--model", "faulty");
        assertThat(result.code()).isEqualTo(ExitCode.INTERNAL);
        assertThat(result.err()).contains("at dev.cram.cli.FaultyProvider.open");
    }

    @Test
    void run_help_namesAllCommandsAndExitCodes() {
        Cli.Result result = Cli.run("--help");
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.text())
                .contains("demo", "compress", "decompress", "inspect", "models", "70", "CRAM_DEBUG=1")
                .doesNotContain("@|");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "compress", "decompress", "inspect", "bench", "calibrate"})
    void run_helpOfACommandThatOpensAModel_namesWhereItComputes(String command) {
        assertThat(Cli.run(command, "--help").text())
                .contains("--device", "--precision", "--threads", "--checkpointing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "compress", "decompress", "inspect", "models", "doctor", "export-program"})
    void run_helpOfACommand_isItsUsage(String command) {
        Cli.Result result = Cli.run(command, "--help");
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.text()).startsWith("Usage: cram " + command);
    }
}
