package dev.cram.internal.search;

import dev.cram.internal.text.ScoredText;
import dev.cram.memory.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the smallest number of vectors that holds each text: begins at the estimate, gallops up while a text does not come
 * out exact or down while it does, by 1, 2, 4 ... vectors, and bisects between the two. All attempts at a text share its
 * rounds and its budget: each may take half of what is left, and one with the most vectors there can be, all of it.
 */
final class FewestVectors implements Searching {

    private final Job job;
    private final List<Attempt> texts;
    private final Function<Attempt, ScoredText> scoring;

    /** What was tried for each text that the model has seen without vectors, by its index. */
    private final Map<Integer, Attempts> tried = new TreeMap<>();

    /** The next attempts at texts, by their number of vectors. */
    private final NavigableMap<Integer, List<Attempt>> open = new TreeMap<>();

    private int seen;
    private @Nullable Attempt seeing;
    private @Nullable JointSearch search;

    /**
     * Before the first attempt.
     *
     * @param texts one attempt a text, with all that is allowed for it
     * @param scoring what the model makes of a text without vectors
     */
    FewestVectors(Job job, List<Attempt> texts, Function<Attempt, ScoredText> scoring) {
        this.job = job;
        this.texts = texts;
        this.scoring = scoring;
    }

    @Override
    public boolean isOver() {
        return seen == texts.size() && search == null && open.isEmpty();
    }

    /** Goes on for a round, and gives the outcomes of texts: that of the fewest vectors that hold it, or of the best attempt. */
    @Override
    public List<Outcome> next() {
        see();
        List<Outcome> done = new ArrayList<>();
        if (search == null && !open.isEmpty()) {
            search = search(open.firstEntry());
            open.pollFirstEntry();
        }
        if (search != null) {
            search.next().forEach(outcome -> take(outcome).ifPresent(done::add));
            if (search.isOver()) {
                close();
            }
        }
        if (job.isCancelled()) {
            open.clear();
            tried.values().stream()
                    .filter(Attempts::isTried)
                    .map(Attempts::result)
                    .forEach(done::add);
            tried.clear();
        }
        return done;
    }

    private void see() {
        while (seen < texts.size()) {
            seeing = texts.get(seen++);
            if (!job.isCancelled()) {
                Attempts attempts = new Attempts(seeing, scoring.apply(seeing));
                tried.put(seeing.index(), attempts);
                attempts.addTo(open);
            }
            seeing = null;
        }
    }

    private JointSearch search(Map.Entry<Integer, List<Attempt>> together) {
        return new JointSearch(
                job.settings(job.settings().vectors(together.getKey())),
                Goal.WHOLE,
                new SearchState(together.getValue()),
                attempt -> attempts(attempt.index()).text);
    }

    /** Takes what an attempt came to; gives the text's outcome if it was the last. */
    private Optional<Outcome> take(Outcome outcome) {
        Attempts attempts = attempts(outcome.index());
        attempts.take(outcome);
        if (attempts.addTo(open)) {
            return Optional.empty();
        }
        tried.remove(outcome.index());
        return Optional.of(attempts.result());
    }

    private Attempts attempts(int index) {
        return Objects.requireNonNull(tried.get(index));
    }

    @Override
    public List<Integer> abandon() {
        if (seeing != null) {
            return List.of(seeing.index());
        }
        List<Integer> abandoned = search != null
                ? search.abandon()
                : open.pollFirstEntry().getValue().stream().map(Attempt::index).toList();
        abandoned.forEach(tried::remove);
        return abandoned;
    }

    @Override
    public void close() {
        if (search != null) {
            search.close();
            search = null;
        }
    }

    /** What was tried for one text, and what to try next. */
    private final class Attempts {

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
         */
        Attempts(Attempt whole, ScoredText text) {
            this.whole = whole;
            this.text = text;
            int tokens = text.ids().length;
            this.most = Math.min(tokens, job.model().positions() - tokens + 1);
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
         */
        Outcome result() {
            if (best == null || all == null) {
                throw new IllegalStateException("nothing was tried");
            }
            boolean pending = count != 0 && job.isCancelled();
            return best.atCostOf(all, pending || all.stopReason() == StopReason.CANCELLED);
        }
    }
}
