package dev.cram.api;

import java.util.List;
import java.util.Locale;

/** Some text could not be made exact, or not with the target margin. Carries the best vectors of every text, each with its report. */
public class InexactException extends CramException {

    private static final long serialVersionUID = 1;

    private final transient List<MemoryVectors> vectors;

    /**
     * With the vectors of a call.
     *
     * @param vectors best vectors of every text of the call, in order, each with a report, at least one of them not
     *     stopped by {@link StopReason#EXACT}
     */
    public InexactException(List<MemoryVectors> vectors) {
        super(describe(vectors));
        this.vectors = List.copyOf(vectors);
    }

    private static String describe(List<MemoryVectors> vectors) {
        List<CapacityReport> failed = vectors.stream()
                .map(MemoryVectors::report)
                .filter(report -> report.stopReason() != StopReason.EXACT)
                .toList();
        CapacityReport first = failed.get(0);
        return String.format(
                Locale.ROOT,
                "%s stopped by %s after %d steps with %d of %d tokens correct and a smallest margin of %.3f; %s",
                vectors.size() == 1
                        ? "The text"
                        : failed.size() + " of " + vectors.size() + " texts are not done; the first of them",
                first.stopReason(),
                first.steps(),
                Math.round(first.teacherForcedAccuracy() * first.tokens()),
                first.tokens(),
                first.minMargin(),
                "allow more steps or more vectors, shorten the text, or accept inexact vectors");
    }

    /**
     * The best vectors of every text of the call.
     *
     * @return in the order of the texts; {@link MemoryVectors.Origin#exact()} tells which are exact
     */
    public List<MemoryVectors> vectors() {
        return vectors;
    }
}
