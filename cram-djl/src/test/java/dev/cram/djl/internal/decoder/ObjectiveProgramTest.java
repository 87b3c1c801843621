package dev.cram.djl.internal.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import dev.cram.djl.TinyModel;
import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.GoldenFile;
import dev.cram.djl.internal.checkpoint.huggingface.HuggingFaceCheckpoint;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.model.Demand;
import dev.cram.model.Point;
import dev.cram.model.TextObjective.Row;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program does beside giving the right numbers. */
class ObjectiveProgramTest {

    private static PackedRows batch(DeviceTexts texts, GoldenFile golden, int width, float temperature, float margin) {
        List<Row> rows = List.of(
                new Row(
                        0,
                        Point.of(golden.floats("memory", 0), Demand.GRADIENT)
                                .prefix(5)
                                .temperature(temperature)
                                .margin(margin)),
                new Row(1, Point.of(golden.floats("memory", 1), Demand.GRADIENT)));
        return new PackedRows(texts, rows, width);
    }

    private static List<int[]> ids(GoldenFile golden) {
        return List.of(golden.ints("input_ids", 0), golden.ints("input_ids", 1));
    }

    @ParameterizedTest
    @CsvSource({
        "llama, 160, 1, 0",
        "llama, 1000, 0.5, 1",
        "gemma3_text, 700, 2, 0",
        "mamba, 3000, 1, 0.3",
        "opt, 100000, 1, 0"
    })
    void gradient_inPieces_isThatOfAPlainCrossEntropy(String name, int logits, float temperature, float margin) {
        try (Checkpoint checkpoint = HuggingFaceCheckpoint.folder(TinyModel.golden(name));
                GoldenFile golden = GoldenFile.open(TinyModel.golden(name));
                Decoder decoder = Reference.load(checkpoint, Execution.plain(), logits);
                DeviceTexts texts = decoder.texts(ids(golden));
                NDManager step = decoder.module().manager().newSubManager()) {
            PackedRows batch = batch(texts, golden, decoder.spec().width(), temperature, margin);
            StepInputs inputs = batch.inputs(step, texts.ids(), 0);
            float[] whole = inputs.train(decoder.module(), "unchunked")
                    .singletonOrThrow()
                    .toFloatArray();
            float[] pieces = inputs.train(decoder.module(), "gradient")
                    .singletonOrThrow()
                    .toFloatArray();
            int tokens = Arrays.stream(batch.lengths()).sum();
            float[] compared = Arrays.copyOfRange(pieces, 2 * tokens, pieces.length);
            assertThat(compared).hasSameSizeAs(whole);
            assertThat(compared).containsExactly(whole, within(1e-5f));
        }
    }

    /**
     * Values that the host reads while it runs a step: all are of its own inputs, so that it waits for the answer only. A
     * mixture of experts waits once a layer besides, for how many rows each expert has.
     */
    private static final Set<String> READ = Set.of(
            "int(plan[0])",
            "int(plan[1])",
            "int(count)",
            "int(begin)",
            "int(counts[e])",
            "bool(torch.eq(line[0], 1.).all())",
            "bool(torch.eq(line[1], 0.).all())");

    @ParameterizedTest
    @ValueSource(strings = {"attention_decoder.py", "mamba_decoder.py", "objective.py"})
    void program_valuesReadInAStep_areTheHostsOwn(String program) throws IOException {
        String text = source(program);
        int begin = Math.max(0, text.indexOf("# ---- weights in use ----"));
        String step = text.substring(begin).replaceAll("#.*", "");
        Matcher read = Pattern.compile("\\b(int|bool|float)\\((?!\")[^()]*(\\([^()]*\\)[^()]*)*\\)")
                .matcher(step);
        assertThat(read.results().map(MatchResult::group)).isSubsetOf(READ);
        assertThat(step).doesNotContain("nonzero", ".item(", ".cpu(", ".tolist(", "masked_select");
        assertThat(step.split("torch.device\\(\"cpu\"\\)", -1).length - 1)
                .isEqualTo(Map.of("objective.py", 2, "attention_decoder.py", 1, "mamba_decoder.py", 0)
                        .get(program));
    }

    private static String source(String program) throws IOException {
        try (InputStream in = Decoder.class.getResourceAsStream(program)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
