package dev.cram.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.cram.cli.Cli;
import dev.cram.cli.terminal.Console;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.cli.terminal.Failures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class BenchCommandTest {

    private static final String LINES = "ab\nthe first line\nthe second line\nand one more\n\nanother line\n";

    @TempDir
    Path folder;

    @Test
    void bench_twoRecipes_givesTheirFigures() throws IOException {
        Path texts = Files.writeString(folder.resolve("texts.txt"), LINES);
        Path json = folder.resolve("out.json");
        Path plot = folder.resolve("out.svg");

        Cli.Result result = bench(texts, "--recipes", "default,paper@0.1", "--json", json, "--plot", plot);

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.text()).contains("default ", "paper@0.1 ");
        JsonObject bench = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        JsonObject first = bench.getAsJsonArray("recipes").get(0).getAsJsonObject();
        assertThat(first.keySet())
                .containsExactly(
                        "name",
                        "exactShare",
                        "medianEvaluations",
                        "p90Evaluations",
                        "evaluationsPerSecond",
                        "wallSeconds",
                        "meanHorizonTokens",
                        "meanGainBits");
        assertThat(first.get("exactShare").getAsDouble()).isEqualTo(1);
        assertThat(first.get("meanHorizonTokens").getAsDouble()).isEqualTo(4);
        assertThat(bench.getAsJsonArray("drawn").asList().stream().map(JsonElement::getAsString))
                .isNotEmpty()
                .allMatch(text -> text.length() == 4 && LINES.contains(text));
        assertThat(Files.readString(plot)).contains("<svg");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void bench_fullDisk_isToldWithTheFile() throws IOException {
        Path texts = Files.writeString(folder.resolve("texts.txt"), LINES);

        Cli.Result json = bench(texts, "--json", "/dev/full");
        Cli.Result results = bench(texts, "--results", "/dev/full");

        assertThat(json.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(json.err()).contains("cram: /dev/full: cannot be written: No space left on device");
        assertThat(results.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(results.err()).contains("/dev/full is not a regular file: name a file to write to");
    }

    @Test
    void failures_ofAWriteBetween_nameTheFile() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false);
        IOException full = new IOException("No space left on device");

        int named = new Failures(console).of(new UncheckedIOException("r.jsonl cannot be written: full", full));
        int bare = new Failures(console).of(new UncheckedIOException(full));

        assertThat(named).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(bare).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("cram: r.jsonl cannot be written: full", "cram: No space left on device");
    }

    @Test
    void bench_horizon_givesWhatFits() throws IOException {
        Path texts = Files.writeString(folder.resolve("texts.txt"), LINES);
        Path json = folder.resolve("out.json");

        Cli.Result result = Cli.run(
                "bench",
                "--model=elman",
                "--texts",
                texts,
                "--tokens=12",
                "--samples=2",
                "--budget=30",
                "--horizon",
                "--recipes=default,progressive-temperature@0.5",
                "--json",
                json);

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        JsonObject bench = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        bench.getAsJsonArray("recipes")
                .forEach(recipe -> assertThat(recipe.getAsJsonObject()
                                .get("meanHorizonTokens")
                                .getAsDouble())
                        .isBetween(1.0, 12.0));
    }

    @Test
    void bench_compressedTexts_areTheSame() throws IOException {
        Path plain = Files.writeString(folder.resolve("texts.txt"), LINES);
        Path packed = folder.resolve("texts.txt.xz");
        try (OutputStream out = new XZOutputStream(Files.newOutputStream(packed), new LZMA2Options())) {
            out.write(LINES.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(evaluations(bench(packed))).isEqualTo(evaluations(bench(plain)));
    }

    @Test
    void bench_linesJsonLinesAndCsv_areTheSameTexts() throws IOException {
        List<String> texts = List.of("the first line", "the second line", "and one more");
        Path lines = Files.write(folder.resolve("texts.txt"), texts);
        Path json = Files.write(
                folder.resolve("texts.jsonl"),
                texts.stream()
                        .map(text -> "{\"id\": 0, \"text\": \"" + text + "\"}")
                        .toList());
        Path csv = Files.write(
                folder.resolve("texts.csv"),
                Stream.concat(Stream.of(",text"), texts.stream().map(text -> "0,\"" + text + "\nand more\""))
                        .toList());

        String expected = evaluations(bench(lines));

        assertThat(evaluations(bench(json))).isEqualTo(expected);
        assertThat(evaluations(bench(csv))).isEqualTo(expected);
    }

    @Test
    void bench_resultsOfAStoppedRun_areContinued() throws IOException {
        Path texts = Files.writeString(folder.resolve("texts.txt"), LINES);
        Path results = folder.resolve("results.jsonl");
        bench(texts, "--recipes", "default", "--results", results);
        String first = Files.readString(results).lines().findFirst().orElseThrow();
        Files.writeString(results, first + "\n");

        bench(texts, "--recipes", "default", "--results", results);

        assertThat(Files.readString(results).lines()).hasSize(3).startsWith(first);
    }

    @Test
    void bench_tooFewLines_isRefused() throws IOException {
        Path texts = Files.writeString(folder.resolve("texts.txt"), "ab\n");

        Cli.Result result = bench(texts);

        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("only 0 texts of at least 4 tokens");
    }

    private static String evaluations(Cli.Result result) {
        return result.text().lines().skip(1).findFirst().orElseThrow().substring(0, 40);
    }

    private static Cli.Result bench(Path texts, Object... more) {
        Object[] fixed = {"bench", "--model", "elman", "--texts", texts, "--tokens", 4, "--samples", 3, "--budget", 400
        };
        Object[] all = java.util.Arrays.copyOf(fixed, fixed.length + more.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        return Cli.run(all);
    }
}
