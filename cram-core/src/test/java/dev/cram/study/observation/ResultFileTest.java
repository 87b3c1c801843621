package dev.cram.study.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.memory.StopReason;
import dev.cram.model.Baseline;
import dev.cram.model.TokenScores;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that the command line wrote, with a line of every kind: what it holds, and how, must never change. */
class ResultFileTest {

    private static final String VECTOR = vector();

    private static final StudyPlan PLAN = new StudyPlan(
            "quick",
            2,
            List.of(2, 3),
            false,
            List.of(1, 2),
            "default",
            60,
            2,
            0,
            2,
            2,
            4,
            20,
            List.of(16, 8, 6, 4),
            2,
            512);

    private static final ModelFacts FACTS = new ModelFacts(
            "elman",
            "6dca3d88796032419f6d11fce3e4349b2abea46adf1ed6dce46535cac3e0bc69",
            "float32",
            "cpu",
            0,
            "0.1.0-SNAPSHOT",
            128,
            256,
            256,
            Baseline.NONE,
            PLAN,
            List.of(
                    new ModelFacts.SourceFacts(
                            "unseen books",
                            ModelFacts.Role.MAIN,
                            "9abab1c91920819636a9f2d8c70afe138fb35f0b48b4ea9c0cb731a925201a49"),
                    new ModelFacts.SourceFacts(
                            "random words",
                            ModelFacts.Role.RANDOM_WORDS,
                            "32d13fc660dd3cdf285cb599fea17369dcc371f04a78c56946e04f5157b756a0")));

    @TempDir
    private Path folder;

    @Test
    void read_fileOfEveryKind_givesTheValuesThatWereWritten() throws IOException {
        Observations read = ResultLog.read(file()).observations();

        assertThat(read.all(ModelFacts.class)).containsExactly(FACTS);
        assertThat(read.all(StudyRun.class))
                .containsExactly(new StudyRun(
                        "elman",
                        "2026-11-26T21:40:29Z",
                        "0.1.0-SNAPSHOT",
                        "cpu",
                        0,
                        "cram study --model elman --samples 2 --lengths 2,3 --vectors 1,2 --steps 60 --detail 2"
                                + " --batch 2 --out cram-study"));
        assertThat(read.all(Crammed.class))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(new Crammed(
                        "elman",
                        "unseen books",
                        1,
                        2,
                        0,
                        "\"Y",
                        List.of("\"", "Y"),
                        2,
                        0,
                        true,
                        new TokenScores(new float[] {5.5451775f, 3.977256f}, new float[] {0, -0.92245126f}),
                        new TokenScores(new float[] {4.9024526E-5f, 0.13767262f}, new float[] {10.823184f, 3.6621141f}),
                        3,
                        3.5,
                        0.032010774,
                        StopReason.EXACT));
        assertThat(read.all(Rounded.class))
                .containsExactly(
                        new Rounded("elman", "unseen books", 1, 2, 0, 16, true, true, 1, 13.539268709871656, 2_080));
        assertThat(read.all(Solution.class))
                .containsExactly(new Solution("elman", "unseen books", 2, 0, 0, true, 1, VECTOR));
        assertThat(read.all(SolutionLine.class))
                .containsExactly(new SolutionLine(
                        "elman", "unseen books", 2, 0, 0, 8_639_909_309_411_767_453L, Collections.nCopies(21, 1.0)));
        assertThat(read.all(Trajectory.class))
                .containsExactly(new Trajectory(
                        "elman",
                        "unseen books",
                        2,
                        0,
                        List.of(1, 2, 3),
                        List.of(-2.0940392093945803, 0.14771313890160534, 1.946326061863407),
                        List.of(-0.23882556834088892, 0.5364926008288816, -0.29766703623287655),
                        List.of(0.0, 0.5, 1.0),
                        List.of(0.9497631075527118, 0.050236892447287365, 9.094612931491102E-16),
                        2));
        assertThat(read.all(Coded.class))
                .containsExactly(
                        new Coded("elman", "unseen books", 0, "zlib", 256, 256, 184, 6254.303886795431),
                        new Coded("elman", "unseen books", Coded.JOINED, "zlib", 0, 512, 306, 0));
    }

    @Test
    void append_whatWasRead_writesTheSameBytes() throws IOException {
        Path copy = folder.resolve("results.jsonl");
        Observations read = ResultLog.read(file()).observations();
        try (ResultLog log = ResultLog.open(copy)) {
            List.of(
                            ModelFacts.class,
                            StudyRun.class,
                            Crammed.class,
                            Solution.class,
                            SolutionLine.class,
                            Trajectory.class,
                            Coded.class,
                            Rounded.class)
                    .forEach(kind -> log.append(read.all(kind)));
        }

        assertThat(copy).hasSameBinaryContentAs(file());
    }

    private static Path file() {
        URL file = ResultFileTest.class.getResource("results.jsonl");
        try {
            return Path.of(Objects.requireNonNull(file, "results.jsonl").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the line of the solution holds. */
    private static String vector() {
        try {
            String lines = Files.readString(file());
            int begin = lines.indexOf("\"vector\":\"") + "\"vector\":\"".length();
            return lines.substring(begin, lines.indexOf('"', begin));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void baseline_isKeptWhereItIsNotNone() {
        ModelFacts behind =
                new ModelFacts("m", "f", "float32", "cpu", 0, "0.1.0", 8, 9, 7, Baseline.START_TOKEN, PLAN, List.of());

        assertThat(ObservationJson.line(behind)).contains("\"baseline\":\"start token\"");
        assertThat(ObservationJson.parse(ObservationJson.line(behind), Path.of("results.jsonl")))
                .isEqualTo(behind);
        assertThat(ObservationJson.line(FACTS)).doesNotContain("baseline");
    }
}
