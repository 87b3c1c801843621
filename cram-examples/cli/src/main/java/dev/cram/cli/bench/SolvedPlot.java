package dev.cram.cli.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The share of texts that are exact after so many evaluations, one line a recipe. */
public final class SolvedPlot {

    private SolvedPlot() {}

    public static void write(Path file, String title, Map<String, List<Trial>> trials, double budget)
            throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(800)
                .height(500)
                .title(title)
                .xAxisTitle("evaluations")
                .yAxisTitle("share of texts exact")
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setLegendBorderColor(Color.WHITE);
        // Each dash of a dashed line would be a path of its own.
        chart.getStyler().setPlotGridLinesStroke(new BasicStroke(1));
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Step);
        trials.forEach((recipe, of) -> {
            double[] solved = of.stream()
                    .filter(trial -> trial.report().exact())
                    .mapToDouble(trial -> Math.max(1, trial.report().cost().evaluations()))
                    .sorted()
                    .toArray();
            double[] x = new double[solved.length + 2];
            double[] y = new double[solved.length + 2];
            x[0] = 1;
            for (int i = 0; i < solved.length; i++) {
                x[i + 1] = solved[i];
                y[i + 1] = (i + 1.0) / of.size();
            }
            x[solved.length + 1] = Math.max(budget, x[solved.length]);
            y[solved.length + 1] = y[solved.length];
            chart.addSeries(recipe, x, y).setMarker(SeriesMarkers.NONE);
        });
        VectorGraphicsEncoder.saveVectorGraphic(
                chart, file.toString().replaceFirst("\\.svg$", ""), VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    }
}
