package dev.cram.study.measurement;

import dev.cram.study.observation.StudyPlan;
import dev.cram.study.observation.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The ways of searches of the first texts, in principal components. Immutable.
 *
 * @param solutions whose texts are searched
 */
public record Trajectories(Solutions solutions) implements Measurement {

    private static final int MOST_TEXTS = 3;

    /** More points than this are thinned out evenly; the components cost the cube of their number. */
    private static final int MOST_POINTS = 120;

    private static final int COMPONENTS_TOLD = 8;

    @Override
    public String name() {
        return "geometry, trajectory";
    }

    @Override
    public double work(Subject subject) {
        return (double) texts(subject.plan()) * solutions.tokens();
    }

    private static int texts(StudyPlan plan) {
        return Math.min(MOST_TEXTS, plan.solutionTexts());
    }

    @Override
    public void take(Subject subject, Recorder recorder) {
        Supplier<List<String>> texts = solutions.texts(subject);
        for (int i = 0; i < texts(subject.plan()); i++) {
            int index = i;
            recorder.unit(
                    name(),
                    solutions.tokens(),
                    List.of(Trajectory.key(
                            subject.model().name(), solutions.source().name(), solutions.tokens(), index)),
                    () -> List.of(follow(subject, texts.get().get(index), index)));
        }
    }

    private Trajectory follow(Subject subject, String text, int index) {
        Searches searches = new Searches(subject);
        RecordingOptimizer optimizer =
                new RecordingOptimizer(searches.recipe().whole().optimizer());
        Searches.complete(List.of(
                searches.cram(1, subject.plan().seed()).optimizer(optimizer).compress(text)));
        int[] ids = subject.model().encode(text);
        List<float[]> points = optimizer.points();
        List<Integer> correct = new ArrayList<>(optimizer.correct());
        List<float[]> untold = points.subList(correct.size(), points.size());
        searches.scores(ids, untold).forEach(scores -> correct.add(scores.correct()));
        List<Integer> kept = evenly(points.size());
        PrincipalComponents components =
                PrincipalComponents.of(kept.stream().map(points::get).toList());
        List<Double> explained = components.explained();
        return new Trajectory(
                subject.model().name(),
                solutions.source().name(),
                ids.length,
                index,
                kept.stream().map(i -> i + 1).toList(),
                components.scores(0),
                components.scores(1),
                kept.stream().map(i -> (double) correct.get(i) / ids.length).toList(),
                explained.subList(0, Math.min(COMPONENTS_TOLD, explained.size())),
                fewestFor99(explained));
    }

    private static List<Integer> evenly(int points) {
        int kept = Math.min(MOST_POINTS, points);
        return IntStream.range(0, kept)
                .map(i -> kept == 1 ? 0 : (int) ((long) i * (points - 1) / (kept - 1)))
                .boxed()
                .toList();
    }

    private static int fewestFor99(List<Double> explained) {
        double sum = 0;
        int components = 0;
        while (components < explained.size() && sum < 0.99) {
            sum += explained.get(components++);
        }
        return components;
    }
}
