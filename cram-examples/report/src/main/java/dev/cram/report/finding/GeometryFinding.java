package dev.cram.report.finding;

import static dev.cram.report.finding.Sentences.FEWEST;
import static dev.cram.report.finding.Sentences.tooLittle;
import static dev.cram.report.table.Numbers.number;

import dev.cram.report.Report;
import dev.cram.study.GeometryStudy.ModelRow;
import java.util.List;

/** Whether solutions of one text lie together, and what lies between them. */
public final class GeometryFinding {

    /** Mean cosines that differ by less are alike. */
    private static final double COSINE = 0.05;

    private GeometryFinding() {}

    /**
     * Says it.
     *
     * @param report the report
     * @return a sentence for each model
     */
    public static String of(Report report) {
        List<ModelRow> rows = report.geometry().models();
        return Sentences.perModel(
                rows.stream().map(ModelRow::model).toList(),
                model -> ofModel(rows.stream()
                        .filter(row -> row.model().equals(model))
                        .findFirst()
                        .orElseThrow()));
    }

    private static String ofModel(ModelRow row) {
        return cosines(row) + " " + lines(row);
    }

    private static String cosines(ModelRow row) {
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

    private static String lines(ModelRow row) {
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
}
