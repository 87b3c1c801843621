package dev.cram.optim;

import dev.cram.model.CramException;
import dev.cram.optimizer.StepRule;
import dev.cram.optimizer.VectorOptimizer.Problem;
import org.jspecify.annotations.Nullable;

/** Step rules of a method, which may be a user's own. */
final class Rules {

    private Rules() {}

    /** The rule of a new search. */
    static StepRule begin(FirstOrder method, Problem problem) {
        return made(method, method.rule(problem));
    }

    /** The rule of a search that goes on. */
    static StepRule resume(FirstOrder method, Problem problem) {
        return made(method, method.resume(problem));
    }

    private static StepRule made(FirstOrder method, @Nullable StepRule rule) {
        if (rule == null) {
            throw new CramException(
                    "The optimizer '" + method.name() + "' made no step rule: it must make one for each text");
        }
        return rule;
    }
}
