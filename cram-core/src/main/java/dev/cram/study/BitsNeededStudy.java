package dev.cram.study;

import dev.cram.study.measurement.CrammedTexts;
import dev.cram.study.measurement.Measurement;
import dev.cram.study.measurement.RoundedVectors;
import dev.cram.study.measurement.Subject;
import dev.cram.study.observation.Observations;
import dev.cram.study.observation.Rounded;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How many bits a component needs: vectors are rounded to {@code 2^b - 1} equal steps between minus and plus their
 * largest component, with one 32-bit scale a vector, and decoded. Immutable.
 */
public final class BitsNeededStudy implements Study<BitsNeededStudy.Result> {

    /**
     * What rounding costs. Immutable.
     *
     * @param rows one a model and number of bits
     */
    public record Result(List<Row> rows) {}

    /**
     * A model and a number of bits. Immutable.
     *
     * @param model the model's name
     * @param tokens tokens of each text
     * @param bits bits of a component
     * @param texts number of texts whose trained tokens were all correct before rounding, given the true ones before them
     * @param solvedShare share of them of which this still holds
     * @param exactShare share of them that greedy decoding returns
     * @param accuracy share of their tokens that are correct, given the true ones before them
     * @param gainBits their information gain, in bits
     * @param storedBits size of the rounded vectors of a text, in bits
     * @param storedPerGained stored bits divided by the mean information gain
     */
    public record Row(
            String model,
            int tokens,
            int bits,
            int texts,
            double solvedShare,
            double exactShare,
            Summary accuracy,
            Summary gainBits,
            long storedBits,
            double storedPerGained) {}

    /** The study. */
    public BitsNeededStudy() {}

    @Override
    public String name() {
        return "bits-needed";
    }

    @Override
    public List<Measurement> measurements(Subject subject) {
        Objects.requireNonNull(subject, "subject");
        CrammedTexts texts = new CrammedTexts(subject.main(), 1, subject.plan().detailTokens());
        return List.of(texts, new RoundedVectors(texts));
    }

    @Override
    public Result result(Observations observations) {
        List<Row> rows = new ArrayList<>();
        List<Rounded> solved = observations.all(Rounded.class).stream()
                .filter(Rounded::solvedBefore)
                .toList();
        Groups.by(solved, rounded -> List.of(rounded.model(), rounded.bits())).forEach(group -> rows.add(row(group)));
        return new Result(List.copyOf(rows));
    }

    private static Row row(List<Rounded> texts) {
        Rounded one = texts.get(0);
        Summary gain = Summary.of(texts, Rounded::gainBits);
        return new Row(
                one.model(),
                one.tokens(),
                one.bits(),
                texts.size(),
                Summary.of(texts, text -> text.accuracy() == 1 ? 1 : 0).mean(),
                Summary.of(texts, text -> text.exact() ? 1 : 0).mean(),
                Summary.of(texts, Rounded::accuracy),
                gain,
                one.storedBits(),
                one.storedBits() / gain.mean());
    }
}
