package dev.cram.study.observation;

import java.util.List;

/**
 * The way of a search, in its principal components. Immutable.
 *
 * @param model the model's name
 * @param source the source's name
 * @param tokens tokens of the text
 * @param index of the text
 * @param rounds rounds of the search at which the points were taken, from 1
 * @param x first principal component of each point
 * @param y second principal component of each point
 * @param accuracies share of correct tokens at each point
 * @param explained share of the points' variance that each of the first components explains, falling
 * @param componentsFor99 number of components that explain 99 % of it
 */
@Kind("trajectory")
public record Trajectory(
        String model,
        String source,
        int tokens,
        int index,
        List<Integer> rounds,
        List<Double> x,
        List<Double> y,
        List<Double> accuracies,
        List<Double> explained,
        int componentsFor99)
        implements Observation {

    /**
     * The key of such an observation.
     *
     * @param model the model's name
     * @param source the source's name
     * @param tokens tokens of the text
     * @param index index of the text
     * @return the key
     */
    public static Key<Trajectory> key(String model, String source, int tokens, int index) {
        return Key.of(Trajectory.class, model, source, tokens, index);
    }

    @Override
    public Key<Trajectory> key() {
        return key(model, source, tokens, index);
    }
}
