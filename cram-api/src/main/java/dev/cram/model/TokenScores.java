package dev.cram.model;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * How well a model predicts each token of a text, given the true tokens before it.
 *
 * <p>Immutable as long as nobody writes to the arrays; they are not copied.
 *
 * @param crossEntropyNats negative log-probability of each token, in nats
 * @param margins gap between the logit of each true token and the largest other logit; above 0 exactly when greedy
 *     choice would pick the token
 * @serial exclude
 */
public record TokenScores(float[] crossEntropyNats, float[] margins) implements Serializable {

    public TokenScores {
        Objects.requireNonNull(crossEntropyNats, "crossEntropyNats");
        Objects.requireNonNull(margins, "margins");
        if (crossEntropyNats.length != margins.length) {
            throw new IllegalArgumentException(
                    "crossEntropyNats has " + crossEntropyNats.length + " tokens, margins has " + margins.length);
        }
    }

    /**
     * The number of tokens.
     *
     * @return the number, 0 or more
     */
    public int tokens() {
        return margins.length;
    }

    /**
     * The scores of leading tokens, which do not depend on those after them.
     *
     * @param tokens number of leading tokens, from 0 to {@link #tokens()}
     * @return scores of these
     */
    public TokenScores prefix(int tokens) {
        if (tokens < 0 || tokens > tokens()) {
            throw new IllegalArgumentException("tokens must be from 0 to " + tokens() + ", but was " + tokens);
        }
        return new TokenScores(Arrays.copyOf(crossEntropyNats, tokens), Arrays.copyOf(margins, tokens));
    }

    /**
     * The number of tokens that greedy choice would pick: those with a margin above 0. A tie is an error.
     *
     * @return from 0 to {@link #tokens()}
     */
    public int correct() {
        return correct(0);
    }

    /**
     * The number of correct tokens from an index on.
     *
     * @param from index of the first token that counts, from 0
     * @return from 0 to {@code tokens() - from}
     */
    public int correct(int from) {
        int correct = 0;
        for (int i = checked(from); i < margins.length; i++) {
            correct += margins[i] > 0 ? 1 : 0;
        }
        return correct;
    }

    /**
     * The share of correct tokens among those from an index on: the paper's accuracy.
     *
     * @param from index of the first token that counts, from 0
     * @return from 0 to 1; 0 for no tokens
     */
    public double accuracy(int from) {
        return (double) correct(from) / Math.max(1, margins.length - from);
    }

    /**
     * The length of the longest prefix whose tokens are all correct: what greedy decoding returns before its first
     * error.
     *
     * @return from 0 to {@link #tokens()}
     */
    public int leading() {
        return leading(0);
    }

    /**
     * The length of the longest prefix whose tokens are all correct by a margin.
     *
     * @param margin smallest margin that counts, in logits; 0 for any above 0
     * @return from 0 to {@link #tokens()}
     */
    public int leading(double margin) {
        int leading = 0;
        while (leading < margins.length && margins[leading] > 0 && margins[leading] >= margin) {
            leading++;
        }
        return leading;
    }

    /**
     * The smallest margin: how safe the whole text is.
     *
     * @return the smallest margin, in logits; positive infinity for no tokens
     */
    public float minMargin() {
        return minMargin(0);
    }

    /**
     * The smallest margin of the tokens from an index on.
     *
     * @param from index of the first token that counts, from 0
     * @return the smallest margin, in logits; positive infinity for no tokens
     */
    public float minMargin(int from) {
        float smallest = Float.POSITIVE_INFINITY;
        for (int i = checked(from); i < margins.length; i++) {
            smallest = Math.min(smallest, margins[i]);
        }
        return smallest;
    }

    /**
     * The summed cross-entropy.
     *
     * @return the sum over the tokens, in nats
     */
    public double totalNats() {
        return totalNats(0);
    }

    /**
     * The summed cross-entropy of the tokens from an index on.
     *
     * @param from index of the first token that counts, from 0
     * @return the sum, in nats
     */
    public double totalNats(int from) {
        double sum = 0;
        for (int i = checked(from); i < crossEntropyNats.length; i++) {
            sum += crossEntropyNats[i];
        }
        return sum;
    }

    private static int checked(int from) {
        if (from < 0) {
            throw new IllegalArgumentException("from must be at least 0, but was " + from);
        }
        return from;
    }
}
