package dev.cram.report.page;

import static dev.cram.report.table.Column.count;
import static dev.cram.report.table.Column.figure;
import static dev.cram.report.table.Column.text;
import static dev.cram.report.table.SummaryColumn.deviation;
import static dev.cram.report.table.SummaryColumn.mean;

import dev.cram.report.Report;
import dev.cram.report.plot.Lines;
import dev.cram.report.plot.Plot;
import dev.cram.report.table.Table;
import dev.cram.study.LengthPoint;
import java.util.ArrayList;
import java.util.List;

/** How long a text one vector holds. */
final class CapacitySection {

    private CapacitySection() {}

    static Section of(Report report) {
        return new Section(
                !report.capacity().rows().isEmpty(),
                "capacity",
                "Capacity",
                "The decoding capacity is the largest length whose mean accuracy, given the true tokens before each"
                        + " one, is above 0.99; the exact capacity is the largest of which greedy decoding returns"
                        + " more than 0.99 of the texts. Gains \u201cbeyond\u201d are of texts whose accuracy stayed"
                        + " at or below 0.99, as in the paper.",
                plots(report.capacity().lengths()),
                List.of(
                        CapacityTable.of(
                                "capacity",
                                "What one vector holds, by model and source of texts",
                                report.capacity().rows()),
                        lengths(report)),
                List.of(Published.capacity()));
    }

    private static List<Plot> plots(List<LengthPoint> points) {
        return List.of(
                Plot.xy(
                        "plot-accuracy",
                        "Accuracy by length",
                        "tokens of the text",
                        "share of tokens correct",
                        Lines.of(
                                points,
                                CapacitySection::series,
                                LengthPoint::tokens,
                                point -> point.accuracy().mean())),
                Plot.xy(
                        "plot-exact",
                        "Texts that decode exactly, by length",
                        "tokens of the text",
                        "share of texts exact",
                        Lines.of(points, CapacitySection::series, LengthPoint::tokens, LengthPoint::exactShare)),
                Plot.xy(
                        "plot-token-gain",
                        "Token gain by length",
                        "tokens of the text",
                        "token gain",
                        Lines.of(
                                points,
                                CapacitySection::series,
                                LengthPoint::tokens,
                                point -> point.tokenGain().mean())));
    }

    private static String series(LengthPoint point) {
        return point.model() + ", " + point.source();
    }

    private static Table<LengthPoint> lengths(Report report) {
        List<LengthPoint> points = new ArrayList<>(report.capacity().lengths());
        report.vectors().lengths().stream().filter(point -> point.vectors() > 1).forEach(points::add);
        return new Table<>(
                "lengths",
                "Every length of text in one or several vectors",
                points,
                List.of(
                        text("model", LengthPoint::model),
                        text("source", LengthPoint::source),
                        count("vectors", LengthPoint::vectors),
                        count("tokens", LengthPoint::tokens),
                        count("texts", LengthPoint::texts),
                        mean("accuracy", 4, LengthPoint::accuracy),
                        figure("share exact", 3, LengthPoint::exactShare),
                        mean("token gain", 1, LengthPoint::tokenGain),
                        deviation("deviation of token gain", 1, LengthPoint::tokenGain),
                        mean("gain", "bits", 1, LengthPoint::gainBits),
                        deviation("deviation of gain", "bits", 1, LengthPoint::gainBits),
                        mean("cross-entropy before", "bits", 1, LengthPoint::plainBits),
                        mean("cross-entropy after", "bits", 1, LengthPoint::crammedBits),
                        mean("evaluations", 1, LengthPoint::evaluations)));
    }
}
