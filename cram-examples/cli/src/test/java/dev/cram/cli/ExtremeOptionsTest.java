package dev.cram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The smallest and the largest value of every number that the benchmark's commands and the studies take. */
class ExtremeOptionsTest {

    @TempDir
    Path folder;

    private Path texts = Path.of("");

    @BeforeEach
    void writeTexts() throws IOException {
        texts = Files.writeString(
                folder.resolve("texts.txt"),
                "the first line of all\nthe second line of all\nand one more of them\nanother line\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--tokens 1",
                "--samples 1",
                "--samples 4",
                "--budget 1",
                "--budget 2147483647 --recipes default",
                "--vectors 253 --budget 1",
                "--seed -9223372036854775808",
                "--seed 9223372036854775807",
                "--margin 0",
                "--recipes default@1e-300",
                "--horizon",
                "--horizon --budget 1",
                "--horizon --budget 1 --tokens 1 --samples 1",
                "--budget 1 --samples 1 --recipes paper,paper-objective,progressive,progressive-temperature",
                "--budget 1 --samples 1 --recipes progressive-low-dimensional,default",
                "--results @/results.jsonl --json @/out.json --plot @/out.svg --budget 1",
            })
    void bench_extremeValues_areHonoured(String options) {
        assertHonoured(
                options, "bench", "--model", "elman", "--texts", texts, "--tokens", 4, "--samples", 2, "--budget", 30);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--tokens 0                 | tokens must be at least 1, but was 0",
                "--tokens -1                | tokens must be at least 1, but was -1",
                "--tokens 2147483647        | has only 0 texts of at least 2147483647 tokens",
                "--samples 0                | samples must be at least 1, but was 0",
                "--samples 2147483647       | texts of at least 4 tokens that tokenise back to themselves, not 2147483647",
                "--budget 0                 | budget must be at least 1 evaluation, but was 0",
                "--budget -1                | budget must be at least 1 evaluation, but was -1",
                "--vectors 0                | vectors must be at least 1, but was 0",
                "--vectors 254              | 256",
                "--vectors 2147483647       | 256",
                "--margin -1                | margin must be",
                "--margin Infinity          | margin must be",
                "--recipes default@0        | must have a learning rate above 0",
                "--recipes none             | recipe must be one of",
            })
    void bench_valuesBeyond_areRefused(String options, String message) {
        assertRefused(
                options,
                message,
                "bench",
                "--model",
                "elman",
                "--texts",
                texts,
                "--tokens",
                4,
                "--samples",
                2,
                "--budget",
                30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--samples 1",
                "--samples 3",
                "--batch 2147483647",
                "--accuracy 0",
                "--tokens 12",
                "--seed -9223372036854775808"
            })
    void calibrate_extremeValues_areHonoured(String options) {
        assertHonoured(
                options,
                "calibrate",
                "--no-save",
                "--model",
                "elman",
                "--texts",
                texts,
                "--tokens",
                12,
                "--samples",
                4,
                "--budget",
                30);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--tokens 0                 | tokens must be at least 1, but was 0",
                "--tokens 1                 | tells no limit: give longer texts",
                "--tokens 2147483647        | has only 0 texts of at least 2147483647 tokens",
                "--samples 0                | samples must be at least 1, but was 0",
                "--accuracy -0.1            | accuracy must be from 0 to 1, but was -0.1",
                "--accuracy NaN             | accuracy must be from 0 to 1, but was NaN",
                "--batch 0                  | batch must be at least 1, but was 0",
                "--check -1                 | check must be from 0 to 1000000, but was -1",
                "--check 2147483647         | check must be from 0 to 1000000, but was 2147483647",
                "--samples 2147483647       | tokens that tokenise back to themselves, not 2147483647",
                "--budget 0                 | budget must be at least 1 evaluation, but was 0",
                "--budget 1                 | came out exact in 1 evaluations: allow more",
            })
    void calibrate_valuesBeyond_areRefused(String options, String message) {
        assertRefused(
                options,
                message,
                "calibrate",
                "--no-save",
                "--model",
                "elman",
                "--texts",
                texts,
                "--tokens",
                12,
                "--samples",
                4,
                "--budget",
                30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--steps 1 --lengths 2",
                "--steps 1 --batch 1 --samples 1 --lengths 1 --detail 1 --vectors 1",
                "geometry capacity --steps 1",
                "geometry capacity --steps 1 --recipe paper-objective --lengths 1 --detail 1",
                "geometry capacity --steps 1 --recipe progressive",
                "geometry capacity --steps 1 --recipe progressive-low-dimensional",
                "capacity vectors geometry bits-needed --steps 2",
                "--samples 1",
                "capacity vectors geometry bits-needed --lengths 1",
                "capacity vectors geometry bits-needed --lengths 256 --vectors 1 --steps 2",
                "capacity vectors geometry bits-needed --detail 1",
                "capacity vectors geometry bits-needed --detail 256 --steps 2",
                "capacity vectors geometry bits-needed --batch 1",
                "capacity vectors geometry bits-needed --batch 2147483647",
                "capacity vectors geometry bits-needed --vectors 1",
                "capacity vectors geometry bits-needed --vectors 1,128 --steps 2 --lengths 1",
                "capacity vectors geometry bits-needed --seed -9223372036854775808",
                "capacity vectors geometry bits-needed --seed 9223372036854775807",
                "capacity vectors geometry bits-needed --bisect --steps 1",
                "capacity vectors geometry bits-needed --bounds token --steps 1",
            })
    void study_extremeValues_areHonoured(String options) throws IOException {
        assertHonoured(
                options,
                "study",
                "--model",
                "elman",
                "--samples",
                2,
                "--lengths",
                "2,12",
                "--vectors",
                "1,2",
                "--steps",
                40,
                "--detail",
                2,
                "--out",
                folder.resolve("study"));
        assertThat(folder.resolve("study/index.html")).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--steps -1                 | steps must be",
                "--samples 0                | texts must be at least 1, but was 0",
                "--samples 2147483647       | different texts of 2 tokens",
                "--lengths 0                | lengths must be numbers of at least 1",
                "--lengths 4,2              | each above the one before",
                "--lengths 257              | too few for the shortest of the lengths",
                "--lengths 2147483647       | too few for the shortest of the lengths",
                "--detail 0                 | must be at least 1, but was 0",
                "--detail 257               | 257",
                "--detail 2147483647        | 2147483647",
                "--batch 0                  | batch must be at least 1, but was 0",
                "--vectors 2                | vectors must begin with 1",
                "--vectors 0                | vectors must be numbers of at least 1",
            })
    void study_valuesBeyond_areRefused(String options, String message) {
        assertRefused(
                options,
                message,
                "study",
                "--model",
                "elman",
                "--samples",
                2,
                "--lengths",
                "2,12",
                "--vectors",
                "1,2",
                "--steps",
                40,
                "--detail",
                2,
                "--out",
                folder.resolve("study"));
    }

    /** Too many positions for the model: that number of vectors is left out, as the studies say. */
    @ParameterizedTest
    @ValueSource(strings = {"1,1073741824", "1,2147483647"})
    void study_moreVectorsThanPositions_areLeftOut(String vectors) throws IOException {
        Path out = folder.resolve("study");
        assertHonoured(
                "--vectors " + vectors,
                "study",
                "vectors",
                "--model",
                "elman",
                "--samples",
                2,
                "--lengths",
                "2,4",
                "--steps",
                2,
                "--out",
                out);
        assertThat(Files.readAllLines(out.resolve("vectors.csv"))).hasSize(2);
    }

    private void assertHonoured(String options, Object... fixed) {
        Cli.Result result = Cli.run(with(options, fixed));
        assertThat(result.complaints()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
    }

    private void assertRefused(String options, String message, Object... fixed) {
        Cli.Result result = Cli.run(with(options, fixed));
        assertThat(result.complaints())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("cram: ")
                .contains(message);
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    /** What is given later takes the place of what is given first. */
    private Object[] with(String options, Object... fixed) {
        List<Object> all = new ArrayList<>();
        List<String> given = List.of(options.replace("@/", folder + "/").split(" "));
        for (int i = 0; i < fixed.length; i++) {
            if (given.contains(fixed[i])) {
                i++;
            } else {
                all.add(fixed[i]);
            }
        }
        all.addAll(given);
        return all.toArray();
    }
}
