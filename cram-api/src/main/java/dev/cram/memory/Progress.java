package dev.cram.memory;

/**
 * How far the optimisation of one text is. Immutable.
 *
 * @param text index of the text in the call, from 0
 * @param attempt which attempt at the text, from 1; more than one only where the number of vectors is searched for
 * @param vectors number of memory vectors of this attempt
 * @param step rounds measured so far in this attempt, from 1
 * @param steps largest number of rounds of this attempt
 * @param evaluations cost of this attempt so far, as {@link dev.cram.model.Demand#cost} counts it
 * @param correctTokens tokens that are correct at the measured vectors, given the true ones before them
 * @param tokens tokens of the text
 * @param minMargin smallest margin at the measured vectors, in logits
 * @param crossEntropyNats mean cross-entropy a token at the measured vectors, in nats
 * @param seconds wall time since the first text of the call began
 * @param secondsLeft wall time that the call is expected to take from here: from the rate of its texts that are done; before
 *     the first, the longest that the limits leave this text
 */
public record Progress(
        int text,
        int attempt,
        int vectors,
        int step,
        int steps,
        double evaluations,
        int correctTokens,
        int tokens,
        double minMargin,
        double crossEntropyNats,
        double seconds,
        double secondsLeft) {}
