package dev.cram.internal;

import dev.cram.model.CramException;
import dev.cram.model.Evaluation;
import dev.cram.model.Point;
import dev.cram.model.TokenScores;
import dev.cram.optimizer.VectorOptimizer;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer's state, which may be a user's own: what it breaks of {@link VectorOptimizer.State}'s contract is refused
 * under the optimizer's name. It gets scores of its own, so that whatever it writes to them, what was measured stays.
 */
public final class CheckedState implements Serializable {

    private static final long serialVersionUID = 1;

    private final String name;
    private final VectorOptimizer.State state;
    private final int vectors;
    private final int size;
    private final int tokens;
    private int round;
    private transient List<Point> asked = List.of();
    private transient int[] contents = {};

    private CheckedState(String name, VectorOptimizer.State state, VectorOptimizer.Problem problem) {
        this.name = name;
        this.state = state;
        this.vectors = problem.vectors();
        this.size = problem.initial().length;
        this.tokens = problem.tokens();
    }

    /** Begins a search. */
    public static CheckedState start(VectorOptimizer optimizer, VectorOptimizer.Problem problem) {
        VectorOptimizer.@Nullable State state = optimizer.start(problem);
        if (state == null) {
            throw new CramException(
                    "The optimizer '" + optimizer.name() + "' began with null: its start must return a state");
        }
        return new CheckedState(optimizer.name(), state, problem);
    }

    /** The points of the next round; none when the optimizer gives the text up. */
    public List<Point> ask() {
        round++;
        @Nullable List<Point> points = state.ask();
        if (points == null) {
            throw broken("asked for null", "to give a text up, ask for an empty list");
        }
        asked = List.copyOf(checked(points));
        contents = contents();
        return asked;
    }

    private List<Point> checked(List<Point> points) {
        for (int i = 0; i < points.size(); i++) {
            @Nullable Point point = points.get(i);
            if (point == null) {
                throw broken("asked for a point " + i + " that is null", "leave it out");
            }
            if (point.vectors().length != size) {
                throw broken(
                        "asked for a point of " + point.vectors().length + " components, but the search is for "
                                + vectors + (vectors == 1 ? " vector" : " vectors") + " of " + size / vectors,
                        "keep number and width of the start");
            }
            float[] weights = point.weights();
            if (weights != null && weights.length != point.length(tokens)) {
                throw broken(
                        "asked for a point with " + weights.length + " weights for " + point.length(tokens) + " tokens",
                        "weigh every token of the prefix");
            }
        }
        return points;
    }

    /** Whether all components of the points are numbers that a model can be given. */
    public boolean isFinite() {
        for (Point point : asked) {
            for (float component : point.vectors()) {
                if (!Float.isFinite(component)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Must be called once the points are evaluated. */
    public void checkUnchanged() {
        if (!Arrays.equals(contents, contents())) {
            throw broken(
                    "changed the vectors of a point between ask and tell",
                    "each search needs arrays of its own, and must leave them as they are until it is told");
        }
    }

    private int[] contents() {
        return asked.stream()
                .mapToInt(point -> Arrays.hashCode(point.vectors()))
                .toArray();
    }

    /** Hands over what was found at the points. */
    public void tell(List<Evaluation> evaluations) {
        state.tell(evaluations.stream().map(CheckedState::copy).toList());
    }

    private static Evaluation copy(Evaluation found) {
        TokenScores scores = found.scores();
        return new Evaluation(
                found.loss(),
                new TokenScores(
                        scores.crossEntropyNats().clone(), scores.margins().clone()),
                found.gradient(),
                found.tokenGradients());
    }

    private CramException broken(String what, String cure) {
        return new CramException("The optimizer '" + name + "' " + what + ", in round " + round + ": " + cure);
    }
}
