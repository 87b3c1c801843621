package dev.cram.report.finding;

import static dev.cram.report.finding.Sentences.FEWEST;
import static dev.cram.report.finding.Sentences.tooLittle;
import static dev.cram.report.table.Numbers.percent;

import dev.cram.report.Report;
import dev.cram.study.CrossEntropyStudy.ModelRow;
import java.util.List;

/** Whether cross-entropy tells which texts fit. */
public final class CrossEntropyFinding {

    private CrossEntropyFinding() {}

    /**
     * Says it.
     *
     * @param report the report
     * @return a sentence for each model
     */
    public static String of(Report report) {
        List<ModelRow> rows = report.crossEntropy().models();
        return Sentences.perModel(
                rows.stream().map(ModelRow::model).toList(),
                model -> ofModel(rows.stream()
                        .filter(row -> row.model().equals(model))
                        .findFirst()
                        .orElseThrow()));
    }

    private static String ofModel(ModelRow row) {
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

    /**
     * Whether enough texts fit, and enough did not, to speak of a prediction.
     *
     * @param row a model's row
     * @return true if so
     */
    public static boolean tellsWhatFits(ModelRow row) {
        return Math.min(beyond(row), row.texts() - beyond(row)) >= FEWEST;
    }

    /**
     * Texts that did not fit.
     *
     * @param row a model's row
     * @return their number
     */
    public static int beyond(ModelRow row) {
        return row.capacityBits().count();
    }

    /**
     * Hit rate of saying the same of all texts.
     *
     * @param row a model's row
     * @return 0 to 1
     */
    public static double commonest(ModelRow row) {
        return Math.max(beyond(row), row.texts() - beyond(row)) / (double) row.texts();
    }
}
