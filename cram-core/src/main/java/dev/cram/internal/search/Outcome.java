package dev.cram.internal.search;

import dev.cram.internal.text.CheckedText;
import dev.cram.internal.text.ScoredText;
import dev.cram.measure.CrammedVectors;
import dev.cram.measure.MeasuredReport;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.StopReason;
import dev.cram.model.FrozenModel;
import dev.cram.model.TokenScores;
import dev.cram.recipe.CramSettings;
import java.io.Serializable;

/**
 * How the search for one text ended.
 *
 * @param index the text's index in the call
 * @param text what the vectors are of: the text, or the longest prefix of it where that was wanted and there is one
 * @param vectors the best that were measured
 * @param scores scores of the text's tokens with them
 * @param horizon tokens of the longest prefix that was correct in some round
 * @param exact whether greedy decoding from the vectors returned the text
 * @param done whether they are what was wanted
 * @param stopReason why the search ended
 * @param steps rounds taken
 * @param evaluations cost in evaluations
 * @param seconds wall time from its first round until it ended, while it shared rounds with others
 * @param reducedBatch largest number of rows evaluated together after memory ran out; 0 if it never did
 */
record Outcome(
        int index,
        ScoredText text,
        float[] vectors,
        TokenScores scores,
        int horizon,
        boolean exact,
        boolean done,
        StopReason stopReason,
        int steps,
        double evaluations,
        double seconds,
        int reducedBatch)
        implements Serializable {

    /** Whether the search found what its recipe asks for. */
    boolean isReached() {
        return done || stopReason == StopReason.INNER_CORRECT;
    }

    /** The same with what it cost together with an earlier attempt. */
    Outcome after(Outcome before) {
        return with(done, stopReason, steps + before.steps, evaluations + before.evaluations, seconds + before.seconds);
    }

    /** The same at the cost of all attempts, the last of which was cancelled if this is not to pass for finished. */
    Outcome atCostOf(Outcome all, boolean cancelled) {
        StopReason reason = cancelled ? StopReason.CANCELLED : stopReason;
        return with(done && !cancelled, reason, all.steps, all.evaluations, all.seconds);
    }

    private Outcome with(boolean done, StopReason reason, int steps, double evaluations, double seconds) {
        return new Outcome(
                index, text, vectors, scores, horizon, exact, done, reason, steps, evaluations, seconds, reducedBatch);
    }

    /** The vectors with their report, exact or not. */
    MemoryVectors toVectors(FrozenModel model, CramSettings settings) {
        String words = text.text().text();
        MemoryVectors.Origin origin = new MemoryVectors.Origin(
                model.name(),
                model.fingerprint(),
                model.precision(),
                scores.tokens(),
                CheckedText.sha256(words),
                exact);
        CapacityReport.Cost cost = new CapacityReport.Cost(
                steps,
                evaluations,
                seconds,
                stopReason,
                settings.recipe().name(),
                settings.seed(),
                reducedBatch,
                text.vectorBits().bits());
        int count = vectors.length / model.width();
        return CrammedVectors.of(vectors, count, origin)
                .withReport(MeasuredReport.of(model, words, text.plain(), scores, count, exact, horizon, cost));
    }
}
