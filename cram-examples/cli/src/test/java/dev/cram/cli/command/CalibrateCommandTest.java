package dev.cram.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.cram.Cram;
import dev.cram.cli.Cli;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.measure.Calibration;
import dev.cram.measure.Calibrations;
import dev.cram.model.FrozenModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateCommandTest {

    private static final String LINES =
            "the first line of all\nthe second line of all\nand one more of them\nanother line\n";
    private static final String PLACE = "cram.cache";

    @TempDir
    Path folder;

    private Path texts = Path.of("");

    @BeforeEach
    void moveCache() throws IOException {
        System.setProperty(PLACE, folder.resolve("cache").toString());
        texts = Files.writeString(folder.resolve("texts.txt"), LINES);
    }

    @AfterEach
    void restore() {
        System.clearProperty(PLACE);
    }

    private Cli.Result calibrate(Object... more) {
        Object[] fixed = {"calibrate", "--model=elman", "--texts", texts, "--budget=30"};
        return Cli.run(Stream.concat(Stream.of(fixed), Stream.of(more)).toArray());
    }

    @Test
    void calibrate_textsThatDoNotFit_isWhatLaterCommandsGoBy() throws IOException {
        Path json = folder.resolve("out.json");

        Cli.Result result = calibrate("--tokens=12", "--samples=3", "--accuracy=0", "--check=1", "--json", json);

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        JsonObject figures = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        JsonObject found = figures.getAsJsonObject("calibration");
        double bits = found.get("vectorBits").getAsDouble();
        assertThat(found.get("texts").getAsInt()).isEqualTo(3);
        assertThat(figures.getAsJsonObject("check").get("texts").getAsInt()).isEqualTo(1);
        assertThat(figures.getAsJsonObject("check").get("hitRate").getAsDouble())
                .isIn(0.0, 1.0);
        Calibration saved = Calibrations.all().get(0);
        assertThat(saved.vectorBits()).isEqualTo(bits);
        assertThat(result.text())
                .contains("text 3 ", "holds " + bits + " bits of elman", saved.fingerprint())
                .contains("a guess from its width", Calibrations.file(saved).toString());
        assertThat(Cli.run("models").text())
                .contains("elman, float32: " + bits + " bits a vector, of 3 texts, by default of version")
                .contains(Calibrations.file(saved).toString());
        try (FrozenModel elman = Cram.open("elman")) {
            assertThat(Cram.with(elman).estimate("line").vectorBits()).isEqualTo(bits);
        }
        Path crammed = Cli.crammed(folder, "line");
        assertThat(Cli.run("inspect", crammed).text()).contains("\"vectorBits\": " + bits);
    }

    @Test
    void calibrate_accuracyThatIsReached_takesNoMoreTexts() {
        assertThat(calibrate("--tokens=12", "--samples=4", "--accuracy=1").text())
                .contains("text 3 ")
                .doesNotContain("text 4 ");
        assertThat(calibrate("--tokens=12", "--samples=4", "--accuracy=1", "--batch=4")
                        .text())
                .contains("text 4 ");
    }

    @Test
    void calibrate_noSave_keepsNothing() {
        Cli.Result result = calibrate("--tokens=12", "--samples=1", "--no-save");

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.text()).contains("not known from one text").doesNotContain("saved");
        assertThat(folder.resolve("cache")).doesNotExist();
        assertThat(Cli.run("models").text()).contains("calibrated          none");
    }

    @Test
    void calibrate_placeThatCannotBeWritten_isRefusedBeforeAnyWork() throws IOException {
        Files.writeString(folder.resolve("cache"), "a file");

        Cli.Result result = calibrate("--tokens=12", "--samples=1");

        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("cannot be written: set CRAM_CACHE, or give --no-save");
        assertThat(result.text()).isEmpty();
    }

    @Test
    void calibrate_textsThatFitWhole_tellsTheCure() {
        Cli.Result result = calibrate("--tokens=2", "--samples=2");

        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("One vector holds all 2 tokens").contains("give longer texts");
    }
}
