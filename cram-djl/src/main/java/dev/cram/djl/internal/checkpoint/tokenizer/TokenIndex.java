package dev.cram.djl.internal.checkpoint.tokenizer;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/**
 * Finds tokens by parts of other tokens, without making strings of the parts. Its hashes are polynomials modulo 2^61 - 1 at
 * a random point, so that those of parts follow from one another, and no file can be made whose hashes meet.
 */
final class TokenIndex {

    private static final long PRIME = (1L << 61) - 1;
    private static final int NONE = -1;

    private final List<String> tokens;
    private final long point = new SecureRandom().nextLong(1 << 16, PRIME);
    private final int[] ids;
    private final long[] hashes;
    private long[] ends = new long[0];

    /** Two tokens that make a token. */
    @FunctionalInterface
    interface Pair {

        /** Takes their ids, and how many UTF-16 units the left one has. */
        void take(int left, int right, int middle);
    }

    /** An index of the tokens with those numbers. */
    TokenIndex(List<String> tokens, int[] numbers) {
        this.tokens = tokens;
        int size = Integer.highestOneBit(Math.max(1, tokens.size())) * 4;
        this.ids = new int[size];
        this.hashes = new long[size];
        Arrays.fill(ids, NONE);
        for (int id : numbers) {
            hashEnds(tokens.get(id));
            add(id, ends[0]);
        }
    }

    private void add(int id, long hash) {
        int slot = slot(hash);
        while (ids[slot] != NONE) {
            slot = slot + 1 & ids.length - 1;
        }
        ids[slot] = id;
        hashes[slot] = hash;
    }

    /** Tells all pairs of its tokens that make a token, the shortest left one first. */
    void pairs(int id, Pair pair) {
        String text = tokens.get(id);
        hashEnds(text);
        long beginning = 0;
        for (int middle = 1; middle < text.length(); middle++) {
            beginning = plus(times(beginning, point), text.charAt(middle - 1));
            if (!Character.isSurrogatePair(text.charAt(middle - 1), text.charAt(middle))) {
                int left = find(text, 0, middle, beginning);
                int right = left == NONE ? NONE : find(text, middle, text.length(), ends[middle]);
                if (right != NONE) {
                    pair.take(left, right, middle);
                }
            }
        }
    }

    private int find(String text, int begin, int end, long hash) {
        for (int slot = slot(hash); ids[slot] != NONE; slot = slot + 1 & ids.length - 1) {
            if (hashes[slot] == hash) {
                String token = tokens.get(ids[slot]);
                if (token.length() == end - begin && token.regionMatches(0, text, begin, end - begin)) {
                    return ids[slot];
                }
            }
        }
        return NONE;
    }

    /** Hashes the parts of a text that reach to its end, from each unit on. */
    private void hashEnds(String text) {
        if (ends.length <= text.length()) {
            ends = new long[text.length() * 2 + 1];
        }
        long power = 1;
        long hash = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            hash = plus(hash, times(text.charAt(i), power));
            power = times(power, point);
            ends[i] = hash;
        }
    }

    private int slot(long hash) {
        return (int) hash & ids.length - 1;
    }

    private static long plus(long a, long b) {
        long sum = a + b;
        return sum < PRIME ? sum : sum - PRIME;
    }

    private static long times(long a, long b) {
        long low = a * b;
        return plus(low & PRIME, Math.multiplyHigh(a, b) << 3 | low >>> 61);
    }
}
