package dev.cram.internal;

import com.google.common.hash.Hashing;
import dev.cram.api.FrozenModel;
import dev.cram.api.MemoryVectors;
import dev.cram.api.StopReason;
import dev.cram.api.TokenScores;
import dev.cram.capacity.Measures;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;

/**
 * Makes memory vectors with their report of what a search found.
 *
 * @param model the model of the search
 * @param plan what its call wanted
 */
public record Found(FrozenModel model, CrammingLoop.Plan plan) {

    /**
     * What comes of a text.
     *
     * @param vectors the vectors, with their report
     * @param isDone whether they are what the call wanted
     */
    public record Result(MemoryVectors vectors, boolean isDone) {}

    /**
     * The vectors of a whole text, which may be inexact.
     *
     * @param text the text
     * @param outcome how its search ended
     * @return the best vectors
     */
    public Result whole(CheckedText text, CrammingLoop.Outcome outcome) {
        return new Result(
                vectors(text, outcome.vectors(), outcome.scores(), outcome.exact(), outcome),
                outcome.stopReason() == StopReason.EXACT);
    }

    /**
     * The vectors of a text's longest prefix that was made exact; if there is none, those of the whole text, not done.
     *
     * @param text the text
     * @param outcome how its search ended
     * @return the vectors
     */
    public Result prefix(CheckedText text, CrammingLoop.Outcome outcome) {
        if (outcome.stopReason() == StopReason.EXACT) {
            return whole(text, outcome);
        }
        return text.prefix(decoded(text, outcome), model)
                .map(prefix -> new Result(
                        vectors(prefix, outcome.longest(), prefix.scores(model, outcome.longest()), true, outcome),
                        true))
                .orElseGet(() -> whole(text, outcome));
    }

    /** How many tokens of a text greedy decoding returns; with a target margin also in another batch shape. */
    private int decoded(CheckedText text, CrammingLoop.Outcome outcome) {
        int longest = outcome.horizon();
        for (int rows = 1; rows <= (plan.margin() > 0 ? 2 : 1); rows++) {
            int[] lengths = new int[rows];
            Arrays.fill(lengths, text.ids().length);
            int[] decoded = model.greedy(Collections.nCopies(rows, outcome.longest()), lengths)[0];
            int agree = Arrays.mismatch(decoded, text.ids());
            longest = Math.min(longest, agree < 0 ? decoded.length : agree);
        }
        return longest;
    }

    private MemoryVectors vectors(
            CheckedText text, float[] values, TokenScores scores, boolean exact, CrammingLoop.Outcome outcome) {
        int tokens = text.ids().length;
        MemoryVectors.Origin origin = new MemoryVectors.Origin(
                model.name(), model.fingerprint(), model.precision(), tokens, sha256(text.text()), exact);
        Measures.Effort effort = new Measures.Effort(
                outcome.steps(),
                outcome.evaluations(),
                outcome.seconds(),
                outcome.stopReason(),
                plan.recipe().name(),
                plan.seed(),
                outcome.reducedBatch());
        int horizon = exact ? tokens : outcome.horizon();
        int count = values.length / model.width();
        return MemoryVectors.of(values, count, origin)
                .withReport(Measures.report(
                        model,
                        text.text(),
                        tokens == outcome.plain().tokens() ? outcome.plain() : model.score(text.ids()),
                        scores,
                        count,
                        exact,
                        horizon,
                        effort));
    }

    /**
     * The checksum that vectors carry of their text.
     *
     * @param text the text
     * @return SHA-256 over its UTF-8, in hexadecimal digits
     */
    public static String sha256(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
    }
}
