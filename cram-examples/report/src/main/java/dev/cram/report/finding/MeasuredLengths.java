package dev.cram.report.finding;

import dev.cram.report.Report;
import dev.cram.study.CapacityRow;
import dev.cram.study.LengthPoint;
import java.util.ArrayList;
import java.util.List;

/** The lengths that a capacity was found among. */
public final class MeasuredLengths {

    private MeasuredLengths() {}

    /**
     * Texts of each length behind a row: the fewest of any length.
     *
     * @param report the report
     * @param row a row of it
     * @return their number
     */
    public static int textsPerLength(Report report, CapacityRow row) {
        return points(report, row).stream().mapToInt(LengthPoint::texts).min().orElse(0);
    }

    /**
     * The shortest length behind a row.
     *
     * @param report the report
     * @param row a row of it
     * @return in tokens
     */
    public static int shortest(Report report, CapacityRow row) {
        return points(report, row).stream().mapToInt(LengthPoint::tokens).min().orElse(0);
    }

    private static List<LengthPoint> points(Report report, CapacityRow row) {
        List<LengthPoint> all = new ArrayList<>(report.capacity().lengths());
        all.addAll(report.vectors().lengths());
        return all.stream()
                .filter(point -> point.model().equals(row.model())
                        && point.source().equals(row.source())
                        && point.vectors() == row.vectors())
                .toList();
    }
}
