package dev.cram.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.cli.Cli;
import dev.cram.cli.terminal.ExitCode;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {

    @Test
    void doctor_engineStarts_isDone() {
        Cli.Result result = Cli.run("doctor");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.text()).contains("engine          PyTorch", "came from", "GFLOP/s");
    }
}
