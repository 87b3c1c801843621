package dev.cram.report.finding;

import static dev.cram.report.finding.MeasuredLengths.textsPerLength;
import static dev.cram.report.finding.Sentences.FEWEST;
import static dev.cram.report.finding.Sentences.tooLittle;
import static dev.cram.report.table.Numbers.number;

import dev.cram.report.Report;
import dev.cram.study.CapacityRow;
import java.util.Comparator;
import java.util.List;

/** How capacity grows with the number of vectors. */
public final class VectorsFinding {

    /** Growth that differs by less from the number of vectors is in proportion. */
    private static final double PROPORTION = 0.25;

    private VectorsFinding() {}

    /**
     * Says it.
     *
     * @param report the report
     * @return a sentence for each model
     */
    public static String of(Report report) {
        return Sentences.perModel(
                report.vectors().rows().stream().map(CapacityRow::model).toList(), model -> ofModel(report, model));
    }

    private static String ofModel(Report report, String model) {
        List<CapacityRow> rows = report.vectors().rows().stream()
                .filter(row -> row.model().equals(model))
                .sorted(Comparator.comparingInt(CapacityRow::vectors))
                .toList();
        CapacityRow one = rows.get(0);
        CapacityRow most = rows.get(rows.size() - 1);
        int texts = Math.min(textsPerLength(report, one), textsPerLength(report, most));
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
}
