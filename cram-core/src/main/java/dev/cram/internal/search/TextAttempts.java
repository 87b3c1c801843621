package dev.cram.internal.search;

import dev.cram.internal.text.ScoredText;
import dev.cram.memory.StopReason;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was tried for one text to find its fewest vectors, and what to try next. */
final class TextAttempts implements Serializable {

    private static final long serialVersionUID = 1;

    private final Attempt whole;
    private final ScoredText text;
    private final int most;
    private int count;
    private int tries;
    private int stride = 1;

    /** The most vectors that did not hold the text, and the fewest that did. */
    private int failed;

    private int held = Integer.MAX_VALUE;
    private @Nullable Outcome best;
    private @Nullable Outcome all;

    /**
     * Before the first.
     *
     * @param whole with all that is allowed for the text
     * @param positions of the model
     */
    TextAttempts(Attempt whole, ScoredText text, int positions) {
        this.whole = whole;
        this.text = text;
        int tokens = text.ids().length;
        this.most = Math.min(tokens, positions - tokens + 1);
        this.count = Math.min(most, text.estimate().vectors());
    }

    /** Adds the next attempt to those of as many vectors; false if there is none. */
    boolean addTo(Map<Integer, List<Attempt>> open) {
        int rounds = whole.steps() - (all == null ? 0 : all.steps());
        double budget = whole.budget() - (all == null ? 0 : all.evaluations());
        double seconds = whole.seconds() - (all == null ? 0 : all.seconds());
        if (count == 0 || rounds < 1 || budget <= 0 || seconds <= 0) {
            return false;
        }
        boolean last = count == most;
        open.computeIfAbsent(count, any -> new ArrayList<>())
                .add(new Attempt(
                        whole.index(),
                        whole.text(),
                        ++tries,
                        last ? rounds : rounds - rounds / 2,
                        last ? budget : Math.max(1, budget / 2),
                        last ? seconds : seconds / 2));
        return true;
    }

    ScoredText text() {
        return text;
    }

    boolean isTried() {
        return all != null;
    }

    void take(Outcome outcome) {
        all = all == null ? outcome : outcome.after(all);
        if (outcome.isReached()) {
            held = count;
            best = outcome;
        } else {
            failed = count;
            if (best == null || (held == Integer.MAX_VALUE && correct(outcome) > correct(best))) {
                best = outcome;
            }
        }
        count = outcome.stopReason() == StopReason.CANCELLED ? 0 : next();
    }

    private static int correct(Outcome outcome) {
        return outcome.scores().correct();
    }

    /** The number of vectors to try next; 0 when it is settled. */
    private int next() {
        if (held == failed + 1 || failed == most) {
            return 0;
        }
        if (held < Integer.MAX_VALUE && failed > 0) {
            return failed + (held - failed) / 2;
        }
        int step = stride;
        stride *= 2;
        return held < Integer.MAX_VALUE ? Math.max(1, held - step) : Math.min(most, failed + step);
    }

    /**
     * The fewest vectors that held the text, or else the attempt with the most correct tokens, at the cost of all. What
     * was cancelled says so, even if some vectors held the text: fewer might have.
     *
     * @param cancelled whether it was before the next attempt
     */
    Outcome result(boolean cancelled) {
        if (best == null || all == null) {
            throw new IllegalStateException("nothing was tried");
        }
        return best.atCostOf(all, cancelled || all.stopReason() == StopReason.CANCELLED);
    }
}
