package dev.cram.internal;

import dev.cram.api.FrozenModel;
import dev.cram.api.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the smallest number of vectors that holds each text: begins at the estimate, goes down while a text comes out
 * exact and up while it does not. What all attempts at a text cost is added up.
 */
public final class FewestVectors {

    private final FrozenModel model;
    private final IntFunction<CrammingLoop> loops;

    /**
     * For one call.
     *
     * @param model the model, whose positions limit the vectors
     * @param loops makes the loop for a number of vectors
     */
    public FewestVectors(FrozenModel model, IntFunction<CrammingLoop> loops) {
        this.model = model;
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
        Map<Integer, List<Integer>> open = new TreeMap<>();
        for (int i = 0; i < texts.size(); i++) {
            int most = Math.min(
                    texts.get(i).ids().length, model.positions() - texts.get(i).ids().length + 1);
            attempts.add(new Attempts(most));
            open.computeIfAbsent(Math.min(most, expected.get(i)), count -> new ArrayList<>())
                    .add(i);
        }
        while (!open.isEmpty()) {
            Map<Integer, List<Integer>> next = new TreeMap<>();
            open.forEach((count, which) -> loops.apply(count).run(texts, which, (text, outcome) -> {
                int then = attempts.get(text).take(count, outcome);
                if (then > 0) {
                    next.computeIfAbsent(then, any -> new ArrayList<>()).add(text);
                } else {
                    finish.accept(text, attempts.get(text).result(outcome));
                }
            }));
            open = next;
        }
    }

    /** What was tried for one text. */
    private static final class Attempts {

        private final int most;
        private int failed;
        private int held = Integer.MAX_VALUE;
        private CrammingLoop.@Nullable Outcome best;
        private CrammingLoop.@Nullable Outcome last;

        Attempts(int most) {
            this.most = most;
        }

        /** Takes an outcome; gives the number of vectors to try next, or 0 when that is settled. */
        int take(int count, CrammingLoop.Outcome outcome) {
            last = last == null ? outcome : outcome.after(last);
            boolean exact = outcome.stopReason() == StopReason.EXACT;
            if (exact || held == Integer.MAX_VALUE) {
                best = outcome;
            }
            if (exact) {
                held = Math.min(held, count);
            } else {
                failed = Math.max(failed, count);
            }
            if (outcome.stopReason() == StopReason.CANCELLED || held == failed + 1) {
                return 0;
            }
            int next = held < Integer.MAX_VALUE ? held - 1 : failed + 1;
            return next <= most ? next : 0;
        }

        /**
         * The fewest vectors that held the text, or the last that did not, at the cost of all attempts, of which
         * {@code latest} is the latest.
         */
        CrammingLoop.Outcome result(CrammingLoop.Outcome latest) {
            return (best == null ? latest : best).costing(last == null ? latest : last);
        }
    }
}
