package dev.cram.study;

import dev.cram.study.measurement.Measurement;
import dev.cram.study.measurement.Subject;
import dev.cram.study.observation.Crammed;
import dev.cram.study.observation.Observations;
import java.util.ArrayList;
import java.util.List;

/**
 * The paper's claim (section 5.2) is that information limits a vector, not length: a text whose cross-entropy is below the
 * capacity of the vectors comes out right, of others that much remains. Also how often that predicts, before any search,
 * which texts fit. Immutable.
 */
public final class CrossEntropyStudy implements Study<CrossEntropyStudy.Result> {

    /**
     * The claim, measured. Immutable.
     *
     * @param models one a model
     * @param texts one a text
     */
    public record Result(List<ModelRow> models, List<TextPoint> texts) {}

    /**
     * A model and one vector. Immutable.
     *
     * @param model the model's name
     * @param texts number of texts of all sources
     * @param capacityBits what a vector holds: mean information gain of the texts that did not fit, in bits
     * @param predicted texts for which a prediction was made
     * @param hits texts of which "fits if its cross-entropy is below the capacity" was right, the capacity being that of
     *     the other half of the texts
     * @param hitShare hits divided by predicted
     * @param hitShareByBits the same share of "fits if its cross-entropy is below a threshold", the threshold being the
     *     one that is right most often for the other half of the texts
     * @param hitShareByLength the same with the number of tokens in place of the cross-entropy
     */
    public record ModelRow(
            String model,
            int texts,
            Summary capacityBits,
            int predicted,
            int hits,
            double hitShare,
            double hitShareByBits,
            double hitShareByLength) {}

    /**
     * A text in one vector. Immutable.
     *
     * @param model the model's name
     * @param source the source's name
     * @param tokens tokens of the text
     * @param index of the text
     * @param plainBits cross-entropy without the vector, in bits
     * @param crammedBits cross-entropy with the vector, in bits
     * @param accuracy share of correct tokens, given the true ones before them
     * @param fits whether the accuracy is above 0.99
     */
    public record TextPoint(
            String model,
            String source,
            int tokens,
            int index,
            double plainBits,
            double crammedBits,
            double accuracy,
            boolean fits) {

        static TextPoint of(Crammed text) {
            return new TextPoint(
                    text.model(),
                    text.source(),
                    text.tokens(),
                    text.index(),
                    text.plainBits(),
                    text.crammedBits(),
                    text.accuracy(),
                    !text.isBeyondCapacity());
        }
    }

    /** The study. */
    public CrossEntropyStudy() {}

    @Override
    public String name() {
        return "cross-entropy";
    }

    @Override
    public List<Measurement> measurements(Subject subject) {
        return new CapacityStudy().measurements(subject);
    }

    @Override
    public Result result(Observations observations) {
        List<Crammed> texts = observations.all(Crammed.class).stream()
                .filter(text -> text.vectors() == 1)
                .toList();
        List<ModelRow> models = new ArrayList<>();
        Groups.by(texts, Crammed::model).forEach(group -> models.add(row(group)));
        return new Result(List.copyOf(models), texts.stream().map(TextPoint::of).toList());
    }

    private static ModelRow row(List<Crammed> texts) {
        FitPrediction byCapacity = FitPrediction.byCapacity(texts);
        return new ModelRow(
                texts.get(0).model(),
                texts.size(),
                Summary.of(texts.stream().filter(Crammed::isBeyondCapacity).toList(), Crammed::gainBits),
                byCapacity.predicted(),
                byCapacity.hits(),
                byCapacity.hitShare(),
                FitPrediction.byThreshold(texts, Crammed::plainBits).hitShare(),
                FitPrediction.byThreshold(texts, Crammed::tokens).hitShare());
    }
}
