package dev.cram.cli.bench;

import com.google.common.math.Quantiles;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a recipe did on all texts.
 *
 * @param name the recipe's name
 * @param exactShare share of the texts that greedy decoding returned
 * @param medianEvaluations median over the texts of the evaluations to exact; a text that never was counts with the
 *     budget
 * @param p90Evaluations the 90th percentile of the same, interpolated linearly
 * @param evaluationsPerSecond evaluations of all texts a second of wall time
 * @param wallSeconds wall time
 * @param meanHorizonTokens mean over the texts of the longest prefix made exact
 * @param meanGainBits mean information gain
 */
public record Figures(
        String name,
        double exactShare,
        double medianEvaluations,
        double p90Evaluations,
        double evaluationsPerSecond,
        double wallSeconds,
        double meanHorizonTokens,
        double meanGainBits) {

    public static Figures of(String name, List<Trial> trials, double budget) {
        double[] evaluations = trials.stream()
                .mapToDouble(
                        t -> t.report().exact() ? Math.min(budget, t.report().evaluations()) : budget)
                .toArray();
        Map<String, Double> wallOfRuns = trials.stream()
                .collect(Collectors.toMap(Trial::run, t -> t.report().seconds(), Math::max));
        double wall = wallOfRuns.values().stream().mapToDouble(s -> s).sum();
        double spent =
                trials.stream().mapToDouble(t -> t.report().evaluations()).sum();
        return new Figures(
                name,
                mean(trials, t -> t.report().exact() ? 1 : 0),
                Quantiles.median().compute(evaluations),
                Quantiles.percentiles().index(90).compute(evaluations),
                spent / wall,
                wall,
                mean(trials, t -> t.report().horizonTokens()),
                mean(trials, t -> t.report().informationGainBits()));
    }

    private static double mean(List<Trial> trials, java.util.function.ToDoubleFunction<Trial> value) {
        return trials.stream().mapToDouble(value).average().orElseThrow();
    }
}
