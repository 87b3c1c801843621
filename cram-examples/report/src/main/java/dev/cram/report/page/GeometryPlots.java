package dev.cram.report.page;

import dev.cram.report.plot.Lines;
import dev.cram.report.plot.Plot;
import dev.cram.report.plot.Points;
import dev.cram.study.GeometryStudy;
import dev.cram.study.observation.Trajectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The geometry of solutions as figures. */
final class GeometryPlots {

    private static final int BINS = 20;

    private GeometryPlots() {}

    static List<Plot> of(GeometryStudy.Result result, List<LineMeans> lines) {
        List<Plot> plots = new ArrayList<>();
        Map<String, Points> cosines = cosines(result);
        if (!cosines.isEmpty()) {
            plots.add(Plot.xy(
                    "plot-cosines", "Cosine between solutions", "cosine", "share of pairs, a bin of 0.1", cosines));
        }
        if (!lines.isEmpty()) {
            plots.add(Plot.xy(
                    "plot-lines",
                    "Accuracy between two solutions of a text",
                    "way from one solution to the other",
                    "share of tokens correct",
                    Lines.of(
                            lines,
                            LineMeans::model,
                            LineMeans::way,
                            mean -> mean.accuracy().mean())));
        }
        Map<String, Points> ways = new LinkedHashMap<>();
        for (Trajectory way : result.trajectories()) {
            ways.put(way.model() + ", text " + (way.index() + 1), Points.line(way.x(), way.y()));
        }
        if (!ways.isEmpty()) {
            plots.add(Plot.xy(
                    "plot-trajectories",
                    "The way of the search in two components",
                    "first principal component",
                    "second principal component",
                    ways));
        }
        return plots;
    }

    private static Map<String, Points> cosines(GeometryStudy.Result result) {
        Map<String, Points> cosines = new LinkedHashMap<>();
        for (GeometryStudy.ModelRow row : result.models()) {
            for (boolean same : List.of(true, false)) {
                double[] values = result.cosines().stream()
                        .filter(pair -> pair.model().equals(row.model()) && pair.sameText() == same)
                        .mapToDouble(GeometryStudy.Cosine::cosine)
                        .toArray();
                if (values.length > 0) {
                    cosines.put(row.model() + (same ? ", one text" : ", different texts"), histogram(values));
                }
            }
        }
        return cosines;
    }

    private static Points histogram(double[] values) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            double from = -1 + 2.0 * bin / BINS;
            double to = -1 + 2.0 * (bin + 1) / BINS;
            boolean last = bin == BINS - 1;
            long inside = Arrays.stream(values)
                    .filter(value -> value >= from && (last || value < to))
                    .count();
            x.add((from + to) / 2);
            y.add((double) inside / values.length);
        }
        return Points.line(x, y);
    }
}
