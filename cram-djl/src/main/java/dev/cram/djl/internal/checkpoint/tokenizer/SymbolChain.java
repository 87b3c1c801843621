package dev.cram.djl.internal.checkpoint.tokenizer;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The letters of a text, of which neighbors are merged to ever longer tokens. A token's place is that of its first letter. */
final class SymbolChain {

    private static final int MERGED = -1;

    private final int[] ids;
    private final int[] next;
    private final int[] previous;

    /** Says what two neighbors make. */
    @FunctionalInterface
    interface Rule {

        /** The merge of two tokens, from begin to middle and from there to end; null if they make none. */
        ScoredMerges.@Nullable Merge merge(int left, int right, int begin, int middle, int end);
    }

    private record Candidate(ScoredMerges.Merge merge, int begin) {

        static final Comparator<Candidate> ORDER =
                Comparator.comparing(Candidate::merge).thenComparingInt(Candidate::begin);

        int middle() {
            return begin + merge.leftLength();
        }

        int end() {
            return middle() + merge.rightLength();
        }
    }

    /** A chain of letters, by their tokens' numbers. */
    SymbolChain(int[] letters) {
        this.ids = letters;
        this.next = IntStream.rangeClosed(1, letters.length).toArray();
        this.previous = IntStream.range(-1, letters.length - 1).toArray();
    }

    /** The number of letters. */
    int size() {
        return ids.length;
    }

    /** The token that begins at a place. */
    int id(int place) {
        return ids[place];
    }

    /** Where the next token begins. */
    int next(int place) {
        return next[place];
    }

    /** Merges neighbors, the best merge first and of equal ones the first in the text, until the rule has none. */
    void mergeAll(Rule rule) {
        PriorityQueue<Candidate> candidates = new PriorityQueue<>(Candidate.ORDER);
        for (int place = 0; place < size(); place++) {
            offer(place, rule, candidates);
        }
        for (Candidate best = candidates.poll(); best != null; best = candidates.poll()) {
            if (stands(best)) {
                apply(best);
                offer(previous[best.begin], rule, candidates);
                offer(best.begin, rule, candidates);
            }
        }
    }

    private void offer(int begin, Rule rule, PriorityQueue<Candidate> candidates) {
        int middle = begin < 0 ? size() : next[begin];
        if (middle < size()) {
            ScoredMerges.Merge merge = rule.merge(ids[begin], ids[middle], begin, middle, next[middle]);
            if (merge != null) {
                candidates.add(new Candidate(merge, begin));
            }
        }
    }

    /** Whether its two tokens are still there. */
    private boolean stands(Candidate candidate) {
        return next[candidate.begin] == candidate.middle() && next[candidate.middle()] == candidate.end();
    }

    private void apply(Candidate best) {
        ids[best.begin] = best.merge.whole();
        next[best.begin] = best.end();
        next[best.middle()] = MERGED;
        if (best.end() < size()) {
            previous[best.end()] = best.begin;
        }
    }
}
