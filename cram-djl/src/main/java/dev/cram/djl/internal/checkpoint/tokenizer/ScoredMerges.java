package dev.cram.djl.internal.checkpoint.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The merges that a SentencePiece vocabulary implies: a token may come of any two tokens that it is made of, and the
 * token with the best score comes first. The order among equals is that of transformers' {@code generate_merges}.
 */
public final class ScoredMerges {

    private static final Comparator<Merge> BEST_FIRST = (one, other) -> {
        int byScore = Float.compare(other.score, one.score);
        int byLeft = byScore != 0 ? byScore : Integer.compare(other.leftLength, one.leftLength);
        return byLeft != 0 ? byLeft : Integer.compare(other.rightLength, one.rightLength);
    };

    private static final Comparator<Merge> BY_IDS =
            Comparator.comparingInt(Merge::left).thenComparingInt(Merge::right);

    private ScoredMerges() {}

    /** The ids of two tokens, their lengths in code points, and the score of what they make. */
    public record Merge(int left, int right, int leftLength, int rightLength, float score) {}

    /**
     * All merges in the order in which they are to be tried.
     *
     * @param ordinary the numbers of the tokens that come of merges
     */
    public static List<Merge> of(List<String> tokens, float[] scores, int[] ordinary) {
        TokenIndex index = new TokenIndex(tokens, ordinary);
        List<Merge> merges = new ArrayList<>();
        for (int id : ordinary) {
            addMergesInto(id, tokens.get(id), scores[id], index, merges);
        }
        merges.sort(BEST_FIRST);
        return merges;
    }

    private static void addMergesInto(int id, String token, float score, TokenIndex index, List<Merge> merges) {
        int first = merges.size();
        index.pairs(id, (left, right, middle) -> {
            int leftLength = token.codePointCount(0, middle);
            merges.add(new Merge(left, right, leftLength, token.codePointCount(middle, token.length()), score));
        });
        if (merges.size() > first + 1) {
            merges.subList(first, merges.size()).sort(BY_IDS);
        }
    }
}
