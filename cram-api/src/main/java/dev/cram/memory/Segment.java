package dev.cram.memory;

/**
 * Where a segment of a long text stands, and what holds it. Characters are UTF-16 code units, as {@link String#charAt} counts
 * them. Immutable.
 *
 * @param begin its first character in the text, from 0
 * @param length its characters, at least 1
 * @param tokens its tokens, at least 1
 * @param vectors its memory vectors, at least 1
 * @param exact whether greedy decoding was seen to return it
 */
public record Segment(long begin, int length, int tokens, int vectors, boolean exact) {

    public Segment {
        if (begin < 0) {
            throw new IllegalArgumentException("begin must be at least 0, but was " + begin);
        }
        check("length", length);
        check("tokens", tokens);
        check("vectors", vectors);
    }

    private static void check(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, but was " + number);
        }
    }

    /**
     * Where it ends.
     *
     * @return the character behind its last
     */
    public long end() {
        return begin + length;
    }
}
