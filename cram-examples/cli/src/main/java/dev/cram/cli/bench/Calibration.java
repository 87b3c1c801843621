package dev.cram.cli.bench;

import com.google.common.math.Stats;
import dev.cram.Cram;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.StopReason;
import dev.cram.model.CramException;
import dev.cram.model.FrozenModel;
import dev.cram.recipe.CramSettings;
import java.util.List;

/**
 * What one vector of a model holds within a budget, measured on some texts, and how well that tells of other texts whether
 * they fit.
 *
 * @param fingerprint the model's fingerprint
 * @param texts number of texts measured
 * @param vectorBits mean cross-entropy, without vectors, of the longest prefixes that were made exact, in bits
 * @param deviationBits standard deviation of the same
 * @param heldOut number of other texts
 * @param meanError mean distance of the held-out texts' bits from {@code vectorBits}, as a share of it
 * @param hitRate share of the held-out texts, cut to between a half and three halves of the mean length, of which the
 *     estimate told right whether they fit
 */
public record Calibration(
        String fingerprint,
        int texts,
        double vectorBits,
        double deviationBits,
        int heldOut,
        double meanError,
        double hitRate) {

    private static final double[] LENGTHS = {0.5, 0.75, 1, 1.25, 1.5};

    /**
     * Measures texts and held-out texts.
     *
     * @param model the model
     * @param settings recipe, budget and seed
     * @param texts texts longer than one vector holds
     * @param heldOut other such texts
     * @throws CramException if a text fits whole, or nothing of one
     */
    public static Calibration of(FrozenModel model, CramSettings settings, List<String> texts, List<String> heldOut) {
        Cram cram = Cram.with(model, settings.vectors(1).acceptInexact(true));
        List<CapacityReport> measured = prefixes(model, cram, texts);
        Stats bits = measured.stream()
                .mapToDouble(report -> report.bits().before())
                .boxed()
                .collect(Stats.toStats());
        double tokens = measured.stream()
                .mapToInt(report -> report.text().tokens())
                .average()
                .orElseThrow();
        double error = prefixes(model, cram, heldOut).stream()
                .mapToDouble(report -> Math.abs(report.bits().before() - bits.mean()) / bits.mean())
                .average()
                .orElseThrow();
        return new Calibration(
                model.fingerprint(),
                texts.size(),
                bits.mean(),
                bits.populationStandardDeviation(),
                heldOut.size(),
                error,
                hitRate(model, cram, bits.mean(), heldOut, tokens));
    }

    private static List<CapacityReport> prefixes(FrozenModel model, Cram cram, List<String> texts) {
        List<CapacityReport> reports =
                cram.compressPrefixes(texts).stream().map(MemoryVectors::report).toList();
        for (int i = 0; i < texts.size(); i++) {
            checkComplete(reports.get(i));
            if (!reports.get(i).exact()) {
                throw new CramException("Not one token of a text came out exact within a budget of "
                        + cram.settings().recipe().prefix().budget() + " evaluations: allow more");
            }
            if (reports.get(i).text().tokens() == model.encode(texts.get(i)).length) {
                throw new CramException(
                        "One vector holds all " + reports.get(i).text().tokens()
                                + " tokens of a text, which tells no limit: give longer texts");
            }
        }
        return reports;
    }

    private static void checkComplete(CapacityReport report) {
        if (report.cost().stopReason() == StopReason.CANCELLED) {
            throw new CramException("Stopped before all texts were measured, which gives no figures: run it again");
        }
    }

    private static double hitRate(FrozenModel model, Cram cram, double vectorBits, List<String> texts, double tokens) {
        Cram expecting = cram.vectorBits(vectorBits);
        int hits = 0;
        for (int i = 0; i < texts.size(); i++) {
            int length = (int) Math.max(1, Math.round(tokens * LENGTHS[i % LENGTHS.length]));
            String cut = TextSample.cut(texts.get(i), model, length).orElse(texts.get(i));
            CapacityReport report = expecting.compress(cut).report();
            checkComplete(report);
            boolean expected = report.bits().before() <= vectorBits;
            hits += report.exact() == expected ? 1 : 0;
        }
        return (double) hits / texts.size();
    }
}
