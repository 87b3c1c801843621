package dev.cram.report.page;

import static dev.cram.report.table.Column.count;
import static dev.cram.report.table.Column.text;
import static dev.cram.report.table.SummaryColumn.deviation;
import static dev.cram.report.table.SummaryColumn.mean;
import static dev.cram.report.table.SummaryColumn.size;

import dev.cram.report.table.Table;
import dev.cram.study.CapacityRow;
import java.util.List;

/** What one vector holds, or several. */
final class CapacityTable {

    private CapacityTable() {}

    static Table<CapacityRow> of(String name, String caption, List<CapacityRow> rows) {
        return new Table<>(
                name,
                caption,
                rows,
                List.of(
                        text("model", CapacityRow::model),
                        text("source", CapacityRow::source),
                        count("vectors", CapacityRow::vectors),
                        count("texts", CapacityRow::texts),
                        count("decoding capacity", "tokens", CapacityRow::decodingCapacity),
                        count("exact capacity", "tokens", CapacityRow::exactCapacity),
                        count("longest measured", "tokens", CapacityRow::largestLength),
                        size("texts beyond capacity", CapacityRow::tokenGainBeyond),
                        mean("token gain beyond", 1, CapacityRow::tokenGainBeyond),
                        deviation("deviation of token gain beyond", 1, CapacityRow::tokenGainBeyond),
                        mean("gain beyond, tokens 2 to L", "nats", 1, CapacityRow::innerGainNatsBeyond),
                        deviation("deviation of gain beyond", "nats", 1, CapacityRow::innerGainNatsBeyond),
                        mean("token gain, all texts", 1, CapacityRow::tokenGain),
                        deviation("deviation of token gain, all texts", 1, CapacityRow::tokenGain),
                        mean("gain, all texts", "bits", 1, CapacityRow::gainBits),
                        deviation("deviation of gain, all texts", "bits", 1, CapacityRow::gainBits)));
    }
}
