package dev.cram.model;

import java.util.Objects;

/**
 * What one evaluation of a {@link Point} found. Immutable but for the arrays, which are not copied: they
 * are the receiver's own.
 *
 * @param loss the point's loss, in nats; not finite when the vectors are out of the model's range
 * @param scores cross-entropy and margin of each token of the prefix, at temperature 1
 * @param gradient gradient of the loss, {@code [count x width]} as one row; empty unless {@link Demand#GRADIENT}
 * @param tokenGradients gradient of each token's cross-entropy at the point's temperature, {@code [prefix][count x
 *     width]}; empty unless {@link Demand#TOKEN_GRADIENTS}
 */
public record Evaluation(double loss, TokenScores scores, float[] gradient, float[][] tokenGradients) {

    public Evaluation {
        Objects.requireNonNull(scores, "scores");
        Objects.requireNonNull(gradient, "gradient");
        Objects.requireNonNull(tokenGradients, "tokenGradients");
    }

    /**
     * Whether the loss and all gradients are finite numbers.
     *
     * @return false when one of them is infinite or not a number
     */
    public boolean isFinite() {
        if (!Double.isFinite(loss) || !isFinite(gradient)) {
            return false;
        }
        for (float[] row : tokenGradients) {
            if (!isFinite(row)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
