package dev.cram.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One place to evaluate the objective of one text at: memory vectors, and which loss over which tokens.
 *
 * <p>The loss is the weighted sum over the first {@code prefix} tokens of the cross-entropy of {@code logits /
 * temperature}, where the true token's logit is lowered by {@code margin} first. The {@link TokenScores scores} that come
 * back are always those at temperature 1 and margin 0. Arrays are not copied; nobody may write to them until the
 * evaluation has returned. Immutable; each step returns a new value.
 *
 * @param vectors memory vectors, {@code [count x width]}
 * @param prefix number of leading tokens in play; {@link #WHOLE} for all
 * @param weights weight of each token of the prefix in the loss, or null for {@code 1 / prefix} each
 * @param temperature what the logits are divided by in the loss, above 0; 1 is the plain cross-entropy
 * @param margin what the true token's logit is lowered by in the loss, at least 0 (the additive margin of Wang et al.
 *     2018, arXiv 1801.05599): a token then counts as safe only once it leads by more
 * @param demand what is asked for besides loss and scores
 */
public record Point(
        float[] vectors, int prefix, float @Nullable [] weights, float temperature, float margin, Demand demand) {

    /** As a prefix: the whole text. */
    public static final int WHOLE = Integer.MAX_VALUE;

    public Point {
        Objects.requireNonNull(vectors, "vectors");
        Objects.requireNonNull(demand, "demand");
        if (prefix < 1) {
            throw new IllegalArgumentException("prefix must be at least 1, but was " + prefix);
        }
        if (!(temperature > 0) || Float.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature must be a finite number above 0, but was " + temperature);
        }
        if (!(margin >= 0) || Float.isInfinite(margin)) {
            throw new IllegalArgumentException("margin must be a finite number of at least 0, but was " + margin);
        }
        if (weights != null && prefix != WHOLE && weights.length != prefix) {
            throw new IllegalArgumentException(
                    "weights must have one entry for each of the " + prefix + " tokens, but had " + weights.length);
        }
        for (int i = 0; weights != null && i < weights.length; i++) {
            if (!Float.isFinite(weights[i])) {
                throw new IllegalArgumentException("weights[" + i + "] must be a finite number, but was " + weights[i]);
            }
        }
    }

    /**
     * The mean cross-entropy of the whole text.
     *
     * @param vectors memory vectors, {@code [count x width]}
     * @param demand what is asked for besides loss and scores
     * @return the point
     */
    public static Point of(float[] vectors, Demand demand) {
        return new Point(vectors, WHOLE, null, 1, 0, demand);
    }

    /**
     * The same of leading tokens only.
     *
     * @param prefix number of leading tokens in play, at least 1
     * @return a new value
     */
    public Point prefix(int prefix) {
        return new Point(vectors, prefix, weights, temperature, margin, demand);
    }

    /**
     * The same with other weights.
     *
     * @param weights weight of each token of the prefix, or null for the mean
     * @return a new value
     */
    public Point weights(float @Nullable [] weights) {
        return new Point(vectors, prefix, weights, temperature, margin, demand);
    }

    /**
     * The same at another temperature.
     *
     * @param temperature above 0
     * @return a new value
     */
    public Point temperature(float temperature) {
        return new Point(vectors, prefix, weights, temperature, margin, demand);
    }

    /**
     * The same with another margin.
     *
     * @param margin in logits, at least 0
     * @return a new value
     */
    public Point margin(float margin) {
        return new Point(vectors, prefix, weights, temperature, margin, demand);
    }

    /**
     * The number of tokens evaluated of a text.
     *
     * @param tokens number of tokens of the text, at least 1
     * @return the smaller of the prefix and the text
     */
    public int length(int tokens) {
        return Math.min(prefix, tokens);
    }
}
