package dev.cram.djl.internal.checkpoint.sentencepiece;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Texts in UTF-8 with their numbers, found byte by byte where they stand in another: some of all in order, ever fewer. */
final class Prefixes {

    private final byte[][] texts;
    private final int[] ids;

    /** All that begin with what was found so far. */
    final class Range {

        private final int first;
        private final int end;
        private final int depth;

        private Range(int first, int end, int depth) {
            this.first = first;
            this.end = end;
            this.depth = depth;
        }

        boolean isEmpty() {
            return first == end;
        }

        /** The number of the text that ends here; negative if none does. */
        int id() {
            return first < end && texts[first].length == depth ? ids[first] : -1;
        }

        /** Those that go on with the byte at a place. */
        Range next(byte[] text, int at) {
            if (at >= text.length) {
                return new Range(first, first, depth);
            }
            int value = text[at] & 0xff;
            int from = bound(value);
            return new Range(from, bound(value + 1), depth + 1);
        }

        /** Where those begin that go on with a byte of at least that value. */
        private int bound(int value) {
            int low = first;
            int high = end;
            while (low < high) {
                int middle = (low + high) >>> 1;
                int here = texts[middle].length > depth ? texts[middle][depth] & 0xff : -1;
                if (here < value) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    Prefixes(List<Piece> pieces, IntStream numbers) {
        record Text(byte[] bytes, int id) {}
        List<Text> sorted = numbers.mapToObj(
                        id -> new Text(pieces.get(id).text().getBytes(StandardCharsets.UTF_8), id))
                .sorted(Comparator.comparing(Text::bytes, Arrays::compareUnsigned))
                .toList();
        texts = sorted.stream().map(Text::bytes).toArray(byte[][]::new);
        ids = sorted.stream().mapToInt(Text::id).toArray();
    }

    Range all() {
        return new Range(0, texts.length, 0);
    }

    /** The length in bytes of the longest of the texts that stands at a place; 0 if none does. */
    int longest(byte[] text, int at) {
        int end = at;
        Range range = all().next(text, at);
        for (int i = at + 1; !range.isEmpty(); i++) {
            end = range.id() < 0 ? end : i;
            range = range.next(text, i);
        }
        return end - at;
    }
}
