package dev.cram.report;

import dev.cram.report.Plot.Points;
import dev.cram.study.CapacityRow;
import dev.cram.study.CapacityRow.LengthPoint;
import dev.cram.study.CrossEntropyStudy;
import dev.cram.study.EntropyCodersStudy;
import dev.cram.study.GeometryStudy;
import dev.cram.study.observation.Trajectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The report's results as figures. */
final class Plots {

    private static final int BINS = 20;

    private Plots() {}

    static List<Plot> capacity(Report report) {
        List<LengthPoint> points = report.capacity().lengths();
        return List.of(
                Plot.xy(
                        "plot-accuracy",
                        "Accuracy by length",
                        "tokens of the text",
                        "share of tokens correct",
                        lines(
                                points,
                                Plots::series,
                                LengthPoint::tokens,
                                point -> point.accuracy().mean())),
                Plot.xy(
                        "plot-exact",
                        "Texts that decode exactly, by length",
                        "tokens of the text",
                        "share of texts exact",
                        lines(points, Plots::series, LengthPoint::tokens, LengthPoint::exactShare)),
                Plot.xy(
                        "plot-token-gain",
                        "Token gain by length",
                        "tokens of the text",
                        "token gain",
                        lines(
                                points,
                                Plots::series,
                                LengthPoint::tokens,
                                point -> point.tokenGain().mean())));
    }

    private static String series(LengthPoint point) {
        return point.model() + ", " + point.source();
    }

    static List<Plot> vectors(Report report) {
        List<CapacityRow> rows = report.vectors().rows();
        return List.of(
                Plot.xy(
                        "plot-vectors-capacity",
                        "Capacity by number of vectors",
                        "vectors",
                        "decoding capacity, tokens",
                        lines(rows, CapacityRow::model, CapacityRow::vectors, CapacityRow::decodingCapacity)),
                Plot.xy(
                        "plot-vectors-gain",
                        "Information gain by number of vectors",
                        "vectors",
                        "gain of texts beyond capacity, bits",
                        lines(
                                rows.stream()
                                        .filter(row -> row.gainBitsBeyond().count() > 0)
                                        .toList(),
                                CapacityRow::model,
                                CapacityRow::vectors,
                                row -> row.gainBitsBeyond().mean())));
    }

    static List<Plot> crossEntropy(Report report) {
        Map<String, Points> series = new LinkedHashMap<>();
        Map<String, List<CrossEntropyStudy.TextPoint>> texts = new LinkedHashMap<>();
        report.crossEntropy()
                .texts()
                .forEach(text -> texts.computeIfAbsent(text.model() + ", " + text.source(), key -> new ArrayList<>())
                        .add(text));
        texts.forEach((name, of) -> series.put(
                name,
                Points.dots(
                        of.stream().map(CrossEntropyStudy.TextPoint::plainBits).toList(),
                        of.stream()
                                .map(CrossEntropyStudy.TextPoint::crammedBits)
                                .toList())));
        double largest = report.crossEntropy().texts().stream()
                .mapToDouble(CrossEntropyStudy.TextPoint::plainBits)
                .max()
                .orElse(0);
        for (CrossEntropyStudy.ModelRow row : report.crossEntropy().models()) {
            double capacity = row.capacityBits().mean();
            if (Double.isFinite(capacity) && largest > capacity) {
                series.put(
                        row.model() + ": before minus " + Table.number(capacity, 0) + " bits",
                        Points.rule(List.of(0.0, capacity, largest), List.of(0.0, 0.0, largest - capacity)));
            }
        }
        return List.of(Plot.xy(
                "plot-cross-entropy",
                "Cross-entropy of each text before and after",
                "before, bits",
                "after, bits",
                series));
    }

    static List<Plot> utilization(Report report) {
        List<String> names = report.utilization().rows().stream()
                .filter(row -> Double.isFinite(row.tokenUtilization()))
                .map(row -> row.model() + ", " + row.source() + ", " + row.vectors())
                .toList();
        List<Double> shares = report.utilization().rows().stream()
                .filter(row -> Double.isFinite(row.tokenUtilization()))
                .map(row -> 100 * row.tokenUtilization())
                .toList();
        return names.isEmpty()
                ? List.of()
                : List.of(Plot.bars(
                        "plot-utilization",
                        "Use of the theoretical capacity",
                        "model, source, vectors",
                        "token gain, % of capacity",
                        names,
                        Map.of("token gain", shares)));
    }

    static List<Plot> sources(Report report) {
        List<String> names = report.sources().rows().stream()
                .filter(row -> row.gainBits().count() > 0)
                .map(row -> row.model() + ", " + row.source())
                .toList();
        List<Double> gains = report.sources().rows().stream()
                .filter(row -> row.gainBits().count() > 0)
                .map(row -> row.gainBits().mean())
                .toList();
        return names.isEmpty()
                ? List.of()
                : List.of(Plot.bars(
                        "plot-sources",
                        "Information gain by source",
                        "model, source",
                        "gain of texts beyond capacity, bits",
                        names,
                        Map.of("information gain", gains)));
    }

    static List<Plot> geometry(Report report) {
        List<Plot> plots = new ArrayList<>();
        Map<String, Points> cosines = new LinkedHashMap<>();
        for (GeometryStudy.ModelRow row : report.geometry().models()) {
            for (boolean same : List.of(true, false)) {
                double[] values = report.geometry().cosines().stream()
                        .filter(pair -> pair.model().equals(row.model()) && pair.sameText() == same)
                        .mapToDouble(GeometryStudy.Cosine::cosine)
                        .toArray();
                if (values.length > 0) {
                    cosines.put(row.model() + (same ? ", one text" : ", different texts"), histogram(values));
                }
            }
        }
        if (!cosines.isEmpty()) {
            plots.add(Plot.xy(
                    "plot-cosines", "Cosine between solutions", "cosine", "share of pairs, a bin of 0.1", cosines));
        }
        List<LineMeans> means = LineMeans.of(report.geometry().lines());
        if (!means.isEmpty()) {
            plots.add(Plot.xy(
                    "plot-lines",
                    "Accuracy between two solutions of a text",
                    "way from one solution to the other",
                    "share of tokens correct",
                    lines(
                            means,
                            LineMeans::model,
                            LineMeans::way,
                            mean -> mean.accuracy().mean())));
        }
        Map<String, Points> ways = new LinkedHashMap<>();
        for (Trajectory way : report.geometry().trajectories()) {
            ways.put(way.model() + ", text " + (way.index() + 1), new Points(way.x(), way.y(), true, true));
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

    static List<Plot> coders(Report report) {
        List<String> coders = report.entropyCoders().rows().stream()
                .map(EntropyCodersStudy.Row::coder)
                .distinct()
                .toList();
        Map<String, List<Double>> series = new LinkedHashMap<>();
        report.entropyCoders().rows().stream()
                .map(row -> row.model() + ", " + row.source())
                .distinct()
                .forEach(name -> series.put(
                        name,
                        coders.stream()
                                .map(coder -> report.entropyCoders().rows().stream()
                                        .filter(row -> row.coder().equals(coder)
                                                && (row.model() + ", " + row.source()).equals(name))
                                        .mapToDouble(EntropyCodersStudy.Row::bitsPerByte)
                                        .findFirst()
                                        .orElse(0))
                                .toList()));
        List<String> names = coders.stream().map(Plots::shortName).toList();
        return coders.isEmpty()
                ? List.of()
                : List.of(Plot.bars(
                        "plot-coders", "Bits a byte of text, by coder", "coder", "bits a byte", names, series));
    }

    private static String shortName(String coder) {
        return switch (coder) {
            case EntropyCodersStudy.MODEL -> "the model";
            case EntropyCodersStudy.HUFFMAN -> "Huffman";
            case EntropyCodersStudy.VECTORS -> "vector";
            default -> coder;
        };
    }

    static List<Plot> bits(Report report) {
        var rows = report.bitsNeeded().rows();
        return rows.isEmpty()
                ? List.of()
                : List.of(Plot.xy(
                        "plot-bits",
                        "Texts whose every token is right after rounding",
                        "bits a component",
                        "share of texts all right",
                        lines(rows, row -> row.model(), row -> row.bits(), row -> row.solvedShare())));
    }

    private static <T> Map<String, Points> lines(
            List<T> rows, Function<T, String> name, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
        Map<String, List<T>> byName = new LinkedHashMap<>();
        rows.forEach(row -> byName.computeIfAbsent(name.apply(row), key -> new ArrayList<>())
                .add(row));
        Map<String, Points> lines = new LinkedHashMap<>();
        byName.forEach((key, of) -> lines.put(
                key,
                Points.line(
                        IntStream.range(0, of.size())
                                .mapToObj(i -> x.applyAsDouble(of.get(i)))
                                .toList(),
                        IntStream.range(0, of.size())
                                .mapToObj(i -> y.applyAsDouble(of.get(i)))
                                .toList())));
        return lines;
    }
}
