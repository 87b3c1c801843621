package dev.cram.study;

import dev.cram.measure.Measures;
import dev.cram.model.TokenScores;
import dev.cram.study.observation.Crammed;
import dev.cram.study.observation.Observations;
import dev.cram.study.observation.Rounded;
import dev.cram.study.observation.StudyPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many bits a component needs: vectors are rounded to {@code 2^b - 1} equal steps between minus and plus their
 * largest component, with one 32-bit scale a vector, and decoded.
 */
public final class BitsNeededStudy implements Study<BitsNeededStudy.Result> {

    private static final int SCALE_BITS = 32;

    /**
     * What rounding costs.
     *
     * @param rows one a model and number of bits
     */
    public record Result(List<Row> rows) {}

    /**
     * A model and a number of bits.
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
    public double work(Workbench bench) {
        return (double) bench.plan().texts() * bench.plan().detailTokens();
    }

    @Override
    public void measure(Workbench bench) {
        StudyPlan plan = bench.plan();
        int tokens = plan.detailTokens();
        List<String> texts = bench.texts(bench.main(), tokens);
        List<Crammed> crammed = bench.cell(bench.main(), 1, tokens);
        for (int from = 0; from < texts.size(); from += plan.batch()) {
            int begin = from;
            int end = Math.min(texts.size(), from + plan.batch());
            List<String> keys = new ArrayList<>();
            for (Crammed text : crammed.subList(begin, end)) {
                plan.bits().forEach(bits -> keys.add(text.key() + "|" + bits));
            }
            bench.unit("rounding", 0, Rounded.class, keys, () -> {
                List<float[]> vectors = bench.solutions(bench.main(), 1, tokens, begin, texts.subList(begin, end));
                List<Rounded> made = new ArrayList<>();
                IntStream.range(begin, end)
                        .forEach(i -> made.addAll(round(bench, crammed.get(i), vectors.get(i - begin))));
                return made;
            });
        }
    }

    private static List<Rounded> round(Workbench bench, Crammed text, float[] vectors) {
        int[] ids = bench.model().encode(text.text());
        List<Rounded> made = new ArrayList<>();
        for (int bits : bench.plan().bits()) {
            float[] rounded = round(vectors, bench.model().width(), bits);
            TokenScores scores = bench.scores(ids, List.of(rounded)).get(0);
            int[] decoded = bench.model().greedy(List.of(rounded), new int[] {ids.length})[0];
            made.add(new Rounded(
                    text.model(),
                    text.source(),
                    text.vectors(),
                    text.tokens(),
                    text.index(),
                    bits,
                    text.accuracy() == 1,
                    Arrays.equals(decoded, ids),
                    scores.accuracy(text.first()),
                    Measures.informationGainBits(text.plain(), scores),
                    (long) vectors.length * bits + (long) text.vectors() * SCALE_BITS));
        }
        return made;
    }

    /**
     * Rounds vectors.
     *
     * @param vectors the vectors, {@code [count x width]}
     * @param width components of a vector
     * @param bits bits of a component, 2 to 16
     * @return the rounded vectors
     */
    static float[] round(float[] vectors, int width, int bits) {
        float[] rounded = new float[vectors.length];
        int steps = (1 << (bits - 1)) - 1;
        for (int from = 0; from < vectors.length; from += width) {
            float largest = 0;
            for (int i = from; i < from + width; i++) {
                largest = Math.max(largest, Math.abs(vectors[i]));
            }
            float step = largest / steps;
            for (int i = from; i < from + width && step > 0; i++) {
                rounded[i] = Math.round(vectors[i] / step) * step;
            }
        }
        return rounded;
    }

    @Override
    public Result result(Observations observations) {
        List<Row> rows = new ArrayList<>();
        List<Rounded> solved = observations.all(Rounded.class).stream()
                .filter(Rounded::solvedBefore)
                .toList();
        Groups.by(solved, rounded -> List.of(rounded.model(), rounded.bits())).forEach(group -> rows.add(row(group)));
        return new Result(rows);
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
