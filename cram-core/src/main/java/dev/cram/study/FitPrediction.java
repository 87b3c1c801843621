package dev.cram.study;

import dev.cram.study.observation.Crammed;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * How often it is right that a text fits if a property of it is below a limit: of each half of the texts by the limit that
 * the other half tells.
 *
 * @param predicted texts for which a prediction was made
 * @param hits predictions that were right
 */
record FitPrediction(int predicted, int hits) {

    /** How a half of the texts tells the limit for the other. */
    private interface Limit {
        OptionalDouble of(List<Crammed> texts);
    }

    /** By cross-entropy, the limit being the mean information gain of those that did not fit. */
    static FitPrediction byCapacity(List<Crammed> texts) {
        return byHalves(
                texts,
                Crammed::plainBits,
                known -> known.stream()
                        .filter(Crammed::isBeyondCapacity)
                        .mapToDouble(Crammed::gainBits)
                        .average());
    }

    /** By a property, the limit being the threshold that is right most often. */
    static FitPrediction byThreshold(List<Crammed> texts, ToDoubleFunction<Crammed> property) {
        return byHalves(texts, property, known -> OptionalDouble.of(threshold(known, property)));
    }

    private static FitPrediction byHalves(List<Crammed> texts, ToDoubleFunction<Crammed> property, Limit limit) {
        int predicted = 0;
        int hits = 0;
        for (int half = 0; half < 2; half++) {
            int fold = half;
            List<Crammed> judged =
                    texts.stream().filter(text -> text.index() % 2 == fold).toList();
            OptionalDouble told = limit.of(
                    texts.stream().filter(text -> text.index() % 2 != fold).toList());
            if (told.isPresent()) {
                predicted += judged.size();
                hits += hits(judged, property, told.getAsDouble());
            }
        }
        return new FitPrediction(predicted, hits);
    }

    /** The smallest best threshold of those half way between neighbours, or beyond all. */
    private static double threshold(List<Crammed> texts, ToDoubleFunction<Crammed> property) {
        double[] values =
                texts.stream().mapToDouble(property).sorted().distinct().toArray();
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            double candidate = i + 1 < values.length ? (values[i] + values[i + 1]) / 2 : Double.POSITIVE_INFINITY;
            best = hits(texts, property, candidate) > hits(texts, property, best) ? candidate : best;
        }
        return best;
    }

    private static int hits(List<Crammed> texts, ToDoubleFunction<Crammed> property, double limit) {
        return (int) texts.stream()
                .filter(text -> property.applyAsDouble(text) < limit != text.isBeyondCapacity())
                .count();
    }

    /** Not a number if nothing was predicted. */
    double hitShare() {
        return (double) hits / predicted;
    }
}
