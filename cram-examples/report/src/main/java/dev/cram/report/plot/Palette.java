package dev.cram.report.plot;

import java.awt.Color;

/** Colours that stand for those of the page's style sheet, which has them for light and for dark. */
final class Palette {

    /** Of text and axes. */
    static final Color INK = new Color(1, 2, 3);

    /** Of grid lines. */
    static final Color RULE = new Color(1, 2, 4);

    /** Of what lies behind a legend. */
    static final Color NONE = new Color(1, 2, 5, 0);

    private static final int SERIES = 8;

    private Palette() {}

    /** Of series, in order; they repeat. */
    static Color[] series() {
        Color[] colors = new Color[SERIES];
        for (int i = 0; i < SERIES; i++) {
            colors[i] = new Color(1, 3, i);
        }
        return colors;
    }

    /** Names the style sheet's colours in a drawing. */
    static String inPage(String svg) {
        String named = svg.replace("rgb(1,2,3)", "var(--ink)").replace("rgb(1,2,4)", "var(--rule)");
        for (int i = 0; i < SERIES; i++) {
            named = named.replace("rgb(1,3," + i + ")", "var(--series-" + i + ")");
        }
        return named.replace("rgb(0,0,0)", "var(--ink)");
    }
}
