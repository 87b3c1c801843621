package dev.cram.report.page;

import static dev.cram.report.table.Column.count;
import static dev.cram.report.table.Column.figure;
import static dev.cram.report.table.Column.text;
import static dev.cram.report.table.SummaryColumn.mean;
import static dev.cram.report.table.SummaryColumn.size;

import dev.cram.report.Report;
import dev.cram.report.finding.SourcesFinding;
import dev.cram.report.plot.Plot;
import dev.cram.report.table.Table;
import dev.cram.study.SourcesStudy.Row;
import dev.cram.study.observation.ModelFacts.Role;
import java.util.List;
import java.util.Map;

/** Whether what the model remembers gains more than what it never saw. */
final class SourcesSection {

    private SourcesSection() {}

    static Section of(Report report) {
        List<Row> rows = report.sources().rows();
        return new Section(
                !rows.isEmpty(),
                "sources",
                "Sources of text",
                "If vectors held what the model remembers, text that it was trained on would gain more than text"
                        + " that it never saw. Random words are what no model can predict. "
                        + SourcesFinding.of(report),
                plots(rows.stream().filter(row -> row.gainBits().count() > 0).toList()),
                List.of(table(rows)),
                List.of());
    }

    private static List<Plot> plots(List<Row> rows) {
        return rows.isEmpty()
                ? List.of()
                : List.of(Plot.bars(
                        "plot-sources",
                        "Information gain by source",
                        "model, source",
                        "gain of texts beyond capacity, bits",
                        rows.stream()
                                .map(row -> row.model() + ", " + row.source())
                                .toList(),
                        Map.of(
                                "information gain",
                                rows.stream().map(row -> row.gainBits().mean()).toList())));
    }

    private static Table<Row> table(List<Row> rows) {
        return new Table<>(
                "sources",
                "Sources of texts side by side; ratios and differences are to the main source",
                rows,
                List.of(
                        text("model", Row::model),
                        text("source", Row::source),
                        text("role", row -> role(row.role())),
                        figure("cross-entropy before", "bits a token", 2, Row::plainBitsPerToken),
                        count("decoding capacity", "tokens", Row::decodingCapacity),
                        size("texts beyond capacity", Row::tokenGain),
                        mean("token gain beyond", 1, Row::tokenGain),
                        mean("gain beyond", "bits", 1, Row::gainBits),
                        figure("ratio of token gains", 2, Row::tokenGainRatio),
                        figure("ratio of gains", 2, Row::gainBitsRatio),
                        figure("difference of gains", "bits", 1, Row::gainBitsDifference),
                        figure("standard error of difference", "bits", 1, Row::differenceError)));
    }

    private static String role(Role role) {
        return switch (role) {
            case MAIN -> "main";
            case SEEN -> "trained on";
            case RANDOM_WORDS -> "random words";
        };
    }
}
