package dev.cram.report.page;

import static dev.cram.report.table.Column.count;
import static dev.cram.report.table.Column.figure;
import static dev.cram.report.table.Column.text;
import static dev.cram.report.table.Numbers.number;
import static dev.cram.report.table.SummaryColumn.deviation;
import static dev.cram.report.table.SummaryColumn.mean;
import static dev.cram.report.table.SummaryColumn.size;

import dev.cram.report.Report;
import dev.cram.report.finding.CrossEntropyFinding;
import dev.cram.report.plot.Plot;
import dev.cram.report.plot.Points;
import dev.cram.report.table.Table;
import dev.cram.study.CrossEntropyStudy;
import dev.cram.study.CrossEntropyStudy.ModelRow;
import dev.cram.study.CrossEntropyStudy.TextPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether information limits a vector, not length. */
final class CrossEntropySection {

    private CrossEntropySection() {}

    static Section of(Report report) {
        return new Section(
                !report.crossEntropy().models().isEmpty(),
                "cross-entropy",
                "Cross-entropy",
                "The paper's claim is that information limits a vector, not length: a text whose"
                        + " cross-entropy is below the vector's"
                        + " capacity comes out right, of others what lies above it remains. The hit rates are of"
                        + " predictions made before the search: that a text fits if its cross-entropy is below"
                        + " the mean gain of the texts that did not, or below the threshold that is best for the"
                        + " other half of the texts; and the same with a threshold on the number of tokens. "
                        + CrossEntropyFinding.of(report),
                List.of(plot(report.crossEntropy())),
                List.of(
                        models(report.crossEntropy().models()),
                        texts(report.crossEntropy().texts())),
                List.of());
    }

    private static Plot plot(CrossEntropyStudy.Result result) {
        Map<String, List<TextPoint>> texts = new LinkedHashMap<>();
        result.texts()
                .forEach(text -> texts.computeIfAbsent(text.model() + ", " + text.source(), key -> new ArrayList<>())
                        .add(text));
        Map<String, Points> series = new LinkedHashMap<>();
        texts.forEach((name, of) -> series.put(
                name,
                Points.dots(
                        of.stream().map(TextPoint::plainBits).toList(),
                        of.stream().map(TextPoint::crammedBits).toList())));
        double largest =
                result.texts().stream().mapToDouble(TextPoint::plainBits).max().orElse(0);
        for (ModelRow row : result.models()) {
            double capacity = row.capacityBits().mean();
            if (Double.isFinite(capacity) && largest > capacity) {
                series.put(
                        row.model() + ": before minus " + number(capacity, 0) + " bits",
                        Points.rule(List.of(0.0, capacity, largest), List.of(0.0, 0.0, largest - capacity)));
            }
        }
        return Plot.xy(
                "plot-cross-entropy",
                "Cross-entropy of each text before and after",
                "before, bits",
                "after, bits",
                series);
    }

    private static Table<ModelRow> models(List<ModelRow> rows) {
        return new Table<>(
                "cross-entropy",
                "What one vector holds in bits, and how often that predicts which texts fit",
                rows,
                List.of(
                        text("model", ModelRow::model),
                        count("texts", ModelRow::texts),
                        size("texts beyond capacity", ModelRow::capacityBits),
                        mean("capacity", "bits", 1, ModelRow::capacityBits),
                        deviation("deviation of capacity", "bits", 1, ModelRow::capacityBits),
                        count("texts predicted", ModelRow::predicted),
                        count("hits", ModelRow::hits),
                        figure("hit rate", 3, ModelRow::hitShare),
                        figure("hit rate of a threshold on bits", 3, ModelRow::hitShareByBits),
                        figure("hit rate of a threshold on tokens", 3, ModelRow::hitShareByLength)));
    }

    private static Table<TextPoint> texts(List<TextPoint> texts) {
        return new Table<>(
                "texts",
                "Every text in one vector: cross-entropy before and after",
                texts,
                List.of(
                        text("model", TextPoint::model),
                        text("source", TextPoint::source),
                        count("tokens", TextPoint::tokens),
                        count("text", text -> text.index() + 1),
                        figure("before", "bits", 1, TextPoint::plainBits),
                        figure("after", "bits", 1, TextPoint::crammedBits),
                        figure("accuracy", 4, TextPoint::accuracy),
                        text("fits", text -> text.fits() ? "yes" : "no")));
    }
}
