package dev.cram.study.measurement;

import dev.cram.model.Evaluation;
import dev.cram.model.Point;
import dev.cram.optimizer.VectorOptimizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Takes down the points of one search, by standing between the loop and the optimizer. */
final class RecordingOptimizer implements VectorOptimizer {

    private static final long serialVersionUID = 1;

    private final VectorOptimizer optimizer;
    private final transient List<float[]> points = new ArrayList<>();
    private final transient List<Integer> correct = new ArrayList<>();

    RecordingOptimizer(VectorOptimizer optimizer) {
        this.optimizer = optimizer;
    }

    /** The vectors of each round. */
    List<float[]> points() {
        return Collections.unmodifiableList(points);
    }

    /** Tokens that were correct in each round but the last, which is measured, but not told to the optimizer. */
    List<Integer> correct() {
        return Collections.unmodifiableList(correct);
    }

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
}
