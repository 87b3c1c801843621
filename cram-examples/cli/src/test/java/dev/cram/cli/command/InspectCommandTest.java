package dev.cram.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.cram.cli.Cli;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.file.CramFile;
import dev.cram.measure.CrammedVectors;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {

    @TempDir
    Path folder;

    @Test
    void inspect_crammedFile_printsItsHeader() {
        JsonObject json = inspect(Cli.crammed(folder, "cram"));
        assertThat(json.keySet()).containsExactly("count", "width", "origin", "madeForModel", "report");
        assertThat(json.getAsJsonObject("origin").get("model").getAsString()).isEqualTo("elman");
        assertThat(json.getAsJsonObject("report").get("tokens").getAsInt()).isEqualTo(4);
    }

    @Test
    void inspect_fileWithoutReport_printsNull() throws IOException {
        MemoryVectors.Origin origin = new MemoryVectors.Origin("m", "f", Precision.FLOAT32, 3, "s", true);
        Path file = folder.resolve("bare.cram");
        CramFile.write(file, CrammedVectors.of(new float[] {1, 2}, 1, origin));
        JsonObject json = inspect(file);
        assertThat(json.get("width").getAsInt()).isEqualTo(2);
        assertThat(json.get("report").isJsonNull()).isTrue();
    }

    @Test
    void inspect_withModel_saysWhetherItFits() {
        Path file = Cli.crammed(folder, "cram");
        assertThat(inspect(file).get("madeForModel").isJsonNull()).isTrue();
        assertThat(inspect(file, "--model", "elman").get("madeForModel").getAsBoolean())
                .isTrue();
        assertThat(inspect(file, "--model", "elman:5").get("madeForModel").getAsBoolean())
                .isFalse();
    }

    private static JsonObject inspect(Path file, Object... options) {
        Object[] arguments =
                Stream.concat(Stream.of("inspect", file), Stream.of(options)).toArray();
        Cli.Result result = Cli.run(arguments);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        return JsonParser.parseString(result.text()).getAsJsonObject();
    }
}
