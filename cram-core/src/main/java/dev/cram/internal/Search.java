package dev.cram.internal;

import dev.cram.api.Evaluation;
import dev.cram.api.Point;
import dev.cram.api.StopReason;
import dev.cram.api.TokenScores;
import dev.cram.optim.Loss;
import dev.cram.optim.Recipe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The search for one text: what was asked, the best that was measured, and whether to go on. */
final class Search {

    /** What a margin must at least double from, when a verifying decode failed at one that is nearly zero. */
    private static final double SMALLEST_MARGIN = 1e-3;

    private final CheckedState state;
    private final Loss loss;
    private final int tokens;
    private final double margin;
    private final double prefixMargin;
    private List<Point> asked = List.of();
    private List<Evaluation> found = List.of();

    private float[] best;
    private @Nullable TokenScores bestScores;
    private float[] longest;
    private int horizon;
    private double requiredMargin;
    private int step;
    private int lastProgress;
    private double evaluations;
    private @Nullable StopReason stopReason;

    /**
     * Begins at vectors that are kept until something better is measured. The margin is the user's target, that of a
     * prefix may be larger.
     */
    Search(CheckedState state, Loss loss, float[] initial, int tokens, double margin, double prefixMargin) {
        this.state = state;
        this.loss = loss;
        this.best = initial;
        this.longest = initial;
        this.tokens = tokens;
        this.margin = margin;
        this.prefixMargin = prefixMargin;
        this.requiredMargin = margin;
    }

    /** The points of the next round; none, which stops the search, when the optimizer gives the text up or diverges. */
    List<Point> ask() {
        TokenScores last = found.isEmpty() ? null : lastScores();
        List<Point> points = state.ask();
        boolean finite = state.isFinite();
        asked = finite
                ? points.stream()
                        .map(point -> widened(loss.applyTo(point, tokens, last)))
                        .toList()
                : List.of();
        if (asked.isEmpty()) {
            stop(finite ? StopReason.NO_PROGRESS : StopReason.DIVERGED);
        }
        return asked;
    }

    /**
     * Puts as much of the target margin into a point's loss as the temperature leaves to be done: a token that leads by
     * three temperatures has lost 95 % of its pull, so the pull ends at the target.
     */
    private Point widened(Point point) {
        double missing = Math.max(0, margin - 3 * point.temperature());
        return point.margin((float) (point.margin() + missing));
    }

    /** Takes the measurements of a round: counts them, keeps the best, and stops when they are not finite. */
    void measure(List<Evaluation> evaluated) {
        state.checkUnchanged();
        found = List.copyOf(evaluated);
        step++;
        for (int i = 0; i < asked.size(); i++) {
            Point point = asked.get(i);
            evaluations += point.demand().cost(point.length(tokens), tokens);
            if (!found.get(i).isFinite()) {
                stop(StopReason.DIVERGED);
                return;
            }
            keep(point.vectors(), found.get(i).scores());
        }
    }

    /** Keeps vectors with more correct tokens; of equals, the larger margin when all are correct, else the lower loss. */
    private void keep(float[] vectors, TokenScores scores) {
        int leading = scores.leading(prefixMargin);
        if (leading > horizon) {
            horizon = leading;
            longest = vectors.clone();
        }
        if (scores.tokens() < tokens) {
            return;
        }
        TokenScores old = bestScores;
        int first = loss.first();
        int correct = scores.correct(first);
        boolean all = correct == tokens - first;
        boolean more = old == null || correct > old.correct(first);
        boolean equal = old != null && correct == old.correct(first);
        boolean safer = equal && all && old != null && scores.minMargin(first) > old.minMargin(first);
        boolean likelier = equal && !all && old != null && scores.totalNats(first) < old.totalNats(first);
        if (more || safer) {
            lastProgress = step;
        }
        if (more || safer || likelier) {
            best = vectors.clone();
            bestScores = scores;
        }
    }

    /** Whether this round found vectors that are worth a verifying decode. */
    boolean isCandidate() {
        int first = loss.first();
        return lastProgress == step
                && bestScores != null
                && bestScores.correct(first) == tokens - first
                && bestScores.minMargin(first) >= requiredMargin;
    }

    boolean allCorrect() {
        return bestScores != null && bestScores.correct() == tokens;
    }

    /** Takes the answer of verifying decodes; when one failed, a larger margin is required from now on. */
    void verified(boolean exact, int decodes) {
        evaluations += 0.5 * decodes;
        if (exact) {
            stop(StopReason.EXACT);
        } else if (loss.first() > 0) {
            stop(StopReason.INNER_CORRECT);
        } else {
            requiredMargin = 2 * Math.max(scores().minMargin(), SMALLEST_MARGIN);
        }
    }

    /** Ends the round of a live search: stops it at a limit, or lets the optimizer step. */
    void step(Recipe recipe, double budget) {
        if (step >= recipe.steps() || (budget > 0 && evaluations >= budget)) {
            stop(StopReason.STEP_LIMIT);
        } else if (recipe.patience() > 0 && step - lastProgress >= recipe.patience()) {
            stop(StopReason.NO_PROGRESS);
        } else {
            state.tell(found);
        }
    }

    void stop(StopReason reason) {
        stopReason = reason;
    }

    /** Takes a measurement of the vectors that the search began with, when no round measured the whole text. */
    void measureBest(Evaluation evaluation) {
        evaluations += 0.5;
        bestScores = evaluation.scores();
    }

    boolean isLive() {
        return stopReason == null;
    }

    boolean isMeasured() {
        return bestScores != null;
    }

    @Nullable StopReason stopReason() {
        return stopReason;
    }

    float[] best() {
        return best;
    }

    /** The vectors at which the longest prefix was correct. */
    float[] longest() {
        return longest;
    }

    /** The longest prefix, in tokens, that was correct by the target margin in some round. */
    int horizon() {
        return horizon;
    }

    TokenScores scores() {
        if (bestScores == null) {
            throw new IllegalStateException("nothing was measured");
        }
        return bestScores;
    }

    /** What the last round measured, for progress: its last point. */
    TokenScores lastScores() {
        return found.get(found.size() - 1).scores();
    }

    int steps() {
        return step;
    }

    double evaluations() {
        return evaluations;
    }
}
