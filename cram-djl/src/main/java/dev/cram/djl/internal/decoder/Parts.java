package dev.cram.djl.internal.decoder;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Works on a list in parts. */
public final class Parts {

    private Parts() {}

    /**
     * Does something for each part at once, and puts the results where they belong.
     *
     * @param all what is worked on
     * @param parts indices of each part, every index in one of them; one that is empty is left out
     * @param action gives one result for each of a part, in order
     * @return the results, in the order of all
     */
    public static <T, R> List<R> each(List<T> all, List<List<Integer>> parts, Function<List<T>, List<R>> action) {
        Object[] results = new Object[all.size()];
        for (List<Integer> part : parts) {
            if (!part.isEmpty()) {
                List<R> found = action.apply(part.stream().map(all::get).toList());
                for (int i = 0; i < found.size(); i++) {
                    results[part.get(i)] = Objects.requireNonNull(found.get(i));
                }
            }
        }
        @SuppressWarnings("unchecked")
        List<R> inOrder = (List<R>) Arrays.asList(results);
        return inOrder;
    }
}
