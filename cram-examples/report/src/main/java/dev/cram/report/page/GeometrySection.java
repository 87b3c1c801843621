package dev.cram.report.page;

import static dev.cram.report.table.Column.count;
import static dev.cram.report.table.Column.figure;
import static dev.cram.report.table.Column.text;
import static dev.cram.report.table.SummaryColumn.deviation;
import static dev.cram.report.table.SummaryColumn.mean;
import static dev.cram.report.table.SummaryColumn.size;

import dev.cram.report.Report;
import dev.cram.report.finding.GeometryFinding;
import dev.cram.report.table.Table;
import dev.cram.study.GeometryStudy;
import dev.cram.study.GeometryStudy.ModelRow;
import dev.cram.study.observation.Trajectory;
import java.util.List;

/** Where the solutions of a text lie, and the ways that searches take to them. */
final class GeometrySection {

    private GeometrySection() {}

    static Section of(Report report) {
        GeometryStudy.Result result = report.geometry();
        List<LineMeans> lines = LineMeans.of(result.lines());
        return new Section(
                !result.models().isEmpty(),
                "geometry",
                "Geometry",
                "Several solutions of each text, those whose trained tokens are all right. "
                        + GeometryFinding.of(report),
                GeometryPlots.of(result, lines),
                List.of(solutions(result.models()), trajectories(result.trajectories()), lines(lines)),
                List.of());
    }

    private static Table<ModelRow> solutions(List<ModelRow> rows) {
        return new Table<>(
                "geometry",
                "Solutions of one text and of different texts",
                rows,
                List.of(
                        text("model", ModelRow::model),
                        count("solutions", ModelRow::solutions),
                        size("pairs of one text", ModelRow::within),
                        mean("cosine, one text", 3, ModelRow::within),
                        deviation("deviation, one text", 3, ModelRow::within),
                        size("pairs of different texts", ModelRow::between),
                        mean("cosine, different texts", 3, ModelRow::between),
                        deviation("deviation, different texts", 3, ModelRow::between),
                        size("lines", ModelRow::lowestOnLine),
                        mean("lowest accuracy on a line", 3, ModelRow::lowestOnLine),
                        mean("accuracy half way", 3, ModelRow::middleOfLine),
                        figure("share of lines without error", 3, ModelRow::wholeLines)));
    }

    private static Table<Trajectory> trajectories(List<Trajectory> ways) {
        return new Table<>(
                "trajectories",
                "Principal components of the ways of searches",
                ways,
                List.of(
                        text("model", Trajectory::model),
                        text("source", Trajectory::source),
                        count("tokens", Trajectory::tokens),
                        count("text", way -> way.index() + 1),
                        count("rounds", way -> way.rounds().get(way.rounds().size() - 1)),
                        figure("explained by the first", 3, way -> explained(way, 0)),
                        figure("explained by the second", 3, way -> explained(way, 1)),
                        count("components for 99 %", Trajectory::componentsFor99)));
    }

    private static double explained(Trajectory way, int component) {
        return component < way.explained().size() ? way.explained().get(component) : Double.NaN;
    }

    private static Table<LineMeans> lines(List<LineMeans> means) {
        return new Table<>(
                "lines",
                "Accuracy along the straight line between two solutions of a text",
                means,
                List.of(
                        text("model", LineMeans::model),
                        figure("way", 3, LineMeans::way),
                        size("lines", LineMeans::accuracy),
                        mean("accuracy", 3, LineMeans::accuracy),
                        deviation("deviation", 3, LineMeans::accuracy)));
    }
}
