package dev.cram.memory;

import dev.cram.model.CramException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Some text could not be made exact, or not with the target margin, or not a token of it. Carries the best vectors of every
 * text, each with its report.
 */
public class InexactException extends CramException {

    private static final long serialVersionUID = 1;

    private final transient List<MemoryVectors> vectors;

    /**
     * With the vectors of a call.
     *
     * @param vectors best vectors of every text of the call, in order, each with a report
     * @param failed those of them that are not what the call wanted, at least one
     */
    public InexactException(List<MemoryVectors> vectors, List<MemoryVectors> failed) {
        super(describe(Objects.requireNonNull(vectors, "vectors").size(), Objects.requireNonNull(failed, "failed")));
        this.vectors = List.copyOf(vectors);
    }

    private static String describe(int texts, List<MemoryVectors> failed) {
        if (failed.isEmpty()) {
            throw new IllegalArgumentException("failed must hold at least one of the vectors, but was empty");
        }
        CapacityReport first = failed.get(0).report();
        return String.format(
                Locale.ROOT,
                "%s stopped by %s after %d steps with %d of %d tokens correct and a smallest margin of %.3f; %s",
                texts == 1 ? "The text" : failed.size() + " of " + texts + " texts are not done; the first of them",
                first.cost().stopReason(),
                first.cost().steps(),
                first.tokens().correct(),
                first.text().tokens(),
                first.tokens().minMargin(),
                cure(first));
    }

    private static String cure(CapacityReport report) {
        String otherwise = report.exact() ? "lower the target margin" : "shorten the text";
        StopReason reason = report.cost().stopReason();
        return switch (reason == null ? StopReason.STEP_LIMIT : reason) {
            case EXACT, STEP_LIMIT ->
                "allow more steps, budget or vectors, " + otherwise + ", or accept inexact vectors";
            case NO_PROGRESS ->
                "allow more patience or vectors, try another seed or recipe, " + otherwise
                        + ", or accept inexact vectors";
            case INNER_CORRECT -> "its recipe does not train the first token: take another, or accept inexact vectors";
            case DIVERGED ->
                "lower the learning rate of " + report.cost().recipe()
                        + ", since a loss, a gradient or a vector was no longer a finite number";
            case CANCELLED ->
                "the thread was interrupted: call again, and let it run to its end; the best vectors so"
                        + " far were kept";
        };
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
