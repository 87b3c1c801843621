package dev.cram.djl.internal.decoder;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Keeps texts on both sides of a length apart, for models that compute longer texts otherwise. */
final class Lengths {

    private Lengths() {}

    /**
     * Does something for all texts at once, or for those on each side of the boundary.
     *
     * @param positions input positions of a text
     * @param boundary positions of the longest short text; 0: all texts are short
     * @param action gives one result a text, in order
     * @return the results, in the order of the texts
     */
    static <T, R> List<R> apart(
            List<T> texts, ToIntFunction<T> positions, int boundary, Function<List<T>, List<R>> action) {
        Map<Boolean, List<Integer>> byLength = IntStream.range(0, texts.size())
                .boxed()
                .collect(Collectors.partitioningBy(
                        i -> boundary == 0 || positions.applyAsInt(texts.get(i)) <= boundary));
        return Parts.each(texts, List.of(byLength.get(true), byLength.get(false)), action);
    }
}
