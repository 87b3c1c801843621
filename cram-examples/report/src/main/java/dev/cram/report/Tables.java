package dev.cram.report;

import static dev.cram.report.Table.number;

import dev.cram.study.CapacityRow;
import dev.cram.study.observation.Trajectory;
import java.util.ArrayList;
import java.util.List;

/** The report's results as tables. */
final class Tables {

    private Tables() {}

    static List<Table> all(Report report) {
        return List.of(
                capacity(
                        "capacity",
                        "What one vector holds, by model and source of texts",
                        report.capacity().rows()),
                lengths(report),
                capacity(
                        "vectors", "What several vectors hold", report.vectors().rows()),
                crossEntropy(report),
                texts(report),
                utilization(report),
                sources(report),
                geometry(report),
                lines(report),
                trajectories(report),
                coders(report),
                bits(report));
    }

    private static Table capacity(String name, String caption, List<CapacityRow> rows) {
        Table.Builder table = new Table.Builder(
                name,
                caption,
                "model",
                "source",
                "vectors",
                "texts",
                "decoding capacity (tokens)",
                "exact capacity (tokens)",
                "longest measured (tokens)",
                "texts beyond capacity",
                "token gain beyond",
                "deviation of token gain beyond",
                "gain beyond, tokens 2 to L (nats)",
                "deviation of gain beyond (nats)",
                "token gain, all texts",
                "deviation of token gain, all texts",
                "gain, all texts (bits)",
                "deviation of gain, all texts (bits)");
        for (CapacityRow row : rows) {
            table.row(
                    row.model(),
                    row.source(),
                    number(row.vectors()),
                    number(row.texts()),
                    number(row.decodingCapacity()),
                    number(row.exactCapacity()),
                    number(row.largestLength()),
                    number(row.tokenGainBeyond().count()),
                    number(row.tokenGainBeyond().mean(), 1),
                    number(row.tokenGainBeyond().deviation(), 1),
                    number(row.innerGainNatsBeyond().mean(), 1),
                    number(row.innerGainNatsBeyond().deviation(), 1),
                    number(row.tokenGain().mean(), 1),
                    number(row.tokenGain().deviation(), 1),
                    number(row.gainBits().mean(), 1),
                    number(row.gainBits().deviation(), 1));
        }
        return table.build();
    }

    private static Table lengths(Report report) {
        Table.Builder table = new Table.Builder(
                "lengths",
                "Every length of text in one or several vectors",
                "model",
                "source",
                "vectors",
                "tokens",
                "texts",
                "accuracy",
                "share exact",
                "token gain",
                "deviation of token gain",
                "gain (bits)",
                "deviation of gain (bits)",
                "cross-entropy before (bits)",
                "cross-entropy after (bits)",
                "evaluations");
        List<CapacityRow.LengthPoint> points = new ArrayList<>(report.capacity().lengths());
        report.vectors().lengths().stream().filter(point -> point.vectors() > 1).forEach(points::add);
        for (CapacityRow.LengthPoint point : points) {
            table.row(
                    point.model(),
                    point.source(),
                    number(point.vectors()),
                    number(point.tokens()),
                    number(point.texts()),
                    number(point.accuracy().mean(), 4),
                    number(point.exactShare(), 3),
                    number(point.tokenGain().mean(), 1),
                    number(point.tokenGain().deviation(), 1),
                    number(point.gainBits().mean(), 1),
                    number(point.gainBits().deviation(), 1),
                    number(point.plainBits().mean(), 1),
                    number(point.crammedBits().mean(), 1),
                    number(point.evaluations().mean(), 1));
        }
        return table.build();
    }

    private static Table crossEntropy(Report report) {
        Table.Builder table = new Table.Builder(
                "cross-entropy",
                "What one vector holds in bits, and how often that predicts which texts fit",
                "model",
                "texts",
                "texts beyond capacity",
                "capacity (bits)",
                "deviation of capacity (bits)",
                "texts predicted",
                "hits",
                "hit rate",
                "hit rate of a threshold on bits",
                "hit rate of a threshold on tokens");
        report.crossEntropy()
                .models()
                .forEach(row -> table.row(
                        row.model(),
                        number(row.texts()),
                        number(row.capacityBits().count()),
                        number(row.capacityBits().mean(), 1),
                        number(row.capacityBits().deviation(), 1),
                        number(row.predicted()),
                        number(row.hits()),
                        number(row.hitShare(), 3),
                        number(row.hitShareByBits(), 3),
                        number(row.hitShareByLength(), 3)));
        return table.build();
    }

    private static Table texts(Report report) {
        Table.Builder table = new Table.Builder(
                "texts",
                "Every text in one vector: cross-entropy before and after",
                "model",
                "source",
                "tokens",
                "text",
                "before (bits)",
                "after (bits)",
                "accuracy",
                "fits");
        report.crossEntropy()
                .texts()
                .forEach(text -> table.row(
                        text.model(),
                        text.source(),
                        number(text.tokens()),
                        number(text.index() + 1),
                        number(text.plainBits(), 1),
                        number(text.crammedBits(), 1),
                        number(text.accuracy(), 4),
                        text.fits() ? "yes" : "no"));
        return table.build();
    }

    private static Table utilization(Report report) {
        Table.Builder table = new Table.Builder(
                "utilization",
                "Theoretical capacity at 16 bits a component, and how much of it is used",
                "model",
                "source",
                "vectors",
                "capacity (tokens)",
                "token gain beyond",
                "utilization (tokens)",
                "capacity (bits)",
                "gain beyond (bits)",
                "utilization (bits)");
        report.utilization()
                .rows()
                .forEach(row -> table.row(
                        row.model(),
                        row.source(),
                        number(row.vectors()),
                        number(row.theoreticalTokens(), 0),
                        number(row.tokenGain(), 1),
                        number(row.tokenUtilization(), 4),
                        number(row.theoreticalBits(), 0),
                        number(row.gainBits(), 1),
                        number(row.bitUtilization(), 4)));
        return table.build();
    }

    private static Table sources(Report report) {
        Table.Builder table = new Table.Builder(
                "sources",
                "Sources of texts side by side; ratios and differences are to the main source",
                "model",
                "source",
                "role",
                "cross-entropy before (bits a token)",
                "decoding capacity (tokens)",
                "texts beyond capacity",
                "token gain beyond",
                "gain beyond (bits)",
                "ratio of token gains",
                "ratio of gains",
                "difference of gains (bits)",
                "standard error of difference (bits)");
        report.sources()
                .rows()
                .forEach(row -> table.row(
                        row.model(),
                        row.source(),
                        switch (row.role()) {
                            case MAIN -> "main";
                            case SEEN -> "trained on";
                            case RANDOM_WORDS -> "random words";
                        },
                        number(row.plainBitsPerToken(), 2),
                        number(row.decodingCapacity()),
                        number(row.tokenGain().count()),
                        number(row.tokenGain().mean(), 1),
                        number(row.gainBits().mean(), 1),
                        number(row.tokenGainRatio(), 2),
                        number(row.gainBitsRatio(), 2),
                        number(row.gainBitsDifference(), 1),
                        number(row.differenceError(), 1)));
        return table.build();
    }

    private static Table geometry(Report report) {
        Table.Builder table = new Table.Builder(
                "geometry",
                "Solutions of one text and of different texts",
                "model",
                "solutions",
                "pairs of one text",
                "cosine, one text",
                "deviation, one text",
                "pairs of different texts",
                "cosine, different texts",
                "deviation, different texts",
                "lines",
                "lowest accuracy on a line",
                "accuracy half way",
                "share of lines without error");
        report.geometry()
                .models()
                .forEach(row -> table.row(
                        row.model(),
                        number(row.solutions()),
                        number(row.within().count()),
                        number(row.within().mean(), 3),
                        number(row.within().deviation(), 3),
                        number(row.between().count()),
                        number(row.between().mean(), 3),
                        number(row.between().deviation(), 3),
                        number(row.lowestOnLine().count()),
                        number(row.lowestOnLine().mean(), 3),
                        number(row.middleOfLine().mean(), 3),
                        number(row.wholeLines(), 3)));
        return table.build();
    }

    private static Table lines(Report report) {
        Table.Builder table = new Table.Builder(
                "lines",
                "Accuracy along the straight line between two solutions of a text",
                "model",
                "way",
                "lines",
                "accuracy",
                "deviation");
        LineMeans.of(report.geometry().lines())
                .forEach(mean -> table.row(
                        mean.model(),
                        number(mean.way(), 3),
                        number(mean.accuracy().count()),
                        number(mean.accuracy().mean(), 3),
                        number(mean.accuracy().deviation(), 3)));
        return table.build();
    }

    private static Table trajectories(Report report) {
        Table.Builder table = new Table.Builder(
                "trajectories",
                "Principal components of the ways of searches",
                "model",
                "source",
                "tokens",
                "text",
                "rounds",
                "explained by the first",
                "explained by the second",
                "components for 99 %");
        for (Trajectory way : report.geometry().trajectories()) {
            table.row(
                    way.model(),
                    way.source(),
                    number(way.tokens()),
                    number(way.index() + 1),
                    number(way.rounds().get(way.rounds().size() - 1)),
                    number(way.explained().get(0), 3),
                    way.explained().size() > 1 ? number(way.explained().get(1), 3) : "",
                    number(way.componentsFor99()));
        }
        return table.build();
    }

    private static Table coders(Report report) {
        Table.Builder table = new Table.Builder(
                "entropy-coders",
                "Lossless coders on the same texts, and the vectors themselves",
                "model",
                "source",
                "coder",
                "texts",
                "text (bytes)",
                "coded (bytes)",
                "bits a byte",
                "ratio",
                "bits a byte, texts joined",
                "above cross-entropy");
        report.entropyCoders()
                .rows()
                .forEach(row -> table.row(
                        row.model(),
                        row.source(),
                        row.coder(),
                        number(row.texts()),
                        number(row.textBytes()),
                        number(row.codedBytes()),
                        number(row.bitsPerByte(), 3),
                        number(row.ratio(), 2),
                        number(row.joinedBitsPerByte(), 3),
                        number(row.aboveCrossEntropy(), 4)));
        return table.build();
    }

    private static Table bits(Report report) {
        Table.Builder table = new Table.Builder(
                "bits-needed",
                "Vectors rounded to so many bits a component, of the texts whose every trained token was right before",
                "model",
                "tokens",
                "bits a component",
                "texts",
                "share all right",
                "share exact",
                "accuracy",
                "gain (bits)",
                "vector (bits)",
                "stored bits a crammed bit");
        report.bitsNeeded()
                .rows()
                .forEach(row -> table.row(
                        row.model(),
                        number(row.tokens()),
                        number(row.bits()),
                        number(row.texts()),
                        number(row.solvedShare(), 3),
                        number(row.exactShare(), 3),
                        number(row.accuracy().mean(), 4),
                        number(row.gainBits().mean(), 1),
                        number(row.storedBits()),
                        number(row.storedPerGained(), 1)));
        return table.build();
    }
}
