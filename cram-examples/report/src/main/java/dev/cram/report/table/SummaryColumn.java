package dev.cram.report.table;

import dev.cram.study.Summary;
import java.util.function.Function;

/** Columns that show one number of a summary. */
public final class SummaryColumn {

    private SummaryColumn() {}

    /**
     * A column of means without a unit.
     *
     * @param title what they tell
     * @param decimals digits after the point
     * @param summary a row's summary
     * @param <R> a row
     * @return the column
     */
    public static <R> Column<R> mean(String title, int decimals, Function<R, Summary> summary) {
        return mean(title, "", decimals, summary);
    }

    /**
     * A column of means.
     *
     * @param title what they tell
     * @param unit in what
     * @param decimals digits after the point
     * @param summary a row's summary
     * @param <R> a row
     * @return the column
     */
    public static <R> Column<R> mean(String title, String unit, int decimals, Function<R, Summary> summary) {
        return Column.figure(title, unit, decimals, row -> summary.apply(row).mean());
    }

    /**
     * A column of standard deviations without a unit.
     *
     * @param title what they tell
     * @param decimals digits after the point
     * @param summary a row's summary
     * @param <R> a row
     * @return the column
     */
    public static <R> Column<R> deviation(String title, int decimals, Function<R, Summary> summary) {
        return deviation(title, "", decimals, summary);
    }

    /**
     * A column of standard deviations.
     *
     * @param title what they tell
     * @param unit in what
     * @param decimals digits after the point
     * @param summary a row's summary
     * @param <R> a row
     * @return the column
     */
    public static <R> Column<R> deviation(String title, String unit, int decimals, Function<R, Summary> summary) {
        return Column.figure(title, unit, decimals, row -> summary.apply(row).deviation());
    }

    /**
     * A column of how many there are.
     *
     * @param title what they are
     * @param summary a row's summary
     * @param <R> a row
     * @return the column
     */
    public static <R> Column<R> size(String title, Function<R, Summary> summary) {
        return Column.count(title, row -> summary.apply(row).count());
    }
}
