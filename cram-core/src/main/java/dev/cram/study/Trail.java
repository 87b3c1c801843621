package dev.cram.study;

import dev.cram.Cram;
import dev.cram.model.Evaluation;
import dev.cram.model.Point;
import dev.cram.optimizer.VectorOptimizer;
import dev.cram.study.observation.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Takes down the points of a search, by standing between the loop and the optimizer. */
final class Trail {

    /** More points than this are thinned out evenly; the components cost the cube of their number. */
    private static final int MOST_POINTS = 120;

    private static final int COMPONENTS_TOLD = 8;

    private final List<float[]> points = new ArrayList<>();
    private final List<Integer> correct = new ArrayList<>();

    private Trail() {}

    static Trajectory follow(Workbench bench, String text, int index) {
        Trail trail = new Trail();
        int[] ids = bench.model().encode(text);
        Cram cram = bench.cram(1, bench.plan().seed());
        bench.complete(
                List.of(cram.optimizer(trail.watch(bench.recipe().optimizer())).compress(text)));
        // The last round of a search is measured, but not told to the optimizer.
        List<float[]> untold = trail.points.subList(trail.correct.size(), trail.points.size());
        bench.scores(ids, untold).forEach(scores -> trail.correct.add(scores.correct()));
        return trail.trajectory(bench, ids.length, index);
    }

    private VectorOptimizer watch(VectorOptimizer optimizer) {
        return new VectorOptimizer() {
            private static final long serialVersionUID = 1;

            @Override
            public String name() {
                return optimizer.name();
            }

            @Override
            public State start(Problem problem) {
                State state = optimizer.start(problem);
                return new State() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public List<Point> ask() {
                        List<Point> asked = state.ask();
                        if (!asked.isEmpty()) {
                            points.add(asked.get(0).vectors().clone());
                        }
                        return asked;
                    }

                    @Override
                    public void tell(List<Evaluation> evaluations) {
                        correct.add(evaluations.get(0).scores().correct());
                        state.tell(evaluations);
                    }
                };
            }
        };
    }

    private Trajectory trajectory(Workbench bench, int tokens, int index) {
        int kept = Math.min(MOST_POINTS, points.size());
        List<Integer> at = IntStream.range(0, kept)
                .map(i -> kept == 1 ? 0 : (int) ((long) i * (points.size() - 1) / (kept - 1)))
                .boxed()
                .toList();
        PrincipalComponents components =
                PrincipalComponents.of(at.stream().map(points::get).toList());
        List<Double> explained = components.explained();
        double sum = 0;
        int for99 = 0;
        while (for99 < explained.size() && sum < 0.99) {
            sum += explained.get(for99++);
        }
        return new Trajectory(
                bench.model().name(),
                bench.main().name(),
                tokens,
                index,
                at.stream().map(i -> i + 1).toList(),
                components.scores(0),
                components.scores(1),
                at.stream().map(i -> (double) correct.get(i) / tokens).toList(),
                explained.subList(0, Math.min(COMPONENTS_TOLD, explained.size())),
                for99);
    }
}
