package dev.cram.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.cram.cli.Cli;
import dev.cram.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateCommandTest {

    private static final String LINES =
            "the first line of all\nthe second line of all\nand one more of them\nanother line\n";

    @TempDir
    Path folder;

    @Test
    void calibrate_textsThatDoNotFit_measuresTheVector() throws IOException {
        Path texts = Files.writeString(folder.resolve("texts.txt"), LINES);
        Path json = folder.resolve("out.json");

        Cli.Result result = Cli.run(
                "calibrate",
                "--model=elman",
                "--texts",
                texts,
                "--tokens=12",
                "--samples=4",
                "--budget=30",
                "--json",
                json);

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        JsonObject found = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(found.get("texts").getAsInt()).isEqualTo(2);
        assertThat(found.get("heldOut").getAsInt()).isEqualTo(2);
        assertThat(found.get("vectorBits").getAsDouble()).isPositive();
        assertThat(found.get("hitRate").getAsDouble()).isBetween(0.0, 1.0);
        assertThat(result.text())
                .contains(
                        String.format("holds %.0f bits", found.get("vectorBits").getAsDouble()))
                .contains(found.get("fingerprint").getAsString());
    }

    @Test
    void calibrate_textsThatFitWhole_tellsTheCure() throws IOException {
        Path texts = Files.writeString(folder.resolve("texts.txt"), LINES);

        Cli.Result result = Cli.run("calibrate", "--model=elman", "--texts", texts, "--tokens=2", "--samples=2");

        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("One vector holds all 2 tokens").contains("give longer texts");
    }
}
