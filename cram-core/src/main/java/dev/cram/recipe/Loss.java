package dev.cram.recipe;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.model.Point;
import dev.cram.model.TokenScores;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a recipe minimises: which tokens count, at what temperature, and how much those that are already safe. The loop
 * applies it to every {@link Point} that an optimizer asks for without weights and at temperature 1. Immutable; each
 * step returns a new value.
 *
 * @param first index of the first token that counts: 0, or 1 for the paper's own objective
 * @param temperature what the logits are divided by, from 1e-6 to 1e6. Below 1 a token stops mattering once it leads by
 *     a few times the temperature
 * @param safeMargin a token that led by more than this in the round before is safe, in logits, 0 or more
 * @param safeWeight weight of a safe token in the mean, 0 to 1; 1 for all alike
 * @serial exclude
 */
public record Loss(int first, float temperature, float safeMargin, float safeWeight) implements Serializable {

    private static final float COLDEST = 1e-6f;
    private static final float HOTTEST = 1e6f;
    private static final Loss PLAIN = new Loss(0, 1, 1, 1);

    public Loss {
        checkArgument(first == 0 || first == 1, "first must be 0 or 1, but was %s", first);
        checkArgument(
                isTemperature(temperature),
                "temperature must be from %s to %s, but was %s",
                COLDEST,
                HOTTEST,
                temperature);
        checkArgument(
                safeMargin >= 0 && Float.isFinite(safeMargin),
                "safeMargin must be a finite number of at least 0, but was %s",
                safeMargin);
        checkArgument(safeWeight >= 0 && safeWeight <= 1, "safeWeight must be from 0 to 1, but was %s", safeWeight);
    }

    /**
     * The mean cross-entropy of all tokens.
     *
     * @return the loss
     */
    public static Loss plain() {
        return PLAIN;
    }

    /**
     * The paper's own objective: the mean cross-entropy of tokens 2 to L. The first token is neither trained nor asked
     * for, so that greedy decoding from the vectors alone need not find it.
     *
     * @return the loss
     */
    public static Loss inner() {
        return new Loss(1, 1, 1, 1);
    }

    /**
     * The same at another temperature (Progressive Cramming, arXiv 2607.21231: 0.25 to 0.5 hold more text than 1).
     *
     * @param temperature from 1e-6 to 1e6
     * @return a new value
     */
    public Loss temperature(double temperature) {
        checkArgument(
                isTemperature(temperature),
                "temperature must be from %s to %s, but was %s",
                COLDEST,
                HOTTEST,
                temperature);
        return new Loss(first, (float) temperature, safeMargin, safeWeight);
    }

    /** The same at so many times the temperature, at most the highest there is. */
    Loss hotter(double times) {
        return temperature(Math.min(HOTTEST, times * temperature));
    }

    private static boolean isTemperature(double temperature) {
        return (float) temperature >= COLDEST && (float) temperature <= HOTTEST;
    }

    /**
     * The same with less weight on tokens that are safe already.
     *
     * @param safeMargin what counts as safe, in logits
     * @param safeWeight weight of a safe token, 0 to 1
     * @return a new value
     */
    public Loss focus(double safeMargin, double safeWeight) {
        checkArgument(
                safeMargin >= 0 && safeMargin <= Float.MAX_VALUE,
                "safeMargin must be a finite number of at least 0, but was %s",
                safeMargin);
        checkArgument(safeWeight >= 0 && safeWeight <= 1, "safeWeight must be from 0 to 1, but was %s", safeWeight);
        return new Loss(first, temperature, (float) safeMargin, (float) safeWeight);
    }

    /**
     * Applies this loss to a point.
     *
     * @param point what an optimizer asks for
     * @param tokens number of tokens of the text
     * @param last scores of the round before, if any
     * @return the point as it is to be evaluated: its temperature multiplied by this one, and weights of its own kept
     */
    public Point applyTo(Point point, int tokens, @Nullable TokenScores last) {
        Objects.requireNonNull(point, "point");
        int prefix = point.length(tokens);
        boolean alike = first == 0 && safeWeight == 1;
        float[] weights = point.weights() != null || alike ? point.weights() : weights(prefix, last);
        return point.prefix(prefix).weights(weights).temperature(temperature * point.temperature());
    }

    private float[] weights(int prefix, @Nullable TokenScores last) {
        float[] weights = new float[prefix];
        int counted = Math.max(1, prefix - first);
        Arrays.fill(weights, Math.min(first, prefix), prefix, 1f / counted);
        for (int i = first; last != null && i < Math.min(prefix, last.tokens()); i++) {
            if (last.margins()[i] > safeMargin) {
                weights[i] *= safeWeight;
            }
        }
        return weights;
    }
}
