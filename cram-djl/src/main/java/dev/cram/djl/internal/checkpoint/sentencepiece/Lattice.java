package dev.cram.djl.internal.checkpoint.sentencepiece;

import java.util.Arrays;

/** The best path to each place of a text so far, by the last piece on it. */
final class Lattice {

    private final float[] scores;
    private final int[] begins;
    private final int[] ids;

    Lattice(int length) {
        scores = new float[length + 1];
        begins = new int[length + 1];
        ids = new int[length + 1];
        Arrays.fill(begins, -1);
    }

    /** Takes a piece if the path that ends with it is better than the one so far. */
    void offer(int begin, int end, int id, float score) {
        float sum = scores[begin] + score;
        if (begins[end] < 0 || sum > scores[end]) {
            scores[end] = sum;
            begins[end] = begin;
            ids[end] = id;
        }
    }

    int begin(int end) {
        return begins[end];
    }

    int id(int end) {
        return ids[end];
    }
}
