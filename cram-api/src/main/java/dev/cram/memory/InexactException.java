package dev.cram.memory;

import dev.cram.model.CramException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Some text could not be made exact, or not with the target margin, or not a token of it, or the work was cancelled before it
 * began. Carries the best vectors of every text that began, each with its report.
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
        this(vectors, failed, Objects.requireNonNull(vectors, "vectors").size());
    }

    /**
     * With the vectors of a call that may have been cancelled before all its texts began.
     *
     * @param vectors best vectors of every text of the call that began, in order, each with a report
     * @param failed those of them that are not what the call wanted; at least one, unless some text did not begin
     * @param texts number of texts of the call
     */
    public InexactException(List<MemoryVectors> vectors, List<MemoryVectors> failed, int texts) {
        super(describe(
                Objects.requireNonNull(vectors, "vectors").size(), Objects.requireNonNull(failed, "failed"), texts));
        this.vectors = List.copyOf(vectors);
    }

    private static String describe(int begun, List<MemoryVectors> failed, int texts) {
        if (texts < begun) {
            throw new IllegalArgumentException("texts must be at least the " + begun + " that began, but was " + texts);
        }
        if (failed.isEmpty() && begun == texts) {
            throw new IllegalArgumentException("failed must hold at least one of the vectors, but was empty");
        }
        List<String> parts = new ArrayList<>();
        if (!failed.isEmpty()) {
            parts.add(describe(texts, failed));
        }
        if (begun < texts) {
            parts.add((texts == 1 ? "the text" : texts - begun + " of " + texts + " texts")
                    + " did not begin, since the work was cancelled: call again, and let it run to its end");
        }
        return String.join("; ", parts);
    }

    private static String describe(int texts, List<MemoryVectors> failed) {
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
            case TIME_LIMIT -> "allow more time or vectors, " + otherwise + ", or accept inexact vectors";
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
                "the work was cancelled: call again, and let it run to its end; the best vectors so far were kept";
        };
    }

    /**
     * The best vectors of every text of the call that began: of all, unless the work was cancelled.
     *
     * @return in the order of the texts; {@link MemoryVectors.Origin#exact()} tells which are exact
     */
    public List<MemoryVectors> vectors() {
        return vectors;
    }
}
