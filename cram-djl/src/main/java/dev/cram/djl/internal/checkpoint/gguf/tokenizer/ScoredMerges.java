package dev.cram.djl.internal.checkpoint.gguf.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The merges that a SentencePiece vocabulary implies: a token may come of any two tokens that it is made of, and the
 * token with the best score comes first. The order among equals is that of transformers' {@code generate_merges}.
 */
final class ScoredMerges {

    private static final Comparator<Merge> BEST_FIRST =
            Comparator.comparing(Merge::score).thenComparing(Merge::leftLength).thenComparing(Merge::rightLength);

    private ScoredMerges() {}

    /** Two tokens, and the score of what they make. */
    record Merge(String left, String right, float score) {

        int leftLength() {
            return left.codePointCount(0, left.length());
        }

        int rightLength() {
            return right.codePointCount(0, right.length());
        }
    }

    /** All merges in the order in which they are to be tried. Only ordinary tokens come of merges. */
    static List<Merge> of(GgufTokens tokens, float[] scores) {
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < tokens.count(); id++) {
            if (tokens.isNormal(id)) {
                ids.put(tokens.text(id), id);
            }
        }
        List<Merge> merges = new ArrayList<>();
        for (int id = 0; id < tokens.count(); id++) {
            if (tokens.isNormal(id)) {
                merges.addAll(splits(tokens.text(id), scores[id], ids));
            }
        }
        merges.sort(BEST_FIRST.reversed());
        return merges;
    }

    private static List<Merge> splits(String token, float score, Map<String, Integer> ids) {
        List<Merge> splits = new ArrayList<>();
        int middle = token.offsetByCodePoints(0, 1);
        while (middle < token.length()) {
            String left = token.substring(0, middle);
            String right = token.substring(middle);
            if (ids.containsKey(left) && ids.containsKey(right)) {
                splits.add(new Merge(left, right, score));
            }
            middle = token.offsetByCodePoints(middle, 1);
        }
        splits.sort(Comparator.comparing((Merge merge) -> ids.getOrDefault(merge.left, 0))
                .thenComparing(merge -> ids.getOrDefault(merge.right, 0)));
        return splits;
    }
}
