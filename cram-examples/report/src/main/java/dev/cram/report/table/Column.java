package dev.cram.report.table;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * A column of a table.
 *
 * @param title what its cells tell
 * @param unit in what; empty for names, counts and shares
 * @param cell a row's cell as shown; empty where there is no figure
 * @param <R> a row
 */
public record Column<R>(String title, String unit, Function<R, String> cell) {

    /**
     * A column of words.
     *
     * @param title what they tell
     * @param text a row's words
     * @param <R> a row
     * @return the column
     */
    public static <R> Column<R> text(String title, Function<R, String> text) {
        return new Column<>(title, "", text);
    }

    /**
     * A column of whole numbers without a unit.
     *
     * @param title what they count
     * @param count a row's number
     * @param <R> a row
     * @return the column
     */
    public static <R> Column<R> count(String title, ToLongFunction<R> count) {
        return count(title, "", count);
    }

    /**
     * A column of whole numbers.
     *
     * @param title what they tell
     * @param unit in what
     * @param count a row's number
     * @param <R> a row
     * @return the column
     */
    public static <R> Column<R> count(String title, String unit, ToLongFunction<R> count) {
        return new Column<>(title, unit, row -> Long.toString(count.applyAsLong(row)));
    }

    /**
     * A column of numbers without a unit.
     *
     * @param title what they tell
     * @param decimals digits after the point
     * @param figure a row's number; not finite where there is none
     * @param <R> a row
     * @return the column
     */
    public static <R> Column<R> figure(String title, int decimals, ToDoubleFunction<R> figure) {
        return figure(title, "", decimals, figure);
    }

    /**
     * A column of numbers.
     *
     * @param title what they tell
     * @param unit in what
     * @param decimals digits after the point
     * @param figure a row's number; not finite where there is none
     * @param <R> a row
     * @return the column
     */
    public static <R> Column<R> figure(String title, String unit, int decimals, ToDoubleFunction<R> figure) {
        return new Column<>(title, unit, row -> Numbers.number(figure.applyAsDouble(row), decimals));
    }

    /**
     * What stands above the cells.
     *
     * @return the title, with the unit if there is one
     */
    public String heading() {
        return unit.isEmpty() ? title : title + " (" + unit + ")";
    }
}
