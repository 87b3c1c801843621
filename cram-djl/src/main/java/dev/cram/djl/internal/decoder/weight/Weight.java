package dev.cram.djl.internal.decoder.weight;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What goes into one place of the decoder's program: a tensor of the checkpoint or a part of one, given values, or
 * nothing.
 *
 * @param names names that checkpoints give the tensor; any will do; empty if the values are given
 * @param shape the shape that the whole tensor must have
 * @param part which part of the tensor is taken
 * @param values the given values, in row-major order; empty if a tensor has them
 * @param tied whether the configuration says that this is the embedding: the place stays empty unless a tensor of its
 *     own is stored that differs
 */
public record Weight(List<String> names, List<Long> shape, Part part, List<Float> values, boolean tied) {

    /** A place that stays empty: the model has no such weight. */
    public static final Weight NONE = new Weight(List.of(), List.of(0L), Part.WHOLE, List.of(), false);

    /**
     * A part of a tensor: its elements, in row-major order, or those of one of its entries, are cut in {@code blocks} of equal size, each block in
     * {@code count} equal runs, of which {@code runs} from {@code index} on belong to the part. A tensor that holds several matrices one
     * below the other has one block; one that holds them side by side has a block each row.
     *
     * @param slice which entry of the tensor, whose first dimension counts experts; -1: all of it
     * @param blocks number of blocks
     * @param count number of runs of a block
     * @param index the first run, from 0
     * @param runs number of runs
     * @param transposed whether the part, one row a block, is taken as a matrix with columns and rows exchanged
     */
    public record Part(int slice, int blocks, int count, int index, int runs, boolean transposed) {

        /** All of it. */
        public static final Part WHOLE = new Part(-1, 1, 1, 0, 1, false);

        /** One of {@code count} equal parts. */
        public static Part of(int blocks, int count, int index) {
            return new Part(-1, blocks, count, index, 1, false);
        }

        /** Columns and rows of the part are exchanged. */
        public Part turned() {
            return new Part(slice, blocks, count, index, runs, true);
        }

        /** The same of an entry of the tensor. */
        public Part in(int entry) {
            return new Part(entry, blocks, count, index, runs, transposed);
        }
    }

    public Weight {
        names = List.copyOf(names);
        shape = List.copyOf(shape);
        values = List.copyOf(values);
    }

    /** A whole tensor. */
    public static Weight of(List<String> names, long... shape) {
        return new Weight(names, boxed(shape), Part.WHOLE, List.of(), false);
    }

    /** A whole tensor that has one name. */
    public static Weight of(String name, long... shape) {
        return of(List.of(name), shape);
    }

    /** Given values. */
    public static Weight given(List<Float> values, long... shape) {
        return new Weight(List.of(), boxed(shape), Part.WHOLE, values, false);
    }

    /** A part of this tensor. */
    public Weight part(Part chosen) {
        return new Weight(names, shape, chosen, values, tied);
    }

    /** This tensor, which the configuration says is the embedding. */
    Weight asTied() {
        return new Weight(names, shape, part, values, true);
    }

    /** This tensor, which may have the names of another weight, too. */
    Weight orNamedAs(Weight other) {
        List<String> all = Stream.concat(names.stream(), other.names.stream()).toList();
        return new Weight(all, shape, part, values, tied);
    }

    /** The number of elements that go into the place. */
    public long size() {
        long all = shape.stream().reduce(1L, (a, b) -> a * b) / (part.slice() < 0 ? 1 : shape.get(0));
        return all / part.count() * part.runs();
    }

    private static List<Long> boxed(long... shape) {
        return Arrays.stream(shape).boxed().toList();
    }
}
