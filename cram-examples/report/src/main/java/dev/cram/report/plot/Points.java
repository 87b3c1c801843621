package dev.cram.report.plot;

import java.util.List;

/**
 * Points of one series.
 *
 * @param x their places
 * @param y their values
 * @param joined whether lines join them
 * @param marked whether they are marked
 */
public record Points(List<Double> x, List<Double> y, boolean joined, boolean marked) {

    /**
     * Marks with a line through them.
     *
     * @param x their places
     * @param y their values
     * @return the points
     */
    public static Points line(List<Double> x, List<Double> y) {
        return new Points(x, y, true, true);
    }

    /**
     * Marks alone.
     *
     * @param x their places
     * @param y their values
     * @return the points
     */
    public static Points dots(List<Double> x, List<Double> y) {
        return new Points(x, y, false, true);
    }

    /**
     * A line without marks.
     *
     * @param x the places where it bends
     * @param y their values
     * @return the points
     */
    public static Points rule(List<Double> x, List<Double> y) {
        return new Points(x, y, true, false);
    }
}
