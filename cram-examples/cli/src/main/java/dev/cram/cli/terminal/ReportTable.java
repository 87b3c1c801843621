package dev.cram.cli.terminal;

import dev.cram.memory.CapacityReport;
import java.util.Locale;

/** A report for people. */
public final class ReportTable {

    private ReportTable() {}

    /** One line. */
    public static String summary(CapacityReport report) {
        return format(
                "%d tokens in %s, %s, %.1f evaluations, %.1f s",
                report.text().tokens(),
                plural(report.vectors().count(), "vector"),
                report.exact() ? "exact" : "not exact",
                report.cost().evaluations(),
                report.cost().seconds());
    }

    /** A line a measure, values aligned. */
    public static String of(CapacityReport report) {
        return String.join(
                "\n",
                row(
                        "tokens",
                        "%d in %s of %,d components",
                        report.text().tokens(),
                        plural(report.vectors().count(), "vector"),
                        report.vectors().width()),
                row("correct tokens", "%.0f %%, given the true ones before", 100 * report.teacherForcedAccuracy()),
                row("smallest margin", "%.3f logits", report.tokens().minMargin()),
                row(
                        "cross-entropy",
                        "%.1f bits without the vectors (baseline: %s), %.1f with",
                        report.bits().before(),
                        report.bits().baseline(),
                        report.bits().after()),
                row(
                        "information gain",
                        "%.1f bits, %.2f %% of the components' bits",
                        report.informationGainBits(),
                        100 * report.bitUtilization()),
                row(
                        "token gain",
                        "%d tokens, %.2f %% of the %.0f in theory",
                        report.tokenGain(),
                        100 * report.tokenUtilization(),
                        report.theoreticalCapacityTokens()),
                row("size", "%,d bytes of text, %,d of vectors", report.text().bytes(), report.vectorBytes()),
                row(
                        "cost",
                        "%.1f evaluations in %.1f s, ended by %s",
                        report.cost().evaluations(),
                        report.cost().seconds(),
                        String.valueOf(report.cost().stopReason())),
                row("computed in", "%s%s%s", report.model().precision(), threads(report), reduced(report)));
    }

    private static String threads(CapacityReport report) {
        return switch (report.model().threads()) {
            case 0 -> "";
            case 1 -> " on 1 thread";
            default -> " on " + report.model().threads() + " threads";
        };
    }

    private static String reduced(CapacityReport report) {
        return report.cost().reducedBatch() == 0
                ? ""
                : format(
                        ", at most %s together after memory ran out",
                        plural(report.cost().reducedBatch(), "text"));
    }

    public static String row(String name, String format, Object... values) {
        return format("  %-18s", name) + format(format, values);
    }

    private static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
