package dev.cram.djl.internal.decoder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Keeps rows of unlike lengths apart, where to pad them costs more than another call. A call costs its rows times the positions of
 * its longest, and what is the same for every call, which is given in positions too.
 */
final class Padding {

    private Padding() {}

    /**
     * Does something for all rows, in as many calls as cost least.
     *
     * @param positions input positions of a row
     * @param call what a call costs besides
     * @param action gives one result a row, in order
     * @return the results, in the order of the rows
     */
    static <T, R> List<R> apart(List<T> rows, ToIntFunction<T> positions, int call, Function<List<T>, List<R>> action) {
        List<Integer> byLength = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> positions.applyAsInt(rows.get(i))))
                .toList();
        int[] lengths = byLength.stream()
                .mapToInt(i -> positions.applyAsInt(rows.get(i)))
                .toArray();
        List<List<Integer>> calls = new ArrayList<>();
        int begin = 0;
        for (int end : ends(lengths, call)) {
            // In the order of the rows, so that what shares a call is all that its result depends on.
            calls.add(byLength.subList(begin, end).stream().sorted().toList());
            begin = end;
        }
        return Parts.each(rows, calls, action);
    }

    /** Where each call ends, of rows in the order of their lengths: the partition that costs least. */
    static List<Integer> ends(int[] lengths, int call) {
        long[] least = new long[lengths.length + 1];
        int[] begins = new int[lengths.length + 1];
        for (int end = 1; end <= lengths.length; end++) {
            least[end] = Long.MAX_VALUE;
            for (int begin = 0; begin < end; begin++) {
                long cost = least[begin] + call + (long) (end - begin) * lengths[end - 1];
                if (cost < least[end]) {
                    least[end] = cost;
                    begins[end] = begin;
                }
            }
        }
        List<Integer> ends = new ArrayList<>();
        for (int end = lengths.length; end > 0; end = begins[end]) {
            ends.add(0, end);
        }
        return ends;
    }
}
