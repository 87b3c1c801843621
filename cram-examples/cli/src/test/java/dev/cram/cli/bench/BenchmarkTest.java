package dev.cram.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.examples.engine.ElmanModel;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.Progress;
import dev.cram.memory.ProgressListener;
import dev.cram.memory.StopReason;
import dev.cram.model.CramException;
import dev.cram.model.FrozenModel;
import dev.cram.recipe.CramSettings;
import dev.cram.recipe.Recipe;
import dev.cram.recipe.Recipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarkTest {

    private static final ProgressListener NOBODY = progress -> {};
    private static final List<String> TEXTS = List.of("the first line", "ab", "and one more of them");
    private static final Recipe RECIPE = Recipes.standard().steps(40).budget(60);

    @TempDir
    Path folder;

    private final FrozenModel model = new ElmanModel("elman", 1);
    private Path results = Path.of("");

    @BeforeEach
    void nameResults() {
        results = folder.resolve("results.jsonl");
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void run_sameAgain_givesTheSameTrialsWithoutWork() throws IOException {
        List<Trial> first = run(model, settings(), TEXTS, false, RECIPE);
        String lines = Files.readString(results);

        assertThat(run(model, settings(), TEXTS, false, RECIPE)).isEqualTo(first);
        assertThat(Files.readString(results)).isEqualTo(lines).hasLineCount(3);
    }

    /** Whatever makes a figure tells its line from others. */
    @Test
    void run_anythingElseInTheSameFile_isMeasuredAnew() throws IOException {
        run(model, settings(), TEXTS, false, RECIPE);
        int lines = 3;
        for (CramSettings other : List.of(
                settings().seed(1),
                settings().margin(0.5),
                settings().vectors(2),
                settings().vectorBits(100))) {
            lines = assertNew(lines, model, other, TEXTS, false, RECIPE);
        }
        for (Recipe other : List.of(
                RECIPE.budget(50),
                RECIPE.steps(41),
                RECIPE.patience(7),
                Recipes.named("default@0.5").steps(40),
                RECIPE.loss(RECIPE.whole().loss().temperature(1)))) {
            lines = assertNew(lines, model, settings(), TEXTS, false, other);
        }
        lines = assertNew(lines, model, settings(), TEXTS, true, RECIPE);
        lines = assertNew(lines, model, settings(), TEXTS.subList(0, 2), false, RECIPE);
        lines = assertNew(lines, model, settings(), List.of("the first", "a", "and one"), false, RECIPE);
        try (FrozenModel other = new ElmanModel("elman", 2)) {
            lines = assertNew(lines, other, settings(), TEXTS, false, RECIPE);
        }
        assertThat(run(model, settings(), TEXTS, false, RECIPE)).hasSize(3);
        assertThat(Files.readString(results)).hasLineCount(lines);
    }

    private int assertNew(
            int lines, FrozenModel model, CramSettings settings, List<String> texts, boolean prefixes, Recipe recipe)
            throws IOException {
        List<Trial> trials = run(model, settings, texts, prefixes, recipe);

        assertThat(trials).extracting(Trial::text).isEqualTo(List.of(0, 1, 2).subList(0, texts.size()));
        assertThat(Files.readString(results)).hasLineCount(lines + texts.size());
        return lines + texts.size();
    }

    @Test
    void run_textsInAnotherOrder_areFoundByTheirContents() throws IOException {
        List<Trial> first = run(model, settings(), TEXTS, false, RECIPE);

        List<Trial> turned = run(model, settings(), List.of(TEXTS.get(2), TEXTS.get(0), TEXTS.get(1)), false, RECIPE);

        assertThat(turned.get(1).report()).isEqualTo(first.get(0).report());
        assertThat(turned.get(0).report()).isEqualTo(first.get(2).report());
        assertThat(Files.readString(results)).hasLineCount(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void run_interrupted_keepsOnlyWhatWasFinished(boolean prefixes) throws IOException {
        Recipe hard = Recipes.named("default@0.3").steps(2_000);
        List<String> texts = List.of("a", "a text that is much longer than one vector of such a small model holds");
        try (Benchmark benchmark = new Benchmark(model, Optional.empty(), settings(), texts, results, prefixes)) {
            assertThatThrownBy(() -> benchmark.run(hard, new ProgressListener() {
                        @Override
                        public void onProgress(Progress progress) {}

                        @Override
                        public void onFinished(int text, MemoryVectors vectors) {
                            Thread.currentThread().interrupt();
                        }
                    }))
                    .isInstanceOf(CramException.class)
                    .hasMessageContaining("Stopped after 1 of 2 texts of the recipe default@0.3: the same command");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(Files.readString(results)).hasLineCount(1).doesNotContain("CANCELLED");
        List<Trial> all = run(model, settings(), texts, prefixes, hard.steps(2_000));
        assertThat(all).hasSize(2).noneMatch(trial -> trial.report().cost().stopReason() == StopReason.CANCELLED);
        assertThat(Files.readString(results)).hasLineCount(2);
    }

    @Test
    void open_fileInUse_isRefused() throws IOException {
        try (Benchmark first = new Benchmark(model, Optional.empty(), settings(), TEXTS, results, false)) {
            first.run(RECIPE, NOBODY);
            assertThatThrownBy(() -> new Benchmark(model, Optional.empty(), settings(), TEXTS, results, false))
                    .isInstanceOf(CramException.class)
                    .hasMessageContaining("results.jsonl is in use: another process writes it");
        }
        run(model, settings(), TEXTS, false, RECIPE);
        assertThat(Files.readString(results)).hasLineCount(3);
    }

    @Test
    void open_cutLastLine_isMeasuredAgain() throws IOException {
        run(model, settings(), TEXTS, false, RECIPE);
        byte[] lines = Files.readAllBytes(results);
        int third = Files.readString(results).lastIndexOf('\n', lines.length - 2) + 1;
        for (int length : List.of(lines.length - 1, third + 200, third + 1)) {
            Files.write(results, java.util.Arrays.copyOf(lines, length));

            assertThat(run(model, settings(), TEXTS, false, RECIPE)).hasSize(3);

            assertThat(Files.readString(results))
                    .hasLineCount(3)
                    .startsWith(new String(lines, 0, third, java.nio.charset.StandardCharsets.UTF_8))
                    .endsWith("}\n");
        }
    }

    @Test
    void open_emptyLines_doNotCount() throws IOException {
        List<Trial> first = run(model, settings(), TEXTS, false, RECIPE);
        String spaced = Files.readString(results).replace("\n", "\n\n \r\n") + "\n";
        Files.writeString(results, spaced);

        assertThat(run(model, settings(), TEXTS, false, RECIPE)).isEqualTo(first);
        assertThat(Files.readString(results)).isEqualTo(spaced);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"recipe\":\"default\",\"te",
                "no line of ours",
                "{\"a\":1}",
                "[1]",
                "null",
                "7",
                "{\"recipe\":\"default\",\"text\":\"x\",\"report\":{},\"key\":{}}"
            })
    void open_lineThatCannotBeRead_isNamedAndTheFileStays(String line) throws IOException {
        run(model, settings(), TEXTS, false, RECIPE);
        List<String> lines = Files.readAllLines(results);
        Files.write(results, List.of(lines.get(0), line, lines.get(1), lines.get(2)));
        String before = Files.readString(results);

        assertThatThrownBy(() -> run(model, settings(), TEXTS, false, RECIPE))
                .isInstanceOf(CramException.class)
                .hasMessageContaining("results.jsonl, line 2 is no result that can be read: take the line out");

        assertThat(Files.readString(results)).isEqualTo(before);
    }

    @Test
    void open_fileOfSomethingElse_isRefusedAndStays() throws IOException {
        Files.writeString(results, "{\"name\": \"not ours, and without a line's end\"}");

        assertThatThrownBy(() -> run(model, settings(), TEXTS, false, RECIPE))
                .isInstanceOf(CramException.class)
                .hasMessageContaining("line 1 is no result");

        assertThat(results).hasContent("{\"name\": \"not ours, and without a line's end\"}");
    }

    @Test
    void open_linesWithoutKey_areCountedAndNotUsed() throws IOException {
        run(model, settings(), TEXTS, false, RECIPE);
        Files.writeString(results, Files.readString(results).replaceAll(",\"key\":\\{[^}]*}", ""));
        assertThat(Files.readString(results)).doesNotContain("\"key\"");

        try (Benchmark benchmark = new Benchmark(model, Optional.empty(), settings(), TEXTS, results, false)) {
            assertThat(benchmark.linesWithoutKey()).isEqualTo(3);
            benchmark.run(RECIPE, NOBODY);
        }

        try (Stream<String> lines = Files.lines(results)) {
            assertThat(lines).hasSize(6);
        }
    }

    private static CramSettings settings() {
        return CramSettings.defaults();
    }

    private List<Trial> run(
            FrozenModel model, CramSettings settings, List<String> texts, boolean prefixes, Recipe recipe)
            throws IOException {
        try (Benchmark benchmark = new Benchmark(model, Optional.empty(), settings, texts, results, prefixes)) {
            return benchmark.run(recipe, NOBODY);
        }
    }
}
