package dev.cram.djl.internal.decoder;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

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
        Predicate<T> isShort = text -> boundary == 0 || positions.applyAsInt(text) <= boundary;
        if (texts.stream().allMatch(isShort) || texts.stream().noneMatch(isShort)) {
            return action.apply(texts);
        }
        List<R> ofShort = action.apply(texts.stream().filter(isShort).toList());
        List<R> ofLong = action.apply(texts.stream().filter(isShort.negate()).toList());
        List<R> all = new ArrayList<>();
        int shorts = 0;
        for (T text : texts) {
            all.add(isShort.test(text) ? ofShort.get(shorts++) : ofLong.get(all.size() - shorts));
        }
        return all;
    }
}
