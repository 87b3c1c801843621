package dev.cram.study.measurement;

import dev.cram.measure.Measures;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.FrozenModel;
import dev.cram.model.TokenScores;
import dev.cram.study.observation.Crammed;
import dev.cram.study.observation.Key;
import dev.cram.study.observation.Rounded;
import dev.cram.study.observation.StudyPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * The vectors of crammed texts, rounded to each of the plan's numbers of bits and decoded. The texts must have been crammed
 * before; their vectors, which no log holds, are searched for again. Immutable.
 *
 * @param crammed the texts
 */
public record RoundedVectors(CrammedTexts crammed) implements Measurement {

    private static final int SCALE_BITS = 32;

    @Override
    public String name() {
        return "rounding";
    }

    @Override
    public double work(Subject subject) {
        return crammed.work(subject);
    }

    @Override
    public void take(Subject subject, Recorder recorder) {
        List<Crammed> taken = crammed.taken(subject, recorder.observations());
        Supplier<List<String>> texts = crammed.texts(subject);
        for (List<Integer> batch : subject.batches(taken.size())) {
            recorder.unit(
                    name(),
                    (double) crammed.tokens() * batch.size(),
                    batch.stream()
                            .flatMap(index -> keys(taken.get(index), subject.plan()).stream())
                            .toList(),
                    () -> {
                        List<MemoryVectors> found = crammed.search(subject, texts.get(), batch);
                        List<Rounded> made = new ArrayList<>();
                        for (int i = 0; i < batch.size(); i++) {
                            made.addAll(round(
                                    subject,
                                    taken.get(batch.get(i)),
                                    found.get(i).toArray()));
                        }
                        return made;
                    });
        }
    }

    private static List<Key<Rounded>> keys(Crammed text, StudyPlan plan) {
        return plan.bits().stream()
                .map(bits ->
                        Rounded.key(text.model(), text.source(), text.vectors(), text.tokens(), text.index(), bits))
                .toList();
    }

    private static List<Rounded> round(Subject subject, Crammed text, float[] vectors) {
        FrozenModel model = subject.model();
        int[] ids = model.encode(text.text());
        List<Rounded> made = new ArrayList<>();
        for (int bits : subject.plan().bits()) {
            float[] rounded = round(vectors, model.width(), bits);
            TokenScores scores = new Searches(subject).scores(ids, rounded);
            int[] decoded = model.greedy(List.of(rounded), new int[] {ids.length})[0];
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

    /** Rounds each vector to {@code 2^bits - 1} equal steps between minus and plus its largest component. */
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
}
