package dev.cram.internal.search;

import dev.cram.memory.StopReason;
import dev.cram.model.FrozenModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the smallest number of vectors that holds each text: begins at the estimate, gallops up while a text does not come
 * out exact or down while it does, by 1, 2, 4 ... vectors, and bisects between the two. All attempts at a text share its
 * rounds and its budget: each may take half of what is left, and one with the most vectors there can be, all of it.
 */
public final class FewestVectors {

    private final FrozenModel model;
    private final int steps;
    private final double budget;
    private final IntFunction<CrammingLoop> loops;

    /**
     * For one call.
     *
     * @param model the model, whose positions limit the vectors
     * @param steps largest number of rounds of a text
     * @param budget evaluations after which a text is given up; 0 for no such limit
     * @param loops makes the loop for a number of vectors
     */
    public FewestVectors(FrozenModel model, int steps, double budget, IntFunction<CrammingLoop> loops) {
        this.model = model;
        this.steps = steps;
        this.budget = budget;
        this.loops = loops;
    }

    /**
     * Searches vectors for all texts.
     *
     * @param texts the texts
     * @param expected number of vectors to try first, of each text
     * @param finish told of every text once: the fewest vectors that hold it, or the best attempt
     */
    public void run(List<CheckedText> texts, List<Integer> expected, CrammingLoop.Finish finish) {
        List<Attempts> attempts = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            attempts.add(new Attempts(i, texts.get(i), expected.get(i)));
        }
        Map<Integer, List<Task>> open = new TreeMap<>();
        attempts.forEach(text -> text.addTo(open));
        while (!open.isEmpty()) {
            Map<Integer, List<Task>> now = new TreeMap<>(open);
            open.clear();
            now.forEach((count, tasks) -> loops.apply(count).run(tasks, (text, outcome) -> {
                attempts.get(text).take(outcome);
                if (!attempts.get(text).addTo(open)) {
                    finish.accept(text, attempts.get(text).result());
                }
            }));
        }
    }

    /** What was tried for one text, and what to try next. */
    private final class Attempts {

        private final int index;
        private final CheckedText text;
        private final int most;
        private int count;
        private int attempt;
        private int stride = 1;
        /** The most vectors that did not hold the text, and the fewest that did. */
        private int failed;

        private int held = Integer.MAX_VALUE;
        private @Nullable Outcome best;
        private @Nullable Outcome all;

        Attempts(int index, CheckedText text, int expected) {
            this.index = index;
            this.text = text;
            int tokens = text.ids().length;
            this.most = Math.min(tokens, model.positions() - tokens + 1);
            this.count = Math.min(most, expected);
        }

        /** Adds the next attempt to those of as many vectors; false if there is none. */
        boolean addTo(Map<Integer, List<Task>> open) {
            if (count == 0) {
                return false;
            }
            int roundsLeft = steps - (all == null ? 0 : all.steps());
            double budgetLeft = budget - (all == null ? 0 : all.evaluations());
            if (roundsLeft < 1 || (budget > 0 && budgetLeft <= 0)) {
                return false;
            }
            boolean last = count == most;
            open.computeIfAbsent(count, any -> new ArrayList<>())
                    .add(new Task(
                            index,
                            text,
                            ++attempt,
                            last ? roundsLeft : (roundsLeft + 1) / 2,
                            last || budget == 0 ? Math.max(0, budgetLeft) : Math.max(1, budgetLeft / 2)));
            return true;
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
            return best.atCostOf(all, all.stopReason() == StopReason.CANCELLED);
        }
    }
}
