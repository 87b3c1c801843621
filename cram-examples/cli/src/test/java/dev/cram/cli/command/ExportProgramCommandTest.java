package dev.cram.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.cli.Cli;
import dev.cram.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportProgramCommandTest {

    @TempDir
    private Path folder;

    @Test
    void export_pocketWithTexts_writesFourFiles() throws IOException {
        Path texts = Files.writeString(folder.resolve("texts"), "It was a bright cold day in April, they said.\n");
        Path out = folder.resolve("new/pocket");
        Cli.Result result = Cli.run("export-program", "--texts", texts, "--tokens", 3, "--samples", 1, "-o", out);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(out).isDirectoryContaining("glob:**program.pt").isDirectoryContaining("glob:**weights.safetensors");
        assertThat(out.resolve("manifest.json")).content().contains("\"model\":\"pocket\"", "fingerprint");
        assertThat(Files.readString(out.resolve("texts.json")).replaceAll("\\s", ""))
                .matches("\\{\"tokens\":3,\"texts\":\\[\\[\\d+,\\d+,\\d+]]}");
    }

    @Test
    void export_configAlone_isAProgramWithoutTheModelsWeights() {
        Path config = Path.of("../research/gpu-check/llama-3.2-1b.json");
        Cli.Result result = Cli.run("export-program", "--config", config, "-o", folder);
        assertThat(result.err()).isEmpty();
        assertThat(folder.resolve("manifest.json")).content().contains("model.layers.15.mlp.down_proj.weight");
        assertThat(folder.resolve("weights.safetensors").toFile().length()).isLessThan(1000);
    }

    @Test
    void export_configAndModel_isRefused() {
        Cli.Result result = Cli.run("export-program", "--config", "c.json", "--model", "pocket", "-o", folder);
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("--config stands alone");
    }

    @Test
    void export_toAFile_isRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Cli.Result result = Cli.run("export-program", "-o", file);
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("file is a file: name a folder");
    }
}
