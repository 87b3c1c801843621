package dev.cram.djl.internal.checkpoint.tokenizer;

import java.util.ArrayList;
import java.util.List;

/**
 * The merges that a SentencePiece vocabulary implies: a token may come of any two tokens that it is made of, and the
 * token with the best score comes first. The order among equals is that of transformers' {@code generate_merges}.
 */
public final class ScoredMerges {

    private ScoredMerges() {}

    /**
     * The ids of two tokens and of what they make, their lengths in code points, and the score. What is to be tried first
     * comes first.
     */
    public record Merge(int left, int right, int whole, int leftLength, int rightLength, float score)
            implements Comparable<Merge> {

        @Override
        public int compareTo(Merge other) {
            int order = Float.compare(other.score, score);
            order = order != 0 ? order : Integer.compare(other.leftLength, leftLength);
            order = order != 0 ? order : Integer.compare(other.rightLength, rightLength);
            order = order != 0 ? order : Integer.compare(whole, other.whole);
            order = order != 0 ? order : Integer.compare(left, other.left);
            return order != 0 ? order : Integer.compare(right, other.right);
        }
    }

    /**
     * All merges in the order in which they are to be tried.
     *
     * @param ordinary the numbers of the tokens that come of merges, in order
     */
    public static List<Merge> of(List<String> tokens, float[] scores, int[] ordinary) {
        TokenIndex index = new TokenIndex(tokens, ordinary);
        List<Merge> merges = new ArrayList<>();
        for (int id : ordinary) {
            String token = tokens.get(id);
            index.pairs(id, (left, right, middle) -> {
                int leftLength = token.codePointCount(0, middle);
                int rightLength = token.codePointCount(middle, token.length());
                merges.add(new Merge(left, right, id, leftLength, rightLength, scores[id]));
            });
        }
        merges.sort(null);
        return merges;
    }
}
