package dev.cram.study.measurement;

import dev.cram.study.observation.Observations;
import dev.cram.study.observation.SolutionLine;
import dev.cram.study.observation.StudyPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Accuracy along the straight line between any two solutions of a text. The solutions must have been measured before.
 * Immutable.
 *
 * @param solutions the solutions
 */
public record SolutionLines(Solutions solutions) implements Measurement {

    private record Seeds(long from, long to) {}

    @Override
    public String name() {
        return "geometry, lines";
    }

    /** Scores alone: next to nothing. */
    @Override
    public double work(Subject subject) {
        return 0;
    }

    @Override
    public void take(Subject subject, Recorder recorder) {
        Supplier<List<String>> texts = solutions.texts(subject);
        List<Seeds> pairs = pairs(subject.plan());
        for (int i = 0; i < subject.plan().solutionTexts(); i++) {
            int index = i;
            recorder.unit(
                    name(),
                    0,
                    pairs.stream()
                            .map(pair -> SolutionLine.key(
                                    subject.model().name(),
                                    solutions.source().name(),
                                    solutions.tokens(),
                                    index,
                                    pair.from(),
                                    pair.to()))
                            .toList(),
                    () -> lines(subject, texts.get().get(index), index, pairs, recorder.observations()));
        }
    }

    private static List<Seeds> pairs(StudyPlan plan) {
        List<Seeds> pairs = new ArrayList<>();
        for (int a = 0; a < plan.solutions(); a++) {
            for (int b = a + 1; b < plan.solutions(); b++) {
                pairs.add(new Seeds(Solutions.seed(plan, a), Solutions.seed(plan, b)));
            }
        }
        return pairs;
    }

    private List<SolutionLine> lines(
            Subject subject, String text, int index, List<Seeds> pairs, Observations observations) {
        Searches searches = new Searches(subject);
        int[] ids = subject.model().encode(text);
        List<SolutionLine> lines = new ArrayList<>();
        for (Seeds pair : pairs) {
            float[] from = vector(subject, index, pair.from(), observations);
            float[] to = vector(subject, index, pair.to(), observations);
            List<Double> accuracies = searches
                    .scores(ids, points(from, to, subject.plan().lineSteps()))
                    .stream()
                    .map(scores -> scores.accuracy(searches.first()))
                    .toList();
            lines.add(new SolutionLine(
                    subject.model().name(),
                    solutions.source().name(),
                    ids.length,
                    index,
                    pair.from(),
                    pair.to(),
                    accuracies));
        }
        return lines;
    }

    private float[] vector(Subject subject, int index, long seed, Observations observations) {
        return observations
                .find(solutions.key(subject, index, seed))
                .orElseThrow()
                .values();
    }

    private static List<float[]> points(float[] from, float[] to, int steps) {
        return IntStream.rangeClosed(0, steps)
                .mapToObj(step -> between(from, to, (double) step / steps))
                .toList();
    }

    private static float[] between(float[] from, float[] to, double share) {
        float[] point = new float[from.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = (float) ((1 - share) * from[i] + share * to[i]);
        }
        return point;
    }
}
