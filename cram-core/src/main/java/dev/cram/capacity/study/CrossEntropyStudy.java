package dev.cram.capacity.study;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What limits a vector is information, not length (the paper's section 5.2): a text whose cross-entropy is below the
 * capacity of the vectors comes out right, of others that much remains. Also how often that predicts, before any search,
 * which texts fit.
 */
public final class CrossEntropyStudy implements Study<CrossEntropyStudy.Result> {

    /**
     * The claim, measured.
     *
     * @param models one a model
     * @param texts one a text
     */
    public record Result(List<ModelRow> models, List<TextPoint> texts) {}

    /**
     * A model and one vector.
     *
     * @param model the model's name
     * @param texts number of texts of all sources
     * @param capacityBits what a vector holds: mean information gain of the texts that did not fit, in bits
     * @param predicted texts for which a prediction was made
     * @param hits texts of which "fits if its cross-entropy is below the capacity" was right, the capacity being that of
     *     the other half of the texts
     * @param hitShare hits divided by predicted
     */
    public record ModelRow(String model, int texts, Summary capacityBits, int predicted, int hits, double hitShare) {}

    /**
     * A text in one vector.
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
    public double work(Workbench bench) {
        return 0;
    }

    @Override
    public void measure(Workbench bench) {
        new CapacityStudy().measure(bench);
    }

    @Override
    public Result result(Observations observations) {
        List<Crammed> texts = observations.all(Crammed.class).stream()
                .filter(text -> text.vectors() == 1)
                .toList();
        List<ModelRow> models = new ArrayList<>();
        Observations.groups(texts, Crammed::model).forEach(group -> models.add(row(group)));
        return new Result(models, texts.stream().map(TextPoint::of).toList());
    }

    private static ModelRow row(List<Crammed> texts) {
        int predicted = 0;
        int hits = 0;
        for (int half = 0; half < 2; half++) {
            int fold = half;
            OptionalDouble capacity = texts.stream()
                    .filter(text -> text.index() % 2 != fold && text.isBeyondCapacity())
                    .mapToDouble(Crammed::gainBits)
                    .average();
            if (capacity.isPresent()) {
                List<Crammed> judged =
                        texts.stream().filter(text -> text.index() % 2 == fold).toList();
                predicted += judged.size();
                hits += (int) judged.stream()
                        .filter(text -> text.plainBits() < capacity.getAsDouble() != text.isBeyondCapacity())
                        .count();
            }
        }
        return new ModelRow(
                texts.get(0).model(),
                texts.size(),
                Summary.of(texts.stream().filter(Crammed::isBeyondCapacity).toList(), Crammed::gainBits),
                predicted,
                hits,
                (double) hits / predicted);
    }
}
