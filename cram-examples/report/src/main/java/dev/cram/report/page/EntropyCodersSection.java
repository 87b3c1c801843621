package dev.cram.report.page;

import static dev.cram.report.table.Column.count;
import static dev.cram.report.table.Column.figure;
import static dev.cram.report.table.Column.text;

import dev.cram.report.Report;
import dev.cram.report.finding.EntropyCodersFinding;
import dev.cram.report.plot.Plot;
import dev.cram.report.table.Table;
import dev.cram.study.EntropyCodersStudy;
import dev.cram.study.EntropyCodersStudy.Row;
import dev.cram.study.coder.HuffmanCoder;
import dev.cram.study.coder.ModelCoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bits a byte of text, by lossless coders and in vectors. */
final class EntropyCodersSection {

    private EntropyCodersSection() {}

    static Section of(Report report) {
        List<Row> rows = report.entropyCoders().rows();
        return new Section(
                !rows.isEmpty(),
                "entropy-coders",
                "Entropy coders",
                "Every code was decoded again. The Huffman code knows how often tokens come in the other texts."
                        + " What a vector measures is the capacity of the model's input. "
                        + EntropyCodersFinding.of(report),
                plots(rows),
                List.of(table(rows)),
                List.of(Published.coders()));
    }

    private static List<Plot> plots(List<Row> rows) {
        List<String> coders = rows.stream().map(Row::coder).distinct().toList();
        Map<String, List<Double>> series = new LinkedHashMap<>();
        rows.stream()
                .map(EntropyCodersSection::texts)
                .distinct()
                .forEach(name -> series.put(
                        name,
                        coders.stream()
                                .map(coder -> bitsPerByte(rows, name, coder))
                                .toList()));
        return coders.isEmpty()
                ? List.of()
                : List.of(Plot.bars(
                        "plot-coders",
                        "Bits a byte of text, by coder",
                        "coder",
                        "bits a byte",
                        coders.stream().map(EntropyCodersSection::shortName).toList(),
                        series));
    }

    private static String texts(Row row) {
        return row.model() + ", " + row.source();
    }

    private static double bitsPerByte(List<Row> rows, String texts, String coder) {
        return rows.stream()
                .filter(row -> row.coder().equals(coder) && texts(row).equals(texts))
                .mapToDouble(Row::bitsPerByte)
                .findFirst()
                .orElse(0);
    }

    private static String shortName(String coder) {
        return switch (coder) {
            case ModelCoder.NAME -> "the model";
            case HuffmanCoder.NAME -> "Huffman";
            case EntropyCodersStudy.VECTORS -> "vector";
            default -> coder;
        };
    }

    private static Table<Row> table(List<Row> rows) {
        return new Table<>(
                "entropy-coders",
                "Lossless coders on the same texts, and the vectors themselves",
                rows,
                List.of(
                        text("model", Row::model),
                        text("source", Row::source),
                        text("coder", Row::coder),
                        count("texts", Row::texts),
                        count("text", "bytes", Row::textBytes),
                        count("coded", "bytes", Row::codedBytes),
                        figure("bits a byte", 3, Row::bitsPerByte),
                        figure("ratio", 2, Row::ratio),
                        figure("bits a byte, texts joined", 3, Row::joinedBitsPerByte),
                        figure("above cross-entropy", 4, Row::aboveCrossEntropy)));
    }
}
