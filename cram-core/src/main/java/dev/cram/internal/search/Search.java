package dev.cram.internal.search;

import dev.cram.internal.CheckedState;
import dev.cram.internal.Seeds;
import dev.cram.internal.metered.MeteredText;
import dev.cram.internal.text.ScoredText;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.StopReason;
import dev.cram.model.Evaluation;
import dev.cram.model.FrozenModel;
import dev.cram.model.Point;
import dev.cram.model.TokenScores;
import dev.cram.optimizer.VectorOptimizer.Problem;
import dev.cram.recipe.CramSettings;
import dev.cram.recipe.Loss;
import dev.cram.recipe.Method;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The search for one text: what was asked, the best that was measured, and whether to go on. */
final class Search implements Serializable {

    private static final long serialVersionUID = 1;

    /** What a margin must at least double from, when a verifying decode failed at one that is nearly zero. */
    private static final double SMALLEST_MARGIN = 1e-3;

    private final MeteredText text;
    private final ScoredText scored;
    private final Attempt attempt;
    private final double began;
    private final CheckedState state;
    private final Loss loss;
    private final int patience;
    private final int tokens;
    private final double margin;
    private final boolean growing;
    private @Nullable TokenScores last;

    // Nothing, between two rounds.
    private transient List<Point> asked = List.of();
    private transient List<Evaluation> found = List.of();

    private final BestVectors best;
    private final LongestPrefix longest;
    private boolean exact;
    private double requiredMargin;
    private int step;
    private int improved;
    private int lastProgress;
    private @Nullable StopReason stopReason;

    /** Begins at vectors that are kept until something better is measured. */
    private Search(
            Attempt.Waiting waiting,
            ScoredText scored,
            double began,
            CramSettings settings,
            Goal goal,
            Problem problem) {
        Method method = goal.method(settings.recipe());
        this.attempt = waiting.attempt();
        this.text = waiting.text();
        this.scored = scored;
        this.began = began;
        this.loss = method.loss();
        this.patience = settings.recipe().patience();
        this.tokens = attempt.tokens();
        this.margin = settings.margin();
        this.growing = goal == Goal.PREFIX;
        this.requiredMargin = margin;
        float[] initial = problem.initial().clone();
        this.best = new BestVectors(initial, loss.first(), tokens);
        this.longest = new LongestPrefix(initial, growing ? problem.margin() : 0);
        this.state = CheckedState.start(method.optimizer(), problem);
    }

    /**
     * Begins an attempt, so many seconds after the work began, at the vectors that are given, or at random ones; any start but
     * number 0 is random. A token of a prefix must lead by at least what rounding moves logits by, since a prefix is decoded only
     * once it is over, and ends at the first token that comes out otherwise.
     */
    static Search start(Attempt.Waiting waiting, ScoredText text, double now, Job job, Goal goal, int start) {
        FrozenModel model = job.model();
        CramSettings settings = job.settings();
        int vectors = settings.vectors();
        Attempt attempt = waiting.attempt();
        long seed = Seeds.derive(settings.seed(), text.text().text(), start);
        Optional<MemoryVectors> given = job.start().filter(found -> start == 0);
        Problem problem = new Problem(
                given.map(MemoryVectors::toArray)
                        .orElseGet(() -> Seeds.normal(seed, vectors * model.width(), model.embeddingStd())),
                text.means(vectors, model),
                vectors,
                model.width(),
                attempt.tokens(),
                Math.max(settings.margin(), model.precision().rounding()),
                attempt.steps(),
                attempt.budget(),
                text.estimate().difficulty(vectors),
                seed,
                given.map(found -> Math.min(attempt.tokens(), found.origin().tokens()))
                        .orElse(0));
        return new Search(waiting, text, now, settings, goal, problem);
    }

    /** Begins the same attempt from another start; its number is not 0, which the first has. */
    Search another(int start, Job job, Goal goal) {
        Attempt.Waiting again = new Attempt.Waiting(attempt, new MeteredText(text.row(), text.ids()));
        return start(again, scored, began, job, goal, start);
    }

    /** The points of the next round; none, which stops the search, when the optimizer gives the text up or diverges. */
    List<Point> ask() {
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

    /** Takes the measurements of a round: keeps the best, and stops when they are not finite. */
    void measure(List<Evaluation> evaluated) {
        state.checkUnchanged();
        found = List.copyOf(evaluated);
        last = found.get(found.size() - 1).scores();
        step++;
        for (int i = 0; i < asked.size(); i++) {
            if (!found.get(i).isFinite()) {
                stop(StopReason.DIVERGED);
                return;
            }
            keep(asked.get(i).vectors(), found.get(i).scores());
        }
    }

    /** Keeps the vectors of the longest prefix, and the best of the whole text; notes what is progress. */
    private void keep(float[] vectors, TokenScores scores) {
        boolean partly = growing || scores.tokens() < tokens;
        if (longest.offer(vectors, scores) && partly) {
            lastProgress = step;
        }
        if (scores.tokens() == tokens && best.offer(vectors, scores)) {
            improved = step;
            lastProgress = step;
        }
    }

    /** Whether its last round found vectors that are worth a verifying decode: until that it goes no further. */
    boolean isCandidate() {
        return improved == step && best.isCorrect(requiredMargin);
    }

    /** Whether a decode can tell more: all tokens are correct, and no decode has failed. */
    boolean isUnverified() {
        return !exact && best.isPromising();
    }

    /** Takes the answer of verifying decodes; when one failed, a larger margin is required from now on. */
    void verified(boolean decodes) {
        exact = decodes;
        best.verified(decodes);
        if (decodes && scores().minMargin(loss.first()) >= margin) {
            stop(StopReason.EXACT);
        } else if (isLive() && loss.first() > 0) {
            stop(StopReason.INNER_CORRECT);
        } else {
            requiredMargin = 2 * Math.max(scores().minMargin(), SMALLEST_MARGIN);
        }
    }

    /** The limit that is reached at some time, if there is one. */
    Optional<StopReason> limit(double now) {
        return attempt.limit(step, text.evaluations(), now - began)
                .or(() -> step - lastProgress >= patience ? Optional.of(StopReason.NO_PROGRESS) : Optional.empty());
    }

    /** Ends the round of a live search at some time: stops it at a limit, or lets the optimizer step. */
    void step(double now) {
        limit(now).ifPresentOrElse(this::stop, () -> state.tell(found));
    }

    /** The longest that it can still take at the rate so far. */
    double secondsLeft(double now) {
        return attempt.secondsLeft(step, text.evaluations(), now - began);
    }

    void stop(StopReason reason) {
        stopReason = reason;
    }

    /**
     * What is still to be measured over the whole text when the search is over: the vectors of the longest prefix if they
     * were measured over a part of it, or those that the search began with if nothing else was measured; and if a draft
     * measured last, what it found best.
     */
    float @Nullable [] unsettled() {
        if (text.isDrafted() && !exact && best.isMeasured()) {
            return best.vectors();
        }
        if (longest.tokens() > 0) {
            return longest.isMeasuredOver(tokens) ? null : longest.vectors();
        }
        return best.isMeasured() ? null : best.vectors();
    }

    /** Takes the measurement of what was {@link #unsettled()}. */
    void settle(float[] vectors, TokenScores scores) {
        longest.see(scores);
        best.settle(vectors, scores);
    }

    MeteredText text() {
        return text;
    }

    /** The text as the model sees it without vectors. */
    ScoredText scored() {
        return scored;
    }

    /** When it began, in seconds since the work did. */
    double began() {
        return began;
    }

    Attempt attempt() {
        return attempt;
    }

    int tokens() {
        return tokens;
    }

    boolean isLive() {
        return stopReason == null;
    }

    /** Whether greedy decoding from the best vectors returned the text. */
    boolean isExact() {
        return exact;
    }

    @Nullable StopReason stopReason() {
        return stopReason;
    }

    float[] best() {
        return best.vectors();
    }

    TokenScores scores() {
        return best.scores();
    }

    /** Tokens that are correct at the best vectors that were measured over the whole text. */
    int correctTokens() {
        return best.isMeasured() ? best.scores().correct() : 0;
    }

    LongestPrefix longest() {
        return longest;
    }

    /** What the last round measured, for progress: its last point. */
    TokenScores lastScores() {
        if (last == null) {
            throw new IllegalStateException("nothing was measured");
        }
        return last;
    }

    int steps() {
        return step;
    }
}
