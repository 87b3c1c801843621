package dev.cram.internal.search;

import dev.cram.model.TokenScores;
import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The best vectors of a whole text that were measured: those with more correct tokens; of equals, those of the larger
 * margin when all are correct, else of the lower loss. Tokens before the first that counts do not.
 */
final class BestVectors implements Serializable {

    private static final long serialVersionUID = 1;

    private final int first;
    private final int tokens;
    private float[] vectors;
    private @Nullable TokenScores scores;
    private boolean refuted;

    /** Begins with what nothing was measured of. */
    BestVectors(float[] initial, int first, int tokens) {
        this.vectors = initial;
        this.first = first;
        this.tokens = tokens;
    }

    /** Keeps vectors if they are better; true if that is progress: more tokens are correct, or all are more safely. */
    boolean offer(float[] offered, TokenScores found) {
        TokenScores old = scores;
        int correct = found.correct(first);
        boolean all = correct == tokens - first;
        boolean more = old == null || correct > old.correct(first);
        boolean equal = old != null && correct == old.correct(first);
        boolean safer = equal && all && old != null && found.minMargin(first) > old.minMargin(first);
        boolean likelier = equal && !all && old != null && found.totalNats(first) < old.totalNats(first);
        if (more || safer || likelier) {
            vectors = offered.clone();
            scores = found;
            refuted = false;
        }
        return more || safer;
    }

    /** Keeps vectors if they are better, or if they are these: then what is found now counts. */
    void settle(float[] offered, TokenScores found) {
        if (Arrays.equals(offered, vectors)) {
            scores = found;
            refuted = false;
        } else {
            offer(offered, found);
        }
    }

    /** Takes down whether a decode failed. */
    void verified(boolean decodes) {
        refuted = !decodes;
    }

    float[] vectors() {
        return vectors;
    }

    boolean isMeasured() {
        return scores != null;
    }

    TokenScores scores() {
        if (scores == null) {
            throw new IllegalStateException("nothing was measured");
        }
        return scores;
    }

    /** Whether all tokens that count are correct, by at least a margin. */
    boolean isCorrect(double margin) {
        return scores != null && scores.correct(first) == tokens - first && scores.minMargin(first) >= margin;
    }

    /** Whether a decode can tell more: all tokens are correct, and no decode has failed. */
    boolean isPromising() {
        return !refuted && scores != null && scores.correct() == tokens;
    }
}
