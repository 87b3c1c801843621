package dev.cram.examples;

import dev.cram.Cram;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.FrozenModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Shows how to measure capacity: crams ever longer prefixes of one text until one cannot be made exact within a budget.
 * The last exact one is the text's compression horizon.
 *
 * <pre>cram-examples/java/run CapacityOfOneText "Call me Ishmael. Some years ago"</pre>
 */
public final class CapacityOfOneText {

    private static final String TEXT = "Call me Ishmael. Some years ago, never mind how long precisely";

    private CapacityOfOneText() {}

    /**
     * Prints a line for every prefix.
     *
     * @param args a text and a model, or nothing
     */
    public static void main(String[] args) {
        System.out.println("tokens  exact  correct  gain, bits  evaluations");
        for (CapacityReport report : run(args.length > 0 ? args[0] : TEXT, args.length > 1 ? args[1] : "pocket", 300)) {
            System.out.printf(
                    Locale.ROOT,
                    "%6d  %5s  %6.0f%%  %10.1f  %11.1f%n",
                    report.text().tokens(),
                    report.exact() ? "yes" : "no",
                    100 * report.teacherForcedAccuracy(),
                    report.informationGainBits(),
                    report.cost().evaluations());
        }
    }

    /** One report a prefix of 1, 2, 3 ... tokens; all but the last are exact. */
    static List<CapacityReport> run(String text, String location, int steps) {
        try (FrozenModel model = Cram.open(location)) {
            Cram cram = Cram.with(model).steps(steps).acceptInexact();
            int[] tokens = model.encode(text);
            List<CapacityReport> reports = new ArrayList<>();
            for (int length = 1; length <= tokens.length; length++) {
                MemoryVectors vectors = cram.compress(model.decode(Arrays.copyOf(tokens, length)));
                reports.add(vectors.report());
                if (!vectors.origin().exact()) {
                    break;
                }
            }
            return reports;
        }
    }
}
