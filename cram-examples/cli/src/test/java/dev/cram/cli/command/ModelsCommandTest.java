package dev.cram.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.Cram;
import dev.cram.cli.Cli;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.memory.CapacityReport;
import dev.cram.model.FrozenModel;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsCommandTest {

    @Test
    void models_noLocation_listsWhatCanBeOpened() {
        Map<String, String> rows = rows("models");

        assertThat(rows.get("families")).contains("llama");
        assertThat(rows.get("checkpoint forms"))
                .contains("model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", ".gguf");
        assertThat(rows.get("locations")).contains("pocket", "FOLDER", "OWNER/NAME@REVISION");
    }

    @Test
    void models_pocket_describesIt() {
        Map<String, String> rows = rows("models", "pocket");

        assertThat(rows).containsEntry("model", "pocket").containsEntry("model_type", "llama");
        assertThat(rows).containsKeys("num_hidden_layers", "num_attention_heads", "parameters");
        try (FrozenModel model = Cram.open("pocket")) {
            assertThat(rows)
                    .containsEntry("width", String.format(Locale.ROOT, "%,d", model.width()))
                    .containsEntry("vocabulary", String.format(Locale.ROOT, "%,d", model.vocabularySize()))
                    .containsEntry(
                            "start token",
                            model.startToken().isPresent()
                                    ? model.decode(new int[] {model.startToken().getAsInt()})
                                    : "none")
                    .containsEntry("positions", String.format(Locale.ROOT, "%,d", model.positions()));
            double capacity = CapacityReport.theoreticalCapacityTokens(1, model.width(), model.vocabularySize());
            assertThat(rows.get("capacity")).startsWith(String.format(Locale.ROOT, "%,.1f tokens", capacity));
            assertThat(rows.get("precision")).startsWith("stored ").endsWith("computed " + model.precision());
        }
    }

    @Test
    void models_tokens_plansAnEvaluation() {
        Map<String, String> rows = rows("models", "pocket", "--tokens", 64, "--vectors", 2);

        assertThat(rows.get("plan")).isEqualTo("a text of 64 tokens and 2 vectors in float32");
        assertThat(rows.get("cpu")).matches("3 layers, 39 MB of weights, \\d+ MB for the gradient, [\\d,]+ MB free");
        assertThat(rows.get("longest text")).isEqualTo("511 tokens");
        assertThat(rows.get("an evaluation")).matches("about [0-9.e-]+ s");
    }

    @Test
    void models_gpusThatAreNotHere_arePlannedFor() {
        Map<String, String> rows =
                rows("models", "pocket", "--tokens", 64, "--device", "cuda:90,cuda:91", "--precision", "bfloat16");

        assertThat(rows.get("cuda:90")).contains(" layer", "MB of weights", "free memory not known");
        assertThat(rows.get("cuda:91")).contains(" layer", "MB of weights", "free memory not known");
        assertThat(rows.get("longest text")).isEqualTo("not known");
    }

    @Test
    void models_badPlan_isRefused() {
        assertRefused("tokens must be at least 1, but was 0", "models", "pocket", "--tokens", 0);
        assertRefused("vectors must be at least 1, but was -1", "models", "pocket", "--tokens", 5, "--vectors", -1);
        assertRefused("positions must be from 1 to the", "models", "pocket", "--tokens", 100_000);
        assertRefused("give --tokens too", "models", "pocket", "--device", "cuda:0");
        assertRefused("name it", "models", "--tokens", 5);
        assertRefused("one GPU twice", "models", "pocket", "--tokens", 5, "--device", "cuda:0,cuda:0");
        assertRefused("cannot be spread over", "models", "pocket", "--tokens", 5, "--device", gpus(40));
    }

    private static String gpus(int count) {
        return IntStream.range(0, count).mapToObj(i -> "cuda:" + i).collect(Collectors.joining(","));
    }

    private static void assertRefused(String message, Object... words) {
        Cli.Result result = Cli.run(words);
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"./no/such/folder", "nobody/nothing", "what is this?"})
    void models_badLocation_namesIt(String location) {
        Cli.Result result = Cli.run("models", location);

        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err())
                .startsWith("cram: ")
                .contains(location.replace("./", ""))
                .hasLineCount(1);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void demo_hubIdOffline_saysSo() {
        Cli.Result result = Cli.run("demo", "--model", "nobody/nothing@v1");

        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("nobody/nothing@v1", "HF_HUB_OFFLINE");
    }

    private static Map<String, String> rows(Object... args) {
        Cli.Result result = Cli.run(args);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        return result.text()
                .lines()
                .collect(Collectors.toMap(line -> line.substring(0, 20).strip(), line -> line.substring(20)));
    }
}
