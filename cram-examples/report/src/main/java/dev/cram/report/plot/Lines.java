package dev.cram.report.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Rows as lines. */
public final class Lines {

    private Lines() {}

    /**
     * Rows as lines, one a name, in the order in which they come.
     *
     * @param rows the rows
     * @param name of the line that a row is on
     * @param x a row's place
     * @param y a row's value
     * @param <T> a row
     * @return the lines by name
     */
    public static <T> Map<String, Points> of(
            List<T> rows, Function<T, String> name, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
        Map<String, List<T>> byName = new LinkedHashMap<>();
        rows.forEach(row -> byName.computeIfAbsent(name.apply(row), key -> new ArrayList<>())
                .add(row));
        Map<String, Points> lines = new LinkedHashMap<>();
        byName.forEach((key, of) -> lines.put(key, Points.line(values(of, x), values(of, y))));
        return lines;
    }

    private static <T> List<Double> values(List<T> rows, ToDoubleFunction<T> value) {
        return rows.stream().mapToDouble(value).boxed().toList();
    }
}
