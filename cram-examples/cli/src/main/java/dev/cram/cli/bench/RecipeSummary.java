package dev.cram.cli.bench;

import com.google.common.math.Quantiles;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
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
public record RecipeSummary(
        String name,
        double exactShare,
        double medianEvaluations,
        double p90Evaluations,
        double evaluationsPerSecond,
        double wallSeconds,
        double meanHorizonTokens,
        double meanGainBits) {

    /** What {@link #row} has in its columns. */
    public static final String HEADING =
            "recipe            exact  median     p90    eval/s  seconds  horizon  gain, bits";

    public static RecipeSummary of(String name, List<Trial> trials, double budget) {
        double[] evaluations = trials.stream()
                .mapToDouble(t ->
                        t.report().exact() ? Math.min(budget, t.report().cost().evaluations()) : budget)
                .toArray();
        Map<String, Double> wallOfRuns = trials.stream()
                .collect(Collectors.toMap(Trial::run, t -> t.report().cost().seconds(), Math::max));
        double wall = wallOfRuns.values().stream().mapToDouble(s -> s).sum();
        double spent = trials.stream()
                .mapToDouble(t -> t.report().cost().evaluations())
                .sum();
        return new RecipeSummary(
                name,
                mean(trials, t -> t.report().exact() ? 1 : 0),
                Quantiles.median().compute(evaluations),
                Quantiles.percentiles().index(90).compute(evaluations),
                spent / wall,
                wall,
                mean(trials, t -> t.report().tokens().horizon()),
                mean(trials, t -> t.report().informationGainBits()));
    }

    /** A line for people, under {@link #HEADING}. */
    public String row() {
        return String.format(
                Locale.ROOT,
                "%-16s %5.0f %%  %6.1f  %6.1f  %8.1f  %7.1f  %7.1f  %10.1f",
                name,
                100 * exactShare,
                medianEvaluations,
                p90Evaluations,
                evaluationsPerSecond,
                wallSeconds,
                meanHorizonTokens,
                meanGainBits);
    }

    private static double mean(List<Trial> trials, ToDoubleFunction<Trial> value) {
        return trials.stream().mapToDouble(value).average().orElseThrow();
    }
}
