package dev.cram.report;

import static dev.cram.report.Table.number;

import dev.cram.study.CapacityRow;
import dev.cram.study.CrossEntropyStudy;
import dev.cram.study.EntropyCodersStudy;
import dev.cram.study.GeometryStudy;
import dev.cram.study.SourcesStudy;
import dev.cram.study.observation.ModelFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the figures of a report say, in sentences: each follows from the figures by a rule that it names, with the number of
 * texts behind it, or says that there is too little to tell.
 */
final class Findings {

    /** Fewer texts, pairs or lines say nothing. */
    static final int FEWEST = 5;

    /** Growth that differs by less from the number of vectors is in proportion. */
    private static final double PROPORTION = 0.25;

    /** Mean cosines that differ by less are alike. */
    private static final double COSINE = 0.05;

    private final Report report;

    Findings(Report report) {
        this.report = report;
    }

    /** Texts of each length behind a row: the fewest of any length. */
    int textsPerLength(CapacityRow row) {
        return points(row).stream()
                .mapToInt(CapacityRow.LengthPoint::texts)
                .min()
                .orElse(0);
    }

    /** The shortest length behind a row, in tokens. */
    int shortest(CapacityRow row) {
        return points(row).stream()
                .mapToInt(CapacityRow.LengthPoint::tokens)
                .min()
                .orElse(0);
    }

    private List<CapacityRow.LengthPoint> points(CapacityRow row) {
        List<CapacityRow.LengthPoint> all = new ArrayList<>(report.capacity().lengths());
        all.addAll(report.vectors().lengths());
        return all.stream()
                .filter(point -> point.model().equals(row.model())
                        && point.source().equals(row.source())
                        && point.vectors() == row.vectors())
                .toList();
    }

    /** How capacity grows with the number of vectors. */
    String vectors() {
        return models(report.vectors().rows().stream().map(CapacityRow::model).toList(), this::vectors);
    }

    private String vectors(String model) {
        List<CapacityRow> rows = report.vectors().rows().stream()
                .filter(row -> row.model().equals(model))
                .sorted(Comparator.comparingInt(CapacityRow::vectors))
                .toList();
        CapacityRow one = rows.get(0);
        CapacityRow most = rows.get(rows.size() - 1);
        int texts = Math.min(textsPerLength(one), textsPerLength(most));
        String from = "from " + one.vectors() + " to " + most.vectors() + " vectors the decoding capacity ";
        if (one.vectors() == most.vectors()) {
            return "one number of vectors was measured, which tells no growth.";
        }
        if (texts < FEWEST) {
            return tooLittle("how capacity grows with the number of vectors", texts + " texts a length");
        }
        if (one.decodingCapacity() == 0 || one.decodingCapacity() == one.largestLength()) {
            return tooLittle(
                    "how capacity grows with the number of vectors",
                    one.decodingCapacity() == 0
                            ? "no length came out above 0.99 with " + one.vectors() + " vectors"
                            : "the longest texts measured with " + one.vectors() + " vectors came out");
        }
        double growth = (double) most.decodingCapacity() / one.decodingCapacity();
        double share = growth / ((double) most.vectors() / one.vectors());
        boolean open = most.decodingCapacity() == most.largestLength();
        String measured = from + "goes from " + one.decodingCapacity() + " to "
                + (open ? "at least " : "") + most.decodingCapacity() + " tokens, " + (open ? "at least " : "")
                + number(growth, 2) + " times as much (" + texts + " texts a length): ";
        if (growth <= 1 && !open) {
            return measured + "it does not grow.";
        }
        if (share > 1 + PROPORTION) {
            return measured + "more than in proportion, by more than a quarter.";
        }
        if (share >= 1 - PROPORTION) {
            return measured + "in proportion, within a quarter.";
        }
        return measured
                + (open
                        ? "whether in proportion, longer texts would tell."
                        : "less than in proportion, by more than a quarter.");
    }

    /** Whether cross-entropy tells which texts fit. */
    String crossEntropy() {
        return models(
                report.crossEntropy().models().stream()
                        .map(CrossEntropyStudy.ModelRow::model)
                        .toList(),
                model -> crossEntropy(report.crossEntropy().models().stream()
                        .filter(row -> row.model().equals(model))
                        .findFirst()
                        .orElseThrow()));
    }

    private static String crossEntropy(CrossEntropyStudy.ModelRow row) {
        if (!tellsWhatFits(row)) {
            return tooLittle(
                    "whether cross-entropy predicts what fits",
                    beyond(row) + " of " + row.texts() + " texts did not fit; it takes " + FEWEST + " of each kind");
        }
        double byBits = row.hitShareByBits();
        double byLength = row.hitShareByLength();
        double error = Math.sqrt((byBits * (1 - byBits) + byLength * (1 - byLength)) / row.texts());
        String compared = byBits - byLength > 2 * error
                ? "cross-entropy predicts better than length"
                : byLength - byBits > 2 * error
                        ? "length predicts better than cross-entropy"
                        : "neither predicts better, by more than two standard errors";
        return "of " + row.texts() + " texts " + beyond(row)
                + " did not fit. A threshold on cross-entropy is right about "
                + percent(byBits) + ", one on length about " + percent(byLength) + ", the same word of all texts about "
                + percent(commonest(row)) + ": " + compared + ".";
    }

    /** Whether enough texts fit, and enough did not, to speak of a prediction. */
    static boolean tellsWhatFits(CrossEntropyStudy.ModelRow row) {
        return Math.min(beyond(row), row.texts() - beyond(row)) >= FEWEST;
    }

    static int beyond(CrossEntropyStudy.ModelRow row) {
        return row.capacityBits().count();
    }

    /** Hit rate of saying the same of all texts. */
    static double commonest(CrossEntropyStudy.ModelRow row) {
        return Math.max(beyond(row), row.texts() - beyond(row)) / (double) row.texts();
    }

    /** Whether other sources gain more than the main one. */
    String sources() {
        return models(
                report.sources().rows().stream().map(SourcesStudy.Row::model).toList(), this::sources);
    }

    private String sources(String model) {
        List<SourcesStudy.Row> rows = report.sources().rows().stream()
                .filter(row -> row.model().equals(model))
                .toList();
        SourcesStudy.Row main = rows.stream()
                .filter(row -> row.role() == ModelFacts.Role.MAIN)
                .findFirst()
                .orElseThrow();
        String found = rows.stream()
                .filter(row -> row.role() != ModelFacts.Role.MAIN)
                .map(row -> source(row, main))
                .collect(Collectors.joining(" " + model + ": "));
        return found.isEmpty() ? "one source was measured, which compares with none." : found;
    }

    private static String source(SourcesStudy.Row row, SourcesStudy.Row main) {
        String names = row.source() + " against " + main.source();
        int texts = row.gainBits().count();
        int mainTexts = main.gainBits().count();
        if (Math.min(texts, mainTexts) < FEWEST) {
            return tooLittle(
                    "which gains more, " + names,
                    texts + " and " + mainTexts + " texts did not fit; it takes " + FEWEST + " of each");
        }
        double difference = row.gainBitsDifference();
        double error = row.differenceError();
        String counts = " (" + texts + " and " + mainTexts + " texts that did not fit)";
        return Math.abs(difference) > 2 * error
                ? names + ": a vector gains " + number(Math.abs(difference), 1) + " bits "
                        + (difference > 0 ? "more" : "less") + ", more than two standard errors of " + number(error, 1)
                        + counts + "."
                : names + ": the gains differ by " + number(Math.abs(difference), 1)
                        + " bits, within two standard errors of " + number(error, 1) + counts + ".";
    }

    /** Whether solutions of one text lie together. */
    String geometry() {
        return models(
                report.geometry().models().stream()
                        .map(GeometryStudy.ModelRow::model)
                        .toList(),
                model -> geometry(report.geometry().models().stream()
                        .filter(row -> row.model().equals(model))
                        .findFirst()
                        .orElseThrow()));
    }

    private static String geometry(GeometryStudy.ModelRow row) {
        return cosines(row) + " " + lines(row);
    }

    private static String cosines(GeometryStudy.ModelRow row) {
        int pairs = Math.min(row.within().count(), row.between().count());
        if (row.texts() < FEWEST || pairs < FEWEST) {
            // Pairs of one text are not independent of each other: texts count, too.
            return tooLittle(
                    "whether solutions of one text lie together",
                    row.texts() + " texts with "
                            + row.within().count() + " pairs of one text and "
                            + row.between().count() + " of different texts");
        }
        double closer = row.within().mean() - row.between().mean();
        String means = " (" + row.texts() + " texts; mean cosine "
                + number(row.within().mean(), 3) + " of "
                + row.within().count() + " pairs against "
                + number(row.between().mean(), 3) + " of " + row.between().count() + ")";
        return closer >= COSINE
                ? "solutions of one text are closer to each other than to those of other texts, by " + number(closer, 3)
                        + means + "."
                : closer <= -COSINE
                        ? "solutions of one text are farther from each other than from those of other texts, by "
                                + number(-closer, 3) + means + "."
                        : "solutions of one text are as far from each other as from those of other texts, within "
                                + number(COSINE, 2) + means + ".";
    }

    private static String lines(GeometryStudy.ModelRow row) {
        int lines = row.lowestOnLine().count();
        if (lines < FEWEST) {
            return "There is too little to tell whether the straight line between two has errors: " + lines + " lines.";
        }
        long whole = Math.round(row.wholeLines() * lines);
        return "Of " + lines + " straight lines between two solutions of a text "
                + (whole == 0
                        ? "each has errors"
                        : whole == lines ? "none has an error" : lines - whole + " have errors")
                + ".";
    }

    /** Whether a vector is larger than its text. */
    String coders() {
        return report.entropyCoders().rows().stream()
                .filter(row -> row.coder().equals(EntropyCodersStudy.VECTORS))
                .map(row -> row.model() + ", " + row.source() + ": as a file a vector is "
                        + (row.codedBytes() > row.textBytes()
                                ? "larger than its text, "
                                : row.codedBytes() < row.textBytes()
                                        ? "smaller than its text, "
                                        : "as large as its text, ")
                        + number((double) row.codedBytes() / row.textBytes(), 1) + " bytes for each (" + row.texts()
                        + " texts, the longest of which all came out exact).")
                .collect(Collectors.joining(" "));
    }

    /** How many bits a component needs. */
    String bits() {
        return models(
                report.bitsNeeded().rows().stream().map(row -> row.model()).toList(), this::bits);
    }

    private String bits(String model) {
        var rows = report.bitsNeeded().rows().stream()
                .filter(row -> row.model().equals(model))
                .toList();
        int texts = rows.stream().mapToInt(row -> row.texts()).min().orElse(0);
        if (texts < FEWEST) {
            return tooLittle("how many bits a component needs", texts + " texts were right before rounding");
        }
        String of = " of " + texts + " texts that were right before, of "
                + rows.get(0).tokens() + " tokens.";
        return rows.stream().filter(row -> row.solvedShare() == 1).mapToInt(row -> row.bits()).min().stream()
                .mapToObj(bits -> bits + " bits a component are the fewest measured that leave every token right" + of)
                .findFirst()
                .orElse("no number of bits that was measured leaves every token right" + of);
    }

    private static String percent(double share) {
        return number(100 * share, 1) + " %";
    }

    private static String tooLittle(String question, String because) {
        return "there is too little to tell " + question + ": " + because + ".";
    }

    private static String models(List<String> models, java.util.function.Function<String, String> sentence) {
        return models.stream()
                .distinct()
                .map(model -> model + ": " + sentence.apply(model))
                .collect(Collectors.joining(" "));
    }
}
