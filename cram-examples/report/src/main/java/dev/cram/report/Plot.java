package dev.cram.report;

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
 * @param id the element's id
 * @param title what it shows
 * @param svg the drawing
 */
record Plot(String id, String title, String svg) {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 390;
    private static final int FONT_SIZE = 14;

    private static final Marker[] MARKERS = {
        SeriesMarkers.CIRCLE, SeriesMarkers.DIAMOND, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP
    };

    /**
     * Points of one series.
     *
     * @param x their places
     * @param y their values
     * @param joined whether lines join them
     * @param marked whether they are marked
     */
    record Points(List<Double> x, List<Double> y, boolean joined, boolean marked) {

        static Points line(List<Double> x, List<Double> y) {
            return new Points(x, y, true, true);
        }

        static Points dots(List<Double> x, List<Double> y) {
            return new Points(x, y, false, true);
        }

        static Points rule(List<Double> x, List<Double> y) {
            return new Points(x, y, true, false);
        }
    }

    /** Series over numbers, of which the second are shares when their name says so. */
    static Plot xy(String id, String title, String xAxis, String yAxis, Map<String, Points> series) {
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
        return new Plot(id, title, Svg.of(chart, id, label(title, xAxis, yAxis)));
    }

    /** Bars over names; a series has one value a name. */
    static Plot bars(
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
        return new Plot(id, title, Svg.of(chart, id, label(title, xAxis, yAxis)));
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
