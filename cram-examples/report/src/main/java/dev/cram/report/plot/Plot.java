package dev.cram.report.plot;

import java.awt.Font;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A figure of the page.
 *
 * @param id the element's id, unique in the page
 * @param title what it shows
 * @param label what a screen reader says of it
 * @param drawing what is inside the SVG element, of {@link #WIDTH} by {@link #HEIGHT} units
 */
public record Plot(String id, String title, String label, String drawing) {

    /** Width of a drawing. */
    public static final int WIDTH = 560;

    /** Height of a drawing. */
    public static final int HEIGHT = 390;

    private static final int FONT_SIZE = 14;

    private static final Marker[] MARKERS = {
        SeriesMarkers.CIRCLE, SeriesMarkers.DIAMOND, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP
    };

    /**
     * Series over numbers, of which the second are shares when their name says so.
     *
     * @param id the element's id
     * @param title what the figure shows
     * @param xAxis what its places are
     * @param yAxis what its values are
     * @param series the points by name
     * @return the figure
     */
    public static Plot xy(String id, String title, String xAxis, String yAxis, Map<String, Points> series) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(xAxis)
                .yAxisTitle(yAxis)
                .build();
        style(chart.getStyler());
        chart.getStyler().setMarkerSize(7);
        if (yAxis.startsWith("share of t")) {
            chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
        }
        int[] number = {0};
        series.forEach((name, points) -> {
            var drawn = chart.addSeries(name, points.x(), points.y());
            drawn.setXYSeriesRenderStyle(points.joined() ? XYSeriesRenderStyle.Line : XYSeriesRenderStyle.Scatter);
            drawn.setMarker(points.marked() ? MARKERS[number[0]++ % MARKERS.length] : SeriesMarkers.NONE);
        });
        return new Plot(id, title, label(title, xAxis, yAxis), Svg.drawing(chart, id));
    }

    /**
     * Bars over names.
     *
     * @param id the element's id
     * @param title what the figure shows
     * @param xAxis what the names are
     * @param yAxis what the values are
     * @param names the names
     * @param series a value for each name, by the name of the series
     * @return the figure
     */
    public static Plot bars(
            String id, String title, String xAxis, String yAxis, List<String> names, Map<String, List<Double>> series) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(xAxis)
                .yAxisTitle(yAxis)
                .build();
        style(chart.getStyler());
        boolean crowded = names.stream().mapToInt(String::length).sum() > 30;
        chart.getStyler().setXAxisLabelRotation(crowded ? 25 : 0);
        series.forEach((name, values) -> chart.addSeries(name, names, values));
        return new Plot(id, title, label(title, xAxis, yAxis), Svg.drawing(chart, id));
    }

    private static String label(String title, String xAxis, String yAxis) {
        return title + ": " + yAxis + " over " + xAxis + ". The figures are in the table of this section.";
    }

    private static void style(AxesChartStyler styler) {
        styler.setChartBackgroundColor(Palette.NONE);
        styler.setPlotBackgroundColor(Palette.NONE);
        styler.setLegendBackgroundColor(Palette.NONE);
        styler.setLegendBorderColor(Palette.NONE);
        styler.setPlotBorderColor(Palette.RULE);
        styler.setChartFontColor(Palette.INK);
        styler.setAxisTickLabelsColor(Palette.INK);
        styler.setXAxisTickLabelsColor(Palette.INK);
        styler.setYAxisTickLabelsColor(Palette.INK);
        styler.setAxisTickMarksColor(Palette.INK);
        styler.setPlotGridLinesColor(Palette.RULE);
        styler.setSeriesColors(Palette.series());
        Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE);
        styler.setAxisTitleFont(plain);
        styler.setAxisTickLabelsFont(plain);
        styler.setLegendFont(plain);
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Vertical);
        styler.setYAxisDecimalPattern("#,##0.##");
        styler.setXAxisDecimalPattern("#,##0.##");
    }
}
