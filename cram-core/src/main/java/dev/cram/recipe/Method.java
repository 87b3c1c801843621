package dev.cram.recipe;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.optimizer.VectorOptimizer;
import java.io.Serializable;
import java.util.Objects;

/**
 * What searches, what it minimises and what it may cost. Immutable; each step returns a new value.
 *
 * @param optimizer what moves the vectors
 * @param loss what it minimises
 * @param budget evaluations after which a text is given up, above 0; infinite for no such limit
 * @serial exclude
 */
public record Method(VectorOptimizer optimizer, Loss loss, double budget) implements Serializable {

    public Method {
        Objects.requireNonNull(optimizer, "optimizer");
        Objects.requireNonNull(loss, "loss");
        checkArgument(budget > 0, "budget must be above 0 evaluations, but was %s", budget);
    }

    /**
     * Without a budget.
     *
     * @param optimizer what moves the vectors
     * @param loss what it minimises
     * @return the method
     */
    public static Method of(VectorOptimizer optimizer, Loss loss) {
        return new Method(optimizer, loss, Double.POSITIVE_INFINITY);
    }

    /**
     * The same with another optimizer.
     *
     * @param optimizer what moves the vectors
     * @return a new value
     */
    public Method optimizer(VectorOptimizer optimizer) {
        return new Method(optimizer, loss, budget);
    }

    /**
     * The same with another loss.
     *
     * @param loss what it minimises
     * @return a new value
     */
    public Method loss(Loss loss) {
        return new Method(optimizer, loss, budget);
    }

    /**
     * The same with another budget.
     *
     * @param budget evaluations after which a text is given up, above 0; infinite for no such limit
     * @return a new value
     */
    public Method budget(double budget) {
        return new Method(optimizer, loss, budget);
    }
}
