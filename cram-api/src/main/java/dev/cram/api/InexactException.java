package dev.cram.api;

import java.util.List;

/** Some text could not be made exact. Carries the best vectors of every text, each with its report. */
public class InexactException extends CramException {

    private static final long serialVersionUID = 1;

    private final transient List<MemoryVectors> vectors;

    /**
     * With the vectors of a call.
     *
     * @param vectors best vectors of every text of the call, in order, at least one of them inexact
     */
    public InexactException(List<MemoryVectors> vectors) {
        super(describe(vectors));
        this.vectors = List.copyOf(vectors);
    }

    private static String describe(List<MemoryVectors> vectors) {
        List<MemoryVectors> inexact =
                vectors.stream().filter(v -> !v.origin().exact()).toList();
        CapacityReport first = inexact.get(0).report();
        return String.format(
                "%d of %d texts could not be made exact; the first of them stopped by %s with %d of %d tokens correct after %d steps: "
                        + "allow more steps or more vectors, shorten the text, or accept inexact vectors",
                inexact.size(),
                vectors.size(),
                first.stopReason(),
                Math.round(first.teacherForcedAccuracy() * first.tokens()),
                first.tokens(),
                first.steps());
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
