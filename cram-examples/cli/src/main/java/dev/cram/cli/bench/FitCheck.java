package dev.cram.cli.bench;

import dev.cram.Cram;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.StopReason;
import dev.cram.model.CramException;
import dev.cram.model.FrozenModel;
import java.util.List;

/**
 * How well a figure of what one vector holds tells of whole texts whether they fit.
 *
 * @param texts number of texts
 * @param hitRate share of them of which it told right, 0 to 1; not a number of no texts
 */
public record FitCheck(int texts, double hitRate) {

    private static final double[] LENGTHS = {0.5, 0.75, 1, 1.25, 1.5};

    /**
     * Crams texts whole, each cut to between a half and three halves of a length.
     *
     * @param cram one vector, with what it is expected to hold; accepts what is inexact
     * @param tokens tokens that one vector holds on average
     * @throws CramException if it was stopped
     */
    public static FitCheck of(FrozenModel model, Cram cram, double tokens, List<String> texts) {
        int hits = 0;
        for (int i = 0; i < texts.size(); i++) {
            int length = (int) Math.max(1, Math.round(tokens * LENGTHS[i % LENGTHS.length]));
            String cut = TextSample.cut(texts.get(i), model, length).orElse(texts.get(i));
            CapacityReport report = cram.compress(cut).report();
            if (report.cost().stopReason() == StopReason.CANCELLED) {
                throw new CramException("Stopped before all texts were checked, which gives no hit rate");
            }
            boolean expected = report.bits().before() <= report.cost().vectorBits();
            hits += report.exact() == expected ? 1 : 0;
        }
        return new FitCheck(texts.size(), (double) hits / texts.size());
    }
}
