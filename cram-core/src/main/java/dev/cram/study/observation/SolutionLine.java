package dev.cram.study.observation;

import java.util.List;

/**
 * The straight line between two solutions of a text. Immutable.
 *
 * @param model the model's name
 * @param source the source's name
 * @param tokens tokens of the text
 * @param index of the text
 * @param seed of the solution that the line begins at
 * @param otherSeed of the solution that it ends at
 * @param accuracies share of correct tokens at equal steps along the line, both ends included
 */
@Kind("line")
public record SolutionLine(
        String model, String source, int tokens, int index, long seed, long otherSeed, List<Double> accuracies)
        implements Observation {

    /**
     * The key of such an observation.
     *
     * @param model the model's name
     * @param source the source's name
     * @param tokens tokens of the text
     * @param index index of the text
     * @param seed seed of the first solution
     * @param otherSeed seed of the second solution
     * @return the key
     */
    public static Key<SolutionLine> key(String model, String source, int tokens, int index, long seed, long otherSeed) {
        return Key.of(SolutionLine.class, model, source, tokens, index, seed, otherSeed);
    }

    @Override
    public Key<SolutionLine> key() {
        return key(model, source, tokens, index, seed, otherSeed);
    }
}
