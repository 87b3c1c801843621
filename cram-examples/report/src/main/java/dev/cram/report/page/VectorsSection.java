package dev.cram.report.page;

import dev.cram.report.Report;
import dev.cram.report.finding.VectorsFinding;
import dev.cram.report.plot.Lines;
import dev.cram.report.plot.Plot;
import dev.cram.study.CapacityRow;
import java.util.List;

/** How much several vectors hold. */
final class VectorsSection {

    private VectorsSection() {}

    static Section of(Report report) {
        List<CapacityRow> rows = report.vectors().rows();
        return new Section(
                rows.stream().anyMatch(row -> row.vectors() > 1),
                "vectors",
                "Several vectors",
                VectorsFinding.of(report),
                plots(rows),
                List.of(CapacityTable.of("vectors", "What several vectors hold", rows)),
                List.of(Published.vectors()));
    }

    private static List<Plot> plots(List<CapacityRow> rows) {
        return List.of(
                Plot.xy(
                        "plot-vectors-capacity",
                        "Capacity by number of vectors",
                        "vectors",
                        "decoding capacity, tokens",
                        Lines.of(rows, CapacityRow::model, CapacityRow::vectors, CapacityRow::decodingCapacity)),
                Plot.xy(
                        "plot-vectors-gain",
                        "Information gain by number of vectors",
                        "vectors",
                        "gain of texts beyond capacity, bits",
                        Lines.of(
                                rows.stream()
                                        .filter(row -> row.gainBitsBeyond().count() > 0)
                                        .toList(),
                                CapacityRow::model,
                                CapacityRow::vectors,
                                row -> row.gainBitsBeyond().mean())));
    }
}
