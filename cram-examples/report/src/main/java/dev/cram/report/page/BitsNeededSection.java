package dev.cram.report.page;

import static dev.cram.report.table.Column.count;
import static dev.cram.report.table.Column.figure;
import static dev.cram.report.table.Column.text;
import static dev.cram.report.table.SummaryColumn.mean;

import dev.cram.report.Report;
import dev.cram.report.finding.BitsNeededFinding;
import dev.cram.report.plot.Lines;
import dev.cram.report.plot.Plot;
import dev.cram.report.table.Table;
import dev.cram.study.BitsNeededStudy.Row;
import java.util.List;

/** How coarse the components of a vector may be. */
final class BitsNeededSection {

    private BitsNeededSection() {}

    static Section of(Report report) {
        List<Row> rows = report.bitsNeeded().rows();
        return new Section(
                !rows.isEmpty(),
                "bits-needed",
                "Bits needed",
                "Vectors rounded to equal steps between minus and plus their largest component, with one 32-bit"
                        + " scale a vector. "
                        + BitsNeededFinding.of(report),
                plots(rows),
                List.of(table(rows)),
                List.of());
    }

    private static List<Plot> plots(List<Row> rows) {
        return rows.isEmpty()
                ? List.of()
                : List.of(Plot.xy(
                        "plot-bits",
                        "Texts whose every token is right after rounding",
                        "bits a component",
                        "share of texts all right",
                        Lines.of(rows, Row::model, Row::bits, Row::solvedShare)));
    }

    private static Table<Row> table(List<Row> rows) {
        return new Table<>(
                "bits-needed",
                "Vectors rounded to so many bits a component, of the texts whose every trained token was right before",
                rows,
                List.of(
                        text("model", Row::model),
                        count("tokens", Row::tokens),
                        count("bits a component", Row::bits),
                        count("texts", Row::texts),
                        figure("share all right", 3, Row::solvedShare),
                        figure("share exact", 3, Row::exactShare),
                        mean("accuracy", 4, Row::accuracy),
                        mean("gain", "bits", 1, Row::gainBits),
                        count("vector", "bits", Row::storedBits),
                        figure("stored bits a crammed bit", 1, Row::storedPerGained)));
    }
}
