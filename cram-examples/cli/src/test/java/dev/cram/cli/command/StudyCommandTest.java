package dev.cram.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.cram.Cram;
import dev.cram.cli.Cli;
import dev.cram.cli.terminal.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StudyCommandTest {

    private static final List<String> TABLES = List.of(
            "bits-needed.csv",
            "capacity.csv",
            "cross-entropy.csv",
            "entropy-coders.csv",
            "geometry.csv",
            "lengths.csv",
            "lines.csv",
            "sources.csv",
            "texts.csv",
            "trajectories.csv",
            "utilization.csv",
            "vectors.csv");

    /** What tells the runs, in the page and in the report. */
    private static final Pattern RUNS = Pattern.compile(
            "(?s)<pre><code>.*?</code></pre>\\s*|<table id=\"table-runs\">.*?</table>|\"runs\": \\[.*?\\n  ]");

    @TempDir
    static Path folder;

    private Path whole;

    @BeforeAll
    void runOnce() {
        whole = folder.resolve("whole");
        Cli.Result result = study(whole);
        assertThat(result.complaints()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    void study_allStudies_writesPageReportAndTables() throws IOException {
        assertThat(files(whole).keySet()).containsAll(TABLES).contains("index.html", "report.json");
        for (String table : TABLES) {
            assertThat(Files.readAllLines(whole.resolve(table))).as(table).hasSizeGreaterThan(1);
        }
        JsonObject report = JsonParser.parseString(Files.readString(whole.resolve("report.json")))
                .getAsJsonObject();
        assertThat(report.keySet())
                .containsExactly(
                        "models",
                        "capacity",
                        "vectors",
                        "crossEntropy",
                        "utilization",
                        "sources",
                        "geometry",
                        "entropyCoders",
                        "bitsNeeded",
                        "runs");
        assertThat(report.getAsJsonObject("capacity").getAsJsonArray("lengths")).hasSize(4);
    }

    @Test
    void study_pageAndReport_tellHowTheyWereMade() throws IOException {
        String page = Files.readString(whole.resolve("index.html"));
        JsonObject report = JsonParser.parseString(Files.readString(whole.resolve("report.json")))
                .getAsJsonObject();
        JsonObject model = report.getAsJsonArray("models").get(0).getAsJsonObject();
        JsonObject run = report.getAsJsonArray("runs").get(0).getAsJsonObject();

        String command =
                "cram study --model elman --samples 2 --lengths 2,12 --vectors 1,2 --steps 60 --detail 2 --batch 2"
                        + " --out " + whole;
        assertThat(report.getAsJsonArray("runs")).hasSize(1);
        assertThat(run.get("command").getAsString()).isEqualTo(command);
        assertThat(Instant.parse(run.get("began").getAsString())).isBefore(Instant.now());
        for (JsonObject object : List.of(model, run)) {
            assertThat(object.get("version").getAsString())
                    .isEqualTo(Cram.version())
                    .matches("\\d+\\.\\d+\\.\\d+.*");
            assertThat(object.get("device").getAsString()).isEqualTo("cpu");
            assertThat(object.get("threads").getAsInt()).isZero();
        }
        assertThat(page)
                .contains("<pre><code>" + command + "</code></pre>")
                .contains(Cram.version())
                .contains(model.get("fingerprint").getAsString())
                .contains(run.get("began").getAsString());
    }

    @Test
    void study_givenAgain_keepsTheRunThatMeasured() throws IOException {
        Path again = Files.createDirectories(folder.resolve("again"));
        Files.copy(whole.resolve("results.jsonl"), again.resolve("results.jsonl"));

        assertThat(study(again).code()).isZero();

        assertThat(Files.readString(again.resolve("report.json")))
                .isEqualTo(Files.readString(whole.resolve("report.json")));
        assertThat(Files.readString(again.resolve("results.jsonl")))
                .isEqualTo(Files.readString(whole.resolve("results.jsonl")));
    }

    @Test
    void study_resultsOfAnEarlierVersion_areRefused() throws IOException {
        Path old = Files.createDirectories(folder.resolve("old"));
        Files.writeString(
                old.resolve("results.jsonl"),
                Files.readString(whole.resolve("results.jsonl")).replaceFirst("\"version\":\"[^\"]*\",", ""));

        for (Cli.Result result :
                List.of(study(old), Cli.run("study", "--merge", old, "--out", folder.resolve("joined")))) {
            assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(result.err())
                    .contains("results.jsonl was made by an earlier version of this library")
                    .contains("measure again, in another folder");
        }
    }

    @Test
    void study_stoppedAnywhere_continuesToTheSameReport() throws IOException {
        byte[] results = Files.readAllBytes(whole.resolve("results.jsonl"));
        Random random = new Random(11);
        for (int stop = 0; stop < 3; stop++) {
            Path part = Files.createDirectories(folder.resolve("part" + stop));
            Files.write(part.resolve("results.jsonl"), Arrays.copyOf(results, random.nextInt(results.length)));

            assertThat(study(part).code()).isEqualTo(ExitCode.DONE);

            assertThat(files(part)).isEqualTo(files(whole));
        }
    }

    @Test
    void study_someStudies_leavesTheOthersOut() throws IOException {
        Path out = folder.resolve("some");
        study(out, "capacity", "utilization");

        String page = Files.readString(out.resolve("index.html"));
        assertThat(page).contains("id=\"capacity\"", "id=\"utilization\"").doesNotContain("id=\"geometry\"");
        assertThat(Files.readAllLines(out.resolve("geometry.csv"))).hasSize(1);
    }

    @Test
    void study_bisect_findsTheSameCapacity() throws IOException {
        Path out = folder.resolve("bisect");
        study(out, "capacity", "--bisect");

        assertThat(capacities(out)).isEqualTo(capacities(whole));
    }

    @Test
    void study_otherSettingsInTheSameFolder_isRefused() throws IOException {
        Path out = Files.createDirectories(folder.resolve("other"));
        Files.copy(whole.resolve("results.jsonl"), out.resolve("results.jsonl"));

        Cli.Result result = study(out, "--seed", 1);

        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err())
                .contains("made with other settings: ", "seed was 0 and is 1")
                .doesNotContain("plan was");
    }

    @Test
    void merge_twoModels_joinsTheirRows() throws IOException {
        Path second = folder.resolve("second");
        Path both = folder.resolve("both");
        Cli.study("elman:2", second, "capacity");

        Cli.Result result = Cli.run("study", "--merge", whole, second, "--out", both);

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        List<String> joined = new ArrayList<>(Files.readAllLines(whole.resolve("capacity.csv")));
        joined.addAll(Files.readAllLines(second.resolve("capacity.csv")).subList(1, 3));
        assertThat(Files.readString(both.resolve("index.html")))
                .contains(
                        "<code>cram study --model elman --samples",
                        "<code>cram study --model elman:2 --samples",
                        "<code>cram study --merge " + whole + " " + second);
        assertThat(Files.readAllLines(both.resolve("capacity.csv"))).isEqualTo(joined);
    }

    @Test
    void study_badInput_isRefusedBeforeAnyWork() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertRefused("study must be one of capacity, vectors", "study", "capacitance");
        assertRefused("preset must be quick or paper, but was 'slow'", "study", "--preset", "slow");
        assertRefused("bounds must be sentence or token", "study", "--bounds", "word");
        assertRefused("vectors must begin with 1", "study", "--vectors", "2,4");
        assertRefused("is a file: name a folder", "study", "--out", file);
        assertRefused("does not exist: check the name", "study", "--out", folder, "--texts", folder.resolve("none"));
        assertRefused("does not exist", "study", "--merge", folder.resolve("none"), "--out", folder);
        assertRefused("recipe must be one of", "study", "--recipe", "best", "--out", folder);
    }

    private static void assertRefused(String message, Object... args) {
        Cli.Result result = Cli.run(args);
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains(message);
    }

    private static Cli.Result study(Path out, Object... more) {
        return Cli.study("elman", out, more);
    }

    /** All files but the results, which hold times, without the runs; the page tells its folder. */
    private static Map<String, String> files(Path out) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> inside = Files.list(out)) {
            inside.filter(file -> !file.endsWith("results.jsonl")).forEach(file -> {
                try {
                    files.put(
                            file.getFileName().toString(),
                            RUNS.matcher(Files.readString(file).replace(out.toString(), "OUT"))
                                    .replaceAll(""));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return files;
    }

    private static List<String> capacities(Path out) throws IOException {
        return Files.readAllLines(out.resolve("capacity.csv")).stream()
                .map(line -> String.join(",", Arrays.copyOfRange(line.split(","), 4, 6)))
                .toList();
    }
}
