package dev.cram.internal.search;

import dev.cram.model.TokenScores;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** The vectors at which the longest prefix of a text was correct, by a margin. */
final class LongestPrefix implements Serializable {

    private static final long serialVersionUID = 1;

    private final double margin;
    private float[] vectors;
    private @Nullable TokenScores scores;
    private int tokens;
    private int horizon;
    private int mostCorrect;

    /** Begins with vectors that hold nothing. */
    LongestPrefix(float[] initial, double margin) {
        this.vectors = initial;
        this.margin = margin;
    }

    /** Keeps vectors of a longer prefix; true if that is progress, as one more correct token is wherever it stands. */
    boolean offer(float[] offered, TokenScores found) {
        int leading = found.leading(margin);
        int correct = found.correct();
        boolean progress = leading > tokens || correct > mostCorrect;
        mostCorrect = Math.max(mostCorrect, correct);
        see(found);
        if (leading > tokens) {
            tokens = leading;
            vectors = offered.clone();
            scores = found;
        }
        return progress;
    }

    /** Takes down how far scores are correct. */
    void see(TokenScores found) {
        horizon = Math.max(horizon, found.leading());
    }

    /** Its length; 0 if no token was correct. */
    int tokens() {
        return tokens;
    }

    /** The longest prefix, in tokens, that was correct by any margin. */
    int horizon() {
        return horizon;
    }

    float[] vectors() {
        return vectors;
    }

    /** Whether the vectors were measured over this many tokens. */
    boolean isMeasuredOver(int length) {
        return scores != null && scores.tokens() >= length;
    }

    TokenScores scores() {
        if (scores == null) {
            throw new IllegalStateException("nothing was measured");
        }
        return scores;
    }
}
