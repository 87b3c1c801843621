package dev.cram.report.plot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.Chart;

/** A chart as the inside of an SVG element whose colours are the page's, so that it reads in light, in dark and in print. */
final class Svg {

    private static final Pattern LONG_NUMBER = Pattern.compile("-?\\d+\\.\\d{3,}");
    private static final Pattern CLIP = Pattern.compile("clip\\d+");

    private Svg() {}

    /**
     * The markup: shapes, for the library draws letters as outlines.
     *
     * @param chart a chart in the colours of {@link Palette}
     * @param id the element's id, unique in the page
     */
    static String drawing(Chart<?, ?> chart, String id) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String svg = bytes.toString(StandardCharsets.UTF_8);
        String drawing = svg.substring(svg.indexOf('>', svg.indexOf("<svg")) + 1);
        // The library numbers clips by chance, and writes more digits than anyone sees.
        drawing = CLIP.matcher(drawing).replaceAll(id + "-clip");
        drawing = LONG_NUMBER
                .matcher(drawing)
                .replaceAll(number -> new BigDecimal(number.group())
                        .setScale(2, RoundingMode.HALF_EVEN)
                        .toPlainString());
        return Palette.inPage(drawing.replaceAll(">\\s+<", "><").replaceFirst("</svg>\\s*$", ""));
    }
}
