package dev.cram.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.model.Baseline;
import dev.cram.report.Preset;
import dev.cram.report.Report;
import dev.cram.report.finding.BitsNeededFinding;
import dev.cram.report.finding.CrossEntropyFinding;
import dev.cram.report.finding.EntropyCodersFinding;
import dev.cram.report.finding.GeometryFinding;
import dev.cram.report.finding.SourcesFinding;
import dev.cram.report.finding.VectorsFinding;
import dev.cram.study.BitsNeededStudy;
import dev.cram.study.CapacityRow;
import dev.cram.study.CapacityStudy;
import dev.cram.study.CrossEntropyStudy;
import dev.cram.study.EntropyCodersStudy;
import dev.cram.study.GeometryStudy;
import dev.cram.study.LengthPoint;
import dev.cram.study.SourcesStudy;
import dev.cram.study.Summary;
import dev.cram.study.UtilizationStudy;
import dev.cram.study.observation.ModelFacts;
import dev.cram.study.observation.ModelFacts.Role;
import dev.cram.study.observation.Observations;
import dev.cram.study.observation.StudyPlan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every sentence on both sides of its threshold. */
class FindingsTest {

    private StudyPlan plan = Preset.quick();

    private static final Summary NONE = new Summary(0, Double.NaN, Double.NaN);

    /** Capacities of one and of four vectors, the longest measured with each, and the texts a length. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "64 | 80 | 240 | 320 | 5 | goes from 64 to 240 tokens, 3.75 times as much (5 texts a length): in proportion, within a quarter.",
                "64 | 80 | 192 | 320 | 5 | in proportion, within a quarter.",
                "64 | 80 | 191 | 320 | 5 | less than in proportion, by more than a quarter.",
                "64 | 80 | 320 | 400 | 5 | in proportion, within a quarter.",
                "64 | 80 | 321 | 400 | 5 | more than in proportion, by more than a quarter.",
                "64 | 80 | 65  | 320 | 5 | less than in proportion, by more than a quarter.",
                "64 | 80 | 64  | 320 | 5 | it does not grow.",
                "64 | 80 | 0   | 320 | 5 | it does not grow.",
                "64 | 80 | 128 | 128 | 5 | goes from 64 to at least 128 tokens, at least 2.00 times as much (5 texts a length): whether in proportion, longer texts would tell.",
                "64 | 80 | 240 | 240 | 5 | in proportion, within a quarter.",
                "64 | 80 | 240 | 320 | 4 | there is too little to tell how capacity grows with the number of vectors: 4 texts a length.",
                "0  | 80 | 240 | 320 | 5 | there is too little to tell how capacity grows with the number of vectors: no length came out above 0.99 with 1 vectors.",
                "80 | 80 | 240 | 320 | 5 | there is too little to tell how capacity grows with the number of vectors: the longest texts measured with 1 vectors came out.",
            })
    void vectors_growth_isTold(int one, int longestOfOne, int four, int longestOfFour, int texts, String sentence) {
        CapacityStudy.Result vectors = new CapacityStudy.Result(
                List.of(capacity(1, one, longestOfOne, 3), capacity(4, four, longestOfFour, 3)),
                List.of(point(1, 16, texts + 3), point(1, longestOfOne, texts), point(4, longestOfFour, texts + 1)));

        assertThat(VectorsFinding.of(new Reports().vectors(vectors).report()))
                .startsWith("m: ")
                .endsWith(sentence);
    }

    /** Texts, those that did not fit, and the hit rates of thresholds on bits and on length. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100 | 40 | 0.98 | 0.80 | cross-entropy predicts better than length.",
                "100 | 40 | 0.90 | 0.83 | neither predicts better, by more than two standard errors.",
                "100 | 40 | 0.80 | 0.98 | length predicts better than cross-entropy.",
                "100 | 40 | 1.00 | 1.00 | A threshold on cross-entropy is right about 100.0 %, one on length about 100.0 %, the same word of all texts about 60.0 %: neither predicts better, by more than two standard errors.",
                "100 | 5  | 0.98 | 0.80 | cross-entropy predicts better than length.",
                "100 | 95 | 0.98 | 0.80 | cross-entropy predicts better than length.",
                "100 | 4  | 0.98 | 0.80 | too little to tell whether cross-entropy predicts what fits: 4 of 100 texts did not fit; it takes 5 of each kind.",
                "100 | 96 | 0.98 | 0.80 | too little to tell whether cross-entropy predicts what fits: 96 of 100 texts did not fit; it takes 5 of each kind.",
                "100 | 0  | 1.00 | 1.00 | too little to tell whether cross-entropy predicts what fits: 0 of 100 texts did not fit; it takes 5 of each kind.",
            })
    void crossEntropy_hitRates_areCompared(int texts, int beyond, double byBits, double byLength, String sentence) {
        Report report = new Reports()
                .crossEntropy(crossEntropy(texts, beyond, byBits, byLength))
                .report();

        assertThat(CrossEntropyFinding.of(report)).startsWith("m: ").endsWith(sentence);
        assertThat(page(report).contains("of texts told from their cross-entropy"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"5, true", "95, true", "4, false", "96, false", "0, false"})
    void headline_hitRate_needsTextsOfBothKinds(int beyond, boolean told) {
        String page = page(new Reports()
                .crossEntropy(crossEntropy(100, beyond, 1, 0.9))
                .capacity(new CapacityStudy.Result(
                        List.of(capacity(1, 64, 80, 3)), List.of(point(1, 16, 8), point(1, 80, 8))))
                .report());

        assertThat(page.contains("<dd>100.0 %</dd>")).isEqualTo(told);
        assertThat(page.contains("of 100 texts told from their cross-entropy alone"))
                .isEqualTo(told);
        assertThat(page.contains("<dd>too few texts</dd>")).isEqualTo(!told);
        assertThat(page.contains(beyond + " of 100 did not fit, and it takes 5 of each kind"))
                .isEqualTo(!told);
    }

    /** Capacity, exact capacity, longest measured, texts a length, texts that did not fit. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "64 | 48 | 80 | 8 | 5 | <dd>64 tokens</dd> | given the true ones before them (8 texts a length) | greedy decoding (8 texts a length) | did not fit in at most 100 steps (5 texts)",
                "80 | 80 | 80 | 8 | 5 | <dd>80 tokens</dd> | before them or more, the longest measured (8 texts | greedy decoding or more, the longest measured (8 | did not fit in at most 100 steps (5 texts)",
                "0  | 0  | 80 | 5 | 5 | <dd>fewer than 16 tokens</dd> | before them (5 texts a length) | greedy decoding (5 texts a length) | did not fit in at most 100 steps (5",
                "64 | 48 | 80 | 4 | 4 | <dd>48 tokens</dd> | (4 texts a length: too few to rely on) | greedy decoding (4 texts a length: too few | did not fit in at most 100 steps (4 texts: too few to rely on)",
                "64 | 48 | 80 | 1 | 1 | <dd>48 tokens</dd> | (1 text a length: too few to rely on) | greedy decoding (1 text a length: too few | did not fit in at most 100 steps (1 text: too few to rely on)",
            })
    void headlines_capacities_tellTheirTexts(
            int capacity,
            int exact,
            int longest,
            int texts,
            int beyond,
            String figure,
            String decoding,
            String greedy,
            String limit) {
        CapacityRow row = new CapacityRow(
                "m",
                "books",
                1,
                3 * texts,
                capacity,
                exact,
                summary(beyond, 60),
                summary(beyond, 300),
                summary(beyond, 500),
                summary(texts, 50),
                summary(texts, 400),
                longest);
        String page = page(new Reports()
                .capacity(new CapacityStudy.Result(
                        List.of(row), List.of(point(1, 16, texts + 1), point(1, longest, texts))))
                .report());

        assertThat(page).contains(figure, decoding, greedy, limit, "tokens used (" + beyond);
    }

    @Test
    void headlines_searchesCutShort_tellTheirSteps() {
        StudyPlan quick = Preset.quick();
        for (int steps : new int[] {0, 1}) {
            plan = new StudyPlan(
                    "quick",
                    8,
                    quick.lengths(),
                    false,
                    quick.vectors(),
                    "progressive@0.5",
                    steps,
                    8,
                    0,
                    32,
                    5,
                    4,
                    20,
                    quick.bits(),
                    8,
                    512);
            String page = page(new Reports()
                    .capacity(new CapacityStudy.Result(
                            List.of(capacity(1, 0, 80, 9)), List.of(point(1, 16, 8), point(1, 80, 8))))
                    .report());

            assertThat(page)
                    .contains("that did not fit in at most " + (steps == 1 ? "1 step (9" : "10,000 steps (9"))
                    .doesNotContain("at its limit");
        }
    }

    @Test
    void headlines_nothingBeyondCapacity_tellNoGain() {
        String page = page(new Reports()
                .capacity(new CapacityStudy.Result(
                        List.of(capacity(1, 80, 80, 0)), List.of(point(1, 16, 8), point(1, 80, 8))))
                .report());

        assertThat(page)
                .contains("<dd>80 tokens</dd>")
                .doesNotContain("that did not fit in at most", "of the theoretical capacity of");
    }

    /** Texts beyond capacity of both sources, the difference of their gains and its standard error. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9 | 8 | 21  | 10 | training against books: a vector gains 21.0 bits more, more than two standard errors of 10.0 (9 and 8 texts that did not fit).",
                "9 | 8 | -21 | 10 | training against books: a vector gains 21.0 bits less, more than two standard errors of 10.0 (9 and 8 texts that did not fit).",
                "9 | 8 | 20  | 10 | training against books: the gains differ by 20.0 bits, within two standard errors of 10.0 (9 and 8 texts that did not fit).",
                "5 | 5 | -3  | 10 | the gains differ by 3.0 bits, within two standard errors",
                "4 | 8 | 21  | 10 | too little to tell which gains more, training against books: 4 and 8 texts did not fit; it takes 5 of each.",
                "8 | 4 | 21  | 10 | too little to tell which gains more, training against books: 8 and 4 texts did not fit; it takes 5 of each.",
                "0 | 8 | NaN | NaN | too little to tell which gains more, training against books: 0 and 8 texts did not fit; it takes 5 of each.",
            })
    void sources_gains_areCompared(int texts, int mainTexts, double difference, double error, String sentence) {
        Report report = new Reports()
                .sources(
                        source("books", Role.MAIN, mainTexts, 0, 0),
                        source("training", Role.SEEN, texts, difference, error))
                .report();

        assertThat(SourcesFinding.of(report)).startsWith("m: ").contains(sentence);
    }

    @Test
    void sources_one_comparesWithNone() {
        assertThat(SourcesFinding.of(new Reports()
                        .sources(source("books", Role.MAIN, 9, 0, 0))
                        .report()))
                .isEqualTo("m: one source was measured, which compares with none.");
    }

    /** Mean cosines with their pairs, then lines and the share of those without error. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.144 | 24 | 0.024 | 90 | 24 | 0    | solutions of one text are closer to each other than to those of other texts, by 0.120 (5 texts; mean cosine 0.144 of 24 pairs against 0.024 of 90). Of 24 straight lines between two solutions of a text each has errors.",
                "0.0745 | 24 | 0.024 | 90 | 24 | 0    | are closer to each other than to those of other texts, by 0.050",
                "0.073 | 24 | 0.024 | 90 | 24 | 0.25 | are as far from each other as from those of other texts, within 0.05 (5 texts; mean cosine 0.073 of 24 pairs against 0.024 of 90). Of 24 straight lines between two solutions of a text 18 have errors.",
                "0.0   | 24 | 0.06  | 90 | 24 | 1    | are farther from each other than from those of other texts, by 0.060 (5 texts; mean cosine 0.000 of 24 pairs against 0.060 of 90). Of 24 straight lines between two solutions of a text none has an error.",
                "0.144 | 5  | 0.024 | 5  | 5  | 0    | closer to each other than to those of other texts, by 0.120",
                "0.144 | 4  | 0.024 | 90 | 4  | 0    | too little to tell whether solutions of one text lie together: 5 texts with 4 pairs of one text and 90 of different texts. There is too little to tell whether the straight line between two has errors: 4 lines.",
                "0.144 | 24 | 0.024 | 4  | 24 | 0    | too little to tell whether solutions of one text lie together: 5 texts with 24 pairs of one text and 4 of different texts. Of 24 straight lines",
                "NaN   | 0  | NaN   | 0  | 0  | NaN  | too little to tell whether solutions of one text lie together: 5 texts with 0 pairs of one text and 0 of different texts. There is too little",
            })
    void geometry_cosinesAndLines_areTold(
            double within, int pairs, double between, int others, int lines, double whole, String sentence) {
        Report report = new Reports()
                .geometry(new GeometryStudy.ModelRow(
                        "m",
                        5,
                        9,
                        summary(pairs, within),
                        summary(others, between),
                        summary(lines, 0.5),
                        summary(lines, 0.4),
                        whole))
                .report();

        assertThat(GeometryFinding.of(report)).startsWith("m: ").contains(sentence);
        assertThat(page(report)).doesNotContain("hardly closer");
    }

    @Test
    void geometry_manyPairsOfFewTexts_areTooLittle() {
        GeometryStudy.ModelRow row = new GeometryStudy.ModelRow(
                "m", 4, 16, summary(24, 0.144), summary(96, 0.024), summary(24, 0.5), summary(24, 0.4), 0);

        assertThat(GeometryFinding.of(new Reports().geometry(row).report()))
                .contains(
                        "too little to tell whether solutions of one text lie together: 4 texts with 24 pairs of one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2304 | 230  | larger than its text, 10.0 bytes for each (8 texts, the longest of which all came out exact).",
                "231  | 230  | larger than its text",
                "230  | 230  | as large as its text, 1.0 bytes",
                "229  | 230  | smaller than its text, 1.0 bytes",
            })
    void coders_vectorsAndTexts_areCompared(long codedBytes, long textBytes, String sentence) {
        Report report = new Reports()
                .coder(new EntropyCodersStudy.Row(
                        "m",
                        "books",
                        EntropyCodersStudy.VECTORS,
                        8,
                        textBytes,
                        codedBytes,
                        8.0 * codedBytes / textBytes,
                        1,
                        1,
                        0))
                .report();

        assertThat(EntropyCodersFinding.of(report))
                .startsWith("m, books: as a file a vector is ")
                .contains(sentence);
    }

    @Test
    void coders_withoutVectors_sayNothingOfThem() {
        assertThat(EntropyCodersFinding.of(new Reports()
                        .coder(new EntropyCodersStudy.Row("m", "books", "zlib", 8, 100, 60, 4.8, 1.7, 4, 0))
                        .report()))
                .isEmpty();
    }

    /** Texts, and the shares still right at 8 and at 4 bits. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | 1    | 1    | 4 bits a component are the fewest measured that leave every token right of 5 texts",
                "5 | 1    | 0.98 | 8 bits a component are the fewest measured that leave every token right of 5 texts",
                "5 | 0.98 | 0.5  | no number of bits that was measured leaves every token right of 5 texts",
                "4 | 1    | 1    | there is too little to tell how many bits a component needs: 4 texts were right before rounding.",
            })
    void bits_needed_areTold(int texts, double atEight, double atFour, String sentence) {
        Report report = new Reports()
                .bits(bits(8, texts, atEight), bits(4, texts, atFour))
                .report();

        assertThat(BitsNeededFinding.of(report)).startsWith("m: ").contains(sentence);
    }

    private static String page(Report report) {
        return Page.of(report, new Observations(), List.of()).html();
    }

    private static Summary summary(int count, double mean) {
        return count == 0 ? NONE : new Summary(count, mean, 1);
    }

    private static CapacityRow capacity(int vectors, int tokens, int longest, int beyond) {
        Summary gain = summary(beyond, 500);
        return new CapacityRow("m", "books", vectors, 24, tokens, tokens, gain, gain, gain, gain, gain, longest);
    }

    private static LengthPoint point(int vectors, int tokens, int texts) {
        Summary any = new Summary(texts, 1, 0);
        return new LengthPoint("m", "books", vectors, tokens, texts, any, 1, any, any, any, any, any);
    }

    private static CrossEntropyStudy.ModelRow crossEntropy(int texts, int beyond, double byBits, double byLength) {
        return new CrossEntropyStudy.ModelRow("m", texts, summary(beyond, 500), texts, texts, 1, byBits, byLength);
    }

    private static SourcesStudy.Row source(String name, Role role, int texts, double difference, double error) {
        return new SourcesStudy.Row(
                "m", name, role, 5, 64, summary(texts, 60), summary(texts, 500), 1, 1, difference, error);
    }

    private static BitsNeededStudy.Row bits(int bits, int texts, double solved) {
        return new BitsNeededStudy.Row(
                "m", 32, bits, texts, solved, solved, summary(texts, solved), summary(texts, 100), 1_000, 10);
    }

    /** A report of one model with some rows. */
    private final class Reports {

        private CapacityStudy.Result capacity = new CapacityStudy.Result(List.of(), List.of());
        private CapacityStudy.Result vectors = new CapacityStudy.Result(List.of(), List.of());
        private final List<CrossEntropyStudy.ModelRow> crossEntropy = new ArrayList<>();
        private List<SourcesStudy.Row> sources = List.of();
        private final List<GeometryStudy.ModelRow> geometry = new ArrayList<>();
        private final List<EntropyCodersStudy.Row> coders = new ArrayList<>();
        private List<BitsNeededStudy.Row> bits = List.of();

        Reports capacity(CapacityStudy.Result result) {
            capacity = result;
            return this;
        }

        Reports vectors(CapacityStudy.Result result) {
            vectors = result;
            return this;
        }

        Reports crossEntropy(CrossEntropyStudy.ModelRow row) {
            crossEntropy.add(row);
            return this;
        }

        Reports sources(SourcesStudy.Row... rows) {
            sources = List.of(rows);
            return this;
        }

        Reports geometry(GeometryStudy.ModelRow row) {
            geometry.add(row);
            return this;
        }

        Reports coder(EntropyCodersStudy.Row row) {
            coders.add(row);
            return this;
        }

        Reports bits(BitsNeededStudy.Row... rows) {
            bits = List.of(rows);
            return this;
        }

        Report report() {
            ModelFacts facts = new ModelFacts(
                    "m",
                    "f00d",
                    "float32",
                    "cpu",
                    2,
                    "0.1.0",
                    64,
                    512,
                    256,
                    Baseline.NONE,
                    plan,
                    List.of(new ModelFacts.SourceFacts("books", Role.MAIN, "1d")));
            return new Report(
                    List.of(facts),
                    capacity,
                    vectors,
                    new CrossEntropyStudy.Result(crossEntropy, List.of()),
                    new UtilizationStudy.Result(List.of()),
                    new SourcesStudy.Result(sources),
                    new GeometryStudy.Result(geometry, List.of(), List.of(), List.of()),
                    new EntropyCodersStudy.Result(coders),
                    new BitsNeededStudy.Result(bits),
                    List.of());
        }
    }
}
