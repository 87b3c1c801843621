package dev.cram.djl.internal.checkpoint.tokenizer;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/**
 * Finds tokens by parts of texts, without making strings of the parts. Its hashes are polynomials modulo 2^61 - 1 at
 * a random point, so that those of parts follow from those of beginnings, and no file can be made whose hashes meet.
 */
final class TokenIndex {

    /** In the place of a token's number: there is none. */
    static final int NONE = -1;

    private static final long PRIME = (1L << 61) - 1;

    private final List<String> tokens;
    private final long point = new SecureRandom().nextLong(1 << 16, PRIME);
    private final long[] powers;
    private final int[] ids;
    private final long[] hashes;

    /** Two tokens that make a token. */
    @FunctionalInterface
    interface Pair {

        /** Takes their ids, and how many UTF-16 units the left one has. */
        void take(int left, int right, int middle);
    }

    /** A text's parts. */
    final class Parts {

        private final String text;
        private final long[] beginnings;

        private Parts(String text) {
            this.text = text;
            this.beginnings = new long[text.length() + 1];
            for (int i = 0; i < text.length(); i++) {
                beginnings[i + 1] = next(beginnings[i], text.charAt(i));
            }
        }

        /** The token that a part is, or {@link #NONE}. */
        int find(int begin, int end) {
            return end - begin < powers.length
                    ? TokenIndex.this.find(text, begin, end, hash(beginnings[begin], beginnings[end], end - begin))
                    : NONE;
        }
    }

    /** An index of the tokens with those numbers. */
    TokenIndex(List<String> tokens, int[] numbers) {
        this.tokens = tokens;
        this.powers = powers(
                Arrays.stream(numbers).map(id -> tokens.get(id).length()).max().orElse(0));
        int size = Integer.highestOneBit(Math.max(1, tokens.size() - 1)) * 4;
        this.ids = new int[size];
        this.hashes = new long[size];
        Arrays.fill(ids, NONE);
        for (int id : numbers) {
            add(id, hash(tokens.get(id)));
        }
    }

    private long[] powers(int most) {
        long[] all = new long[most + 1];
        all[0] = 1;
        for (int i = 1; i <= most; i++) {
            all[i] = times(all[i - 1], point);
        }
        return all;
    }

    private void add(int id, long hash) {
        int slot = slot(hash);
        while (ids[slot] != NONE) {
            slot = slot + 1 & ids.length - 1;
        }
        ids[slot] = id;
        hashes[slot] = hash;
    }

    /** The parts of a text. */
    Parts parts(String text) {
        return new Parts(text);
    }

    /** Tells all pairs of its tokens that make a token, the shortest left one first. */
    void pairs(int id, Pair pair) {
        String text = tokens.get(id);
        long whole = hash(text);
        long beginning = 0;
        for (int middle = 1; middle < text.length(); middle++) {
            beginning = next(beginning, text.charAt(middle - 1));
            if (!Character.isSurrogatePair(text.charAt(middle - 1), text.charAt(middle))) {
                int left = find(text, 0, middle, beginning);
                int right = left == NONE
                        ? NONE
                        : find(text, middle, text.length(), hash(beginning, whole, text.length() - middle));
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

    private long hash(String text) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = next(hash, text.charAt(i));
        }
        return hash;
    }

    /** The hash of a part, of the hashes of what ends before it and with it. */
    private long hash(long before, long with, int length) {
        return plus(with, PRIME - times(before, powers[length]));
    }

    /** The hash of a text and a unit behind it. */
    private long next(long hash, char unit) {
        return plus(times(hash, point), unit);
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
