package dev.cram.internal.search;

import dev.cram.memory.StopReason;
import dev.cram.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the smallest number of vectors that holds each text: begins at the estimate, gallops up while a text does not come
 * out exact or down while it does, by 1, 2, 4 ... vectors, and bisects between the two. All attempts at a text share its
 * rounds and its budget: each may take half of what is left, and one with the most vectors there can be, all of it.
 */
final class FewestVectors {

    private final Job job;

    FewestVectors(Job job) {
        this.job = job;
    }

    /** Hands over one outcome a text: that of the fewest vectors that hold it, or of the best attempt. */
    void run(List<ScoredText> texts, Consumer<Outcome> finish) {
        List<Attempts> attempts = IntStream.range(0, texts.size())
                .mapToObj(i -> new Attempts(i, texts.get(i)))
                .toList();
        Map<Integer, List<Attempt>> open = new TreeMap<>();
        attempts.forEach(text -> text.addTo(open));
        while (!open.isEmpty()) {
            Map<Integer, List<Attempt>> now = new TreeMap<>(open);
            open.clear();
            now.forEach((count, together) -> loop(count).run(together, outcome -> {
                Attempts text = attempts.get(outcome.index());
                text.take(outcome);
                if (!text.addTo(open)) {
                    finish.accept(text.result());
                }
            }));
        }
    }

    private CrammingLoop loop(int vectors) {
        return new CrammingLoop(job.settings(job.settings().vectors(vectors)), Goal.WHOLE);
    }

    /** What was tried for one text, and what to try next. */
    private final class Attempts {

        private final int index;
        private final ScoredText text;
        private final int most;
        private int count;
        private int tried;
        private int stride = 1;
        /** The most vectors that did not hold the text, and the fewest that did. */
        private int failed;

        private int held = Integer.MAX_VALUE;
        private @Nullable Outcome best;
        private @Nullable Outcome all;

        Attempts(int index, ScoredText text) {
            this.index = index;
            this.text = text;
            int tokens = text.ids().length;
            this.most = Math.min(tokens, job.model().positions() - tokens + 1);
            this.count = Math.min(most, text.estimate().vectors());
        }

        /** Adds the next attempt to those of as many vectors; false if there is none. */
        boolean addTo(Map<Integer, List<Attempt>> open) {
            Recipe recipe = job.settings().recipe();
            int rounds = recipe.steps() - (all == null ? 0 : all.steps());
            double budget = recipe.whole().budget() - (all == null ? 0 : all.evaluations());
            if (count == 0 || rounds < 1 || budget <= 0) {
                return false;
            }
            boolean last = count == most;
            open.computeIfAbsent(count, any -> new ArrayList<>())
                    .add(new Attempt(
                            index,
                            text,
                            ++tried,
                            last ? rounds : (rounds + 1) / 2,
                            last ? budget : Math.max(1, budget / 2)));
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
