package dev.cram.report.finding;

import static dev.cram.report.table.Numbers.number;

import dev.cram.report.Report;
import dev.cram.study.EntropyCodersStudy;
import java.util.stream.Collectors;

/** Whether a vector is larger than its text. */
public final class EntropyCodersFinding {

    private EntropyCodersFinding() {}

    /**
     * Says it.
     *
     * @param report the report
     * @return a sentence for each model and source
     */
    public static String of(Report report) {
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
}
