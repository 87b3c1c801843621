package dev.cram.report.page;

import static dev.cram.report.table.Column.count;
import static dev.cram.report.table.Column.figure;
import static dev.cram.report.table.Column.text;

import dev.cram.report.Report;
import dev.cram.report.plot.Plot;
import dev.cram.report.table.Table;
import dev.cram.study.UtilizationStudy.Row;
import java.util.List;
import java.util.Map;

/** How much of the theoretical capacity is used. */
final class UtilizationSection {

    private UtilizationSection() {}

    static Section of(Report report) {
        List<Row> rows = report.utilization().rows();
        return new Section(
                !rows.isEmpty(),
                "utilization",
                "Utilization",
                "The theoretical capacity is vectors times components times 16 bits; in tokens, divided by log2 of"
                        + " the vocabulary.",
                plots(rows.stream()
                        .filter(row -> Double.isFinite(row.tokenUtilization()))
                        .toList()),
                List.of(table(rows)),
                List.of(Published.utilization()));
    }

    private static List<Plot> plots(List<Row> rows) {
        return rows.isEmpty()
                ? List.of()
                : List.of(Plot.bars(
                        "plot-utilization",
                        "Use of the theoretical capacity",
                        "model, source, vectors",
                        "token gain, % of capacity",
                        rows.stream()
                                .map(row -> row.model() + ", " + row.source() + ", " + row.vectors())
                                .toList(),
                        Map.of(
                                "token gain",
                                rows.stream()
                                        .map(row -> 100 * row.tokenUtilization())
                                        .toList())));
    }

    private static Table<Row> table(List<Row> rows) {
        return new Table<>(
                "utilization",
                "Theoretical capacity at 16 bits a component, and how much of it is used",
                rows,
                List.of(
                        text("model", Row::model),
                        text("source", Row::source),
                        count("vectors", Row::vectors),
                        figure("capacity", "tokens", 0, Row::theoreticalTokens),
                        figure("token gain beyond", 1, Row::tokenGain),
                        figure("utilization", "tokens", 4, Row::tokenUtilization),
                        figure("capacity", "bits", 0, Row::theoreticalBits),
                        figure("gain beyond", "bits", 1, Row::gainBits),
                        figure("utilization", "bits", 4, Row::bitUtilization)));
    }
}
