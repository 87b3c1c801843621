package dev.cram.internal.longtext;

import dev.cram.memory.CapacityReport;
import dev.cram.memory.SegmentsReport;

/** Adds up what is measured of segments. */
final class SegmentsTally {

    private int segments;
    private int exact;
    private int secondTries;
    private long characters;
    private long bytes;
    private long tokens;
    private long vectors;
    private double bitsBefore;
    private double bitsAfter;
    private double evaluations;

    /** Takes in a segment of so many characters. */
    void add(CapacityReport report, int length) {
        segments++;
        exact += report.exact() ? 1 : 0;
        characters += length;
        bytes += report.text().bytes();
        tokens += report.text().tokens();
        vectors += report.vectors().count();
        bitsBefore += report.bits().before();
        bitsAfter += report.bits().after();
        evaluations += report.cost().evaluations();
    }

    /** Takes in tries that failed, and their evaluations. */
    void addFailed(int tries, double cost) {
        secondTries += tries;
        evaluations += cost;
    }

    SegmentsReport report() {
        return new SegmentsReport(
                segments, exact, secondTries, characters, bytes, tokens, vectors, bitsBefore, bitsAfter, evaluations);
    }
}
