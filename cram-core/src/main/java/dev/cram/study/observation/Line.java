package dev.cram.study.observation;

import java.util.List;

/**
 * The straight line between two solutions of a text.
 *
 * @param model the model's name
 * @param source the source's name
 * @param tokens tokens of the text
 * @param index of the text
 * @param seed of the solution that the line begins at
 * @param otherSeed of the solution that it ends at
 * @param accuracies share of correct tokens at equal steps along the line, both ends included
 */
public record Line(
        String model, String source, int tokens, int index, long seed, long otherSeed, List<Double> accuracies)
        implements Observation {

    @Override
    public String key() {
        return String.join("|", model, source, "" + tokens, "" + index, "" + seed, "" + otherSeed);
    }
}
